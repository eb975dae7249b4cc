// The first half: the line is cut in mid-call. Nothing here reconnects: the session does that by itself.
import { concat, filter, first, ignoreElements, map, merge, takeWhile } from 'rxjs';
import { create$, webSocketTransport } from 'rxjs-janus';
import { sip } from 'rxjs-janus/sip';
import { call$, flows$, hangUp$, press$, register$, restart$, wordsOf } from './alice.mjs';
import { line$ } from './line.mjs';
import { phone$ } from './phone.mjs';
import { short, title$ } from './print.mjs';
import { using$ } from './using.mjs';

/**
 * @typedef {import('./alice.mjs').Told$} Told$
 * @typedef {import('./alice.mjs').SipHandle} SipHandle
 * @typedef {import('./alice.mjs').Phone} Phone
 * @typedef {import('./peer.mjs').Bob} Bob
 * @typedef {import('./line.mjs').Line} Line
 * @typedef {import('rxjs-janus').JanusSession} JanusSession
 */

/** How long nobody can connect. */
const REFUSE_MS = 1_500;

/** @type {(server: import('./janus.mjs').Server, bob: Bob) => Told$} */
export const cutCall$ = (server, bob) =>
  using$(line$(server), (line) =>
    using$(create$(webSocketTransport({ url: line.url })), (session) =>
      using$(session.attach$(sip), (alice) =>
        using$(phone$(), (phone) => life$({ session, alice, phone, bob, line })),
      ),
    ),
  );

/** @type {(on: { session: JanusSession, alice: SipHandle, phone: Phone, bob: Bob, line: Line }) => Told$} */
const life$ = ({ session, alice, phone, bob, line }) =>
  concat(
    title$('Alice registers'),
    register$(alice),
    title$('Alice calls Bob'),
    call$(alice, phone, bob.address),
    flows$(phone, 'before the cut'),
    title$('Her line is cut in mid-call, and nobody can connect for a moment'),
    merge(
      lost$(session),
      concat(flows$(phone, 'without a line'), back$(session, alice)),
      line.cut$(REFUSE_MS),
    ),
    flows$(phone, 'after the reclaim'),
    title$('Her address has changed: ICE is restarted over the line that is back'),
    restart$(alice, phone),
    flows$(phone, 'after the restart of ICE'),
    title$('The handle works as before'),
    press$(alice, bob, '5'),
    title$('Alice hangs up'),
    hangUp$(alice),
  );

/** @type {(session: JanusSession) => Told$} */
const lost$ = (session) =>
  session.status$.pipe(
    filter((status) => status.kind === 'reclaiming'),
    first(),
    map(({ cause }) => ({ said: `session ${short(session.id)} is without a line: ${cause.message}` })),
  );

/** The plugin was asked for the call's state behind the claim: the call stands. @type {(session: JanusSession, alice: SipHandle) => Told$} */
const back$ = (session, alice) =>
  concat(
    session.status$.pipe(
      takeWhile((status) => status.kind !== 'live'),
      ignoreElements(),
    ),
    title$('The session is reclaimed by itself'),
    session.status$.pipe(
      first(),
      map((status) => {
        if (status.kind !== 'live') throw new Error('the session is not live');
        return {
          said: `session ${short(session.id)} is live again, by ${status.by}; handle ${short(alice.id)} goes on`,
        };
      }),
    ),
    alice.call$.pipe(
      first(),
      map((call) => ({ said: `the call, as the server knows it: ${wordsOf(call)}` })),
    ),
  );
