import { execFileSync } from 'node:child_process';
import { networkInterfaces } from 'node:os';
import { MEDIA_ADDRESS, hasNamespaces, inNamespace } from './namespace/index.js';

const works = hasNamespaces ? it : it.skip;

/** What a script prints that runs in a namespace. */
const printedBy = (script: string): string => {
  const [command, args] = inNamespace(process.execPath, ['-e', script]);
  return execFileSync(command, args, { encoding: 'utf8', timeout: 10_000 }).trim();
};

describe('a network namespace for media', () => {
  works('has the media address and loopback, and no other', () => {
    const script = `console.log(Object.values(os.networkInterfaces()).flat().filter(({ family }) => family === 'IPv4').map(({ address }) => address).sort().join(' '))`;
    expect(printedBy(script)).toBe(`${MEDIA_ADDRESS} 127.0.0.1`);
  });

  works('is not where the specs are', () => {
    const addresses = Object.values(networkInterfaces()).flatMap((all) =>
      (all ?? []).map(({ address }) => address),
    );
    expect(addresses).not.toContain(MEDIA_ADDRESS);
  });

  works('carries datagrams on the media address', () => {
    const script = `
      const socket = require('node:dgram').createSocket('udp4');
      socket.once('message', (text) => { console.log(String(text)); socket.close(); });
      socket.bind(0, '${MEDIA_ADDRESS}', () => socket.send('heard', socket.address().port, '${MEDIA_ADDRESS}'));`;
    expect(printedBy(script)).toBe('heard');
  });

  works('lets nothing out', () => {
    const script = `
      require('node:net').connect(80, '192.0.2.1').once('error', ({ code }) => console.log(code));`;
    expect(printedBy(script)).toBe('ENETUNREACH');
  });
});
