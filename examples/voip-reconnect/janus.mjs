// A Janus with the SIP plugin, on the namespace's addresses. Its API listens on loopback, its media elsewhere.
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Observable, map, retry, switchMap, throwError, timeout, timer } from 'rxjs';
import { program$ } from './child.mjs';
import { MEDIA_ADDRESS } from './namespace.mjs';

const PORT = 8188;
const START_MS = 8_000;

/** Seconds that a session waits to be claimed. The server's own default, 0, leaves nothing to claim. */
const RECLAIM_S = 20;

const UNUSED = {
  plugins:
    'audiobridge duktape echotest lua nosip recordplay streaming textroom videocall videoroom voicemail',
  transports: 'http mqtt nanomsg pfunix rabbitmq',
};

/** @type {(words: string) => string} */
const libraries = (words) =>
  words
    .split(' ')
    .map((word) => `libjanus_${word}.so`)
    .join(',');

/** @type {(folder: string) => Readonly<Record<string, string>>} */
const configs = (folder) => ({
  janus: `general: { configs_folder = "${folder}" session_timeout = 60 reclaim_session_timeout = ${RECLAIM_S} }
media: { rtp_port_range = "20000-20999" }
nat: { ice_enforce_list = "${MEDIA_ADDRESS}" }
plugins: { disable = "${libraries(UNUSED.plugins)}" }
transports: { disable = "${libraries(UNUSED.transports)}" }
`,
  'janus.transport.websockets': `general: { json = "compact" ws = true ws_port = ${PORT} ws_ip = "127.0.0.1" }
`,
  'janus.plugin.sip': `general: { local_ip = "${MEDIA_ADDRESS}" rtp_port_range = "21000-21999" }
`,
});

/** @typedef {{ readonly port: number }} Server */

/** Emits it once it answers; unsubscribing stops it. @returns {Observable<Server>} */
export const janus$ = () =>
  program$('janus', (folder) => {
    for (const [name, text] of Object.entries(configs(folder)))
      writeFileSync(join(folder, `${name}.jcfg`), text);
    return ['-F', folder, '-C', join(folder, 'janus.jcfg'), '-o'];
  }).pipe(
    switchMap(() => listening$(PORT)),
    map(() => ({ port: PORT })),
  );

/** @type {(port: number) => Observable<void>} */
const listening$ = (port) =>
  new Observable((subscriber) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => subscriber.next(undefined));
    socket.once('error', (error) => subscriber.error(error));
    return () => socket.destroy();
  }).pipe(
    retry({ delay: () => timer(50) }),
    timeout({ first: START_MS, with: () => throwError(() => new Error('Janus does not answer')) }),
  );
