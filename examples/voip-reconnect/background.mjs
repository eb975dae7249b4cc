// The background process: node background.mjs calls|waits PORT ADDRESS FILE. It makes a session, registers, and calls
// ADDRESS or waits to be called by it; then it stores what it takes to go on, and is gone.
import { writeFileSync } from 'node:fs';
import { concat, defer, filter, first, switchMap, timer } from 'rxjs';
import { create$, webSocketTransport } from 'rxjs-janus';
import { sip } from 'rxjs-janus/sip';
import { call$, flows$, register$, wordsOf } from './alice.mjs';
import { phone$ } from './phone.mjs';
import { said$, short } from './print.mjs';
import { using$ } from './using.mjs';

/**
 * @typedef {import('./alice.mjs').Told$} Told$
 * @typedef {import('./alice.mjs').SipHandle} SipHandle
 * @typedef {import('rxjs-janus').JanusSession} JanusSession
 */

const [what = '', port = '', address = '', file = ''] = process.argv.slice(2);
const janus$ = webSocketTransport({ url: `ws://127.0.0.1:${port}` });

/**
 * The ids in a snapshot are capabilities: nobody else may read them. No session description is in it, so that whoever
 * is to answer a call is given the offer beside it.
 *
 * @type {(session: JanusSession, offer?: import('rxjs-janus').Jsep) => Told$}
 */
const store$ = (session, offer) =>
  defer(() => {
    writeFileSync(file, JSON.stringify({ snapshot: session.snapshot(), offer }), { mode: 0o600 });
    return said$(`session ${short(session.id)} is stored, and left without a farewell`);
  });

/** @type {(session: JanusSession, alice: SipHandle) => Told$} */
const calls$ = (session, alice) =>
  // The phone stays as it is: closing a PeerConnection would tell the server, and end the call.
  using$(phone$({ leave: true }), (phone) =>
    concat(
      register$(alice),
      call$(alice, phone, address),
      flows$(phone, 'in the background'),
      store$(session),
    ),
  );

/** @type {(session: JanusSession, alice: SipHandle) => Told$} */
const waits$ = (session, alice) =>
  concat(
    register$(alice, address),
    alice.call$.pipe(
      filter((call) => call.kind === 'incoming'),
      first(),
      switchMap((call) => concat(said$(wordsOf(call)), store$(session, call.jsep))),
    ),
  );

// Abandoned: the last unsubscribe closes the line, and says neither detach nor destroy.
const story$ = using$(create$(janus$, { teardown: 'abandon' }), (session) =>
  using$(session.attach$(sip), (alice) => (what === 'calls' ? calls$ : waits$)(session, alice)),
);

const leave = (/** @type {number} */ code) => timer(100).subscribe(() => process.exit(code));
story$.subscribe({
  next: ({ said }) => console.log(said),
  error: (error) => {
    console.error(error instanceof Error ? error.message : error);
    leave(1);
  },
  complete: () => leave(0),
});
