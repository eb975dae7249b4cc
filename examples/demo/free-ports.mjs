// Free ports of this machine for servers that must be told theirs.
import { createServer } from 'node:net';

/** None is handed out twice, as servers that start side by side take theirs a moment later. @type {Set<number>} */
const handedOut = new Set();

/** @type {(count: number) => Promise<number[]>} */
export const freePorts = async (count) => {
  /** @type {number[]} */
  const ports = [];
  while (ports.length < count) {
    const port = await freePort();
    if (handedOut.has(port)) continue;
    handedOut.add(port);
    ports.push(port);
  }
  return ports;
};

/** @returns {Promise<number>} */
const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
