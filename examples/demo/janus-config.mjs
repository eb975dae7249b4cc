// The least that a Janus needs to be told for the examples; where its plugins are, it knows itself.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {{ webSocket: number, rest: number }} Ports */

/** Seconds that a session outlives its connection. The server's own default, 0, leaves nothing to claim. */
const RECLAIM_S = 10;

/** What they have no use for, so that the server starts sooner and takes no ports. */
const UNUSED = {
  plugins: 'audiobridge duktape lua nosip recordplay sip streaming textroom videocall voicemail',
  transports: 'mqtt nanomsg pfunix rabbitmq',
};

/** @type {(folder: string, ports: Ports, name: string) => void} */
export const writeConfigs = (folder, ports, name) => {
  const write = (/** @type {string} */ file, /** @type {string} */ text) =>
    writeFileSync(join(folder, `${file}.jcfg`), text);
  write(
    'janus',
    `general: { configs_folder = "${folder}" server_name = "${name}" session_timeout = 60 reclaim_session_timeout = ${RECLAIM_S} }
plugins: { disable = "${libraries(UNUSED.plugins)}" }
transports: { disable = "${libraries(UNUSED.transports)}" }
`,
  );
  write(
    'janus.transport.websockets',
    `general: { json = "compact" ws = true ws_port = ${ports.webSocket} ws_ip = "127.0.0.1" wss = false }
`,
  );
  write(
    'janus.transport.http',
    `general: { json = "compact" base_path = "/janus" http = true port = ${ports.rest} ip = "127.0.0.1" https = false }
`,
  );
};

/** @param {string} names */
const libraries = (names) =>
  names
    .split(' ')
    .map((name) => `libjanus_${name}.so`)
    .join(',');
