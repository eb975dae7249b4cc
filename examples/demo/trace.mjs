// A transport that tells what passes over another, above the place where token and secret are added: neither is told.
import { Observable, defer, map, tap } from 'rxjs';
import { shortened, short } from './short.mjs';

/**
 * @typedef {import('rxjs-janus').JanusTransport} JanusTransport
 * @typedef {import('rxjs-janus').Connection} Connection
 * @typedef {import('rxjs-janus').OutgoingRequest} OutgoingRequest
 * @typedef {import('rxjs-janus').JanusMessage} JanusMessage
 * @typedef {(direction: '->' | '<-', frame: string) => void} Tell
 */

/**
 * The same transport, telling each frame.
 *
 * @type {(janus$: JanusTransport, tell: Tell) => JanusTransport}
 */
export const traced = (janus$, tell) =>
  Object.assign(new Observable((subscriber) => janus$.subscribe(subscriber)), {
    connection$: janus$.connection$.pipe(map((connection) => tracedConnection(connection, tell))),
    state$: janus$.state$,
    gate$: (/** @type {number} */ attempt) => janus$.gate$(attempt),
    wake$: janus$.wake$,
    diagnostics$: janus$.diagnostics$,
    diagnose: (/** @type {import('rxjs-janus').Diagnostic} */ diagnostic) => janus$.diagnose(diagnostic),
  });

/** @type {(connection: Connection, tell: Tell) => Connection} */
const tracedConnection = (connection, tell) => ({
  kind: connection.kind,
  get open() {
    return connection.open;
  },
  get rules() {
    return connection.rules;
  },
  message$: connection.message$.pipe(tap((message) => tell('<-', wordsOfMessage(message)))),
  get grant() {
    return connection.grant;
  },
  renewToken$: (grant) => connection.renewToken$(grant),
  sendFailure$: connection.sendFailure$,
  send: (request) => {
    tell('->', wordsOfRequest(request));
    connection.send(request);
  },
  suspect: (cause) => connection.suspect(cause),
  lease: () => connection.lease(),
  hold$: (sessionId) =>
    defer(() => {
      if (connection.kind === 'poll') tell('->', `long poll of session ${short(sessionId)}`);
      return connection.hold$(sessionId);
    }),
});

/** @type {(request: OutgoingRequest) => string} */
const wordsOfRequest = ({ janus, session_id: session, handle_id: handle, plugin, body }) => {
  const target = handle === undefined ? session && `session ${short(session)}` : `handle ${short(handle)}`;
  const what = body === undefined ? (plugin ?? target) : JSON.stringify(body);
  return words(janus, what);
};

/** @type {(message: JanusMessage) => string} */
const wordsOfMessage = (message) => {
  switch (message.janus) {
    case 'success':
      return words('success', typeof message.data?.id === 'number' ? `id ${short(message.data.id)}` : '');
    case 'error':
      return words('error', `${message.error.code} ${message.error.reason}`);
    case 'event':
      return words('event', JSON.stringify(message.plugindata.data));
    case 'server_info':
      return words(
        'server_info',
        `${message.version_string}, session_timeout ${message['session-timeout']} s, reclaim_session_timeout ${message['reclaim-session-timeout']} s`,
      );
    default:
      return message.janus;
  }
};

/** @type {(janus: string, what?: string | 0) => string} */
const words = (janus, what) => shortened(`${janus} ${what || ''}`.trim().slice(0, 100));
