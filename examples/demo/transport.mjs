// The transport over the demo's line. The scheme of the address decides: WebSocket for ws and wss, REST for http and https.
import { isIP } from 'node:net';
import { restTransport, webSocketTransport } from 'rxjs-janus';

/**
 * @param {URL} url the server's own address
 * @param {import('./line.mjs').Line} line
 * @param {{ token?: string, apiSecret?: string }} credentials
 */
export const transportThrough = (url, line, credentials) => {
  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String(line.port);
  // The server is to see its own name, in the request and for TLS, though the connection goes to the proxy.
  const headers = { host: url.host };
  const servername = isIP(url.hostname) ? '' : url.hostname;
  return url.protocol.startsWith('http')
    ? restTransport({ ...credentials, url: through.href, headers })
    : webSocketTransport({ ...credentials, url: through.href, socketOptions: { headers, servername } });
};
