// Whether a port of this machine takes connections: a server's transports are not there all at once.
import { connect } from 'node:net';

/** Resolves when it does, rejects when it does not. @type {(port: number) => Promise<void>} */
export const accepting = (port) =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1').once('error', reject);
    socket.once('connect', () => {
      socket.destroy();
      resolve();
    });
  });
