// What Alice's line does in both halves of the story, each as one Observable of what to tell.
import {
  EMPTY,
  concat,
  concatMap,
  defer,
  delay,
  filter,
  first,
  forkJoin,
  from,
  ignoreElements,
  map,
  switchMap,
  take,
  throwError,
  timer,
} from 'rxjs';
import { MEDIA_ADDRESS } from './namespace.mjs';
import { said$ } from './print.mjs';

/**
 * @typedef {import('rxjs').Observable<import('./print.mjs').Told>} Told$
 * @typedef {import('rxjs-janus/sip').SipHandle} SipHandle
 * @typedef {import('rxjs-janus/sip').SipCall} SipCall
 * @typedef {import('./phone.mjs').Phone} Phone
 * @typedef {import('./peer.mjs').Bob} Bob
 */

const NAME = `sip:alice@${MEDIA_ADDRESS}`;

/**
 * Who only calls is a guest, and needs no registrar: its address stands in the calls that it makes.
 *
 * @type {(line: SipHandle, registrar?: string) => Told$}
 */
export const register$ = (line, registrar) =>
  line
    .register$(
      registrar ? { username: NAME, secret: 'hers', proxy: registrar } : { username: NAME, type: 'guest' },
    )
    .pipe(
      map((state) => ({
        said: state.kind === 'registered' ? `registered as ${state.username}` : state.kind,
      })),
    );

/** @type {(line: SipHandle, phone: Phone, address: string) => Told$} */
export const call$ = (line, phone, address) =>
  from(phone.offer()).pipe(
    switchMap((offer) => line.invite$(address, offer)),
    concatMap((call) => concat(said$(wordsOf(call)), answered$(line, phone, call))),
  );

/**
 * One PeerConnection goes on, with new ICE credentials: what a phone does whose address has changed.
 *
 * @type {(line: SipHandle, phone: Phone) => Told$}
 */
export const restart$ = (line, phone) =>
  defer(() => phone.offer(true)).pipe(
    switchMap((offer) => line.update$(offer)),
    switchMap((call) => concat(answered$(line, phone, call), said$('Bob has taken the new offer'))),
  );

/**
 * Candidates go behind the answer: of those in an offer that restarts ICE Janus makes no use.
 *
 * @type {(line: SipHandle, phone: Phone, call: SipCall) => import('rxjs').Observable<never>}
 */
const answered$ = (line, phone, call) => {
  if (call.kind === 'ended')
    return throwError(() => new Error(`the call failed: ${call.code} ${call.reason}`));
  if (call.kind !== 'in-call') return EMPTY;
  return defer(() => phone.take(call.jsep)).pipe(
    switchMap(() => phone.candidate()),
    switchMap((candidate) => line.trickle$(candidate)),
    ignoreElements(),
  );
};

/** @type {(line: SipHandle, phone: Phone, offer: import('rxjs-janus').Jsep) => Told$} */
export const accept$ = (line, phone, offer) =>
  defer(() => phone.answer(offer)).pipe(
    switchMap((answer) => line.accept$(answer)),
    switchMap(() => phone.candidate()),
    switchMap((candidate) => line.trickle$(candidate)),
    switchMap(() => line.call$),
    first((call) => call.kind === 'in-call'),
    map((call) => ({ said: wordsOf(call) })),
  );

/** Says so when audio has come back in a later packet than now. @type {(phone: Phone, when: string) => Told$} */
export const flows$ = (phone, when) =>
  defer(() => {
    const before = { heard: phone.heard(), sent: phone.sent() };
    return timer(0, 100).pipe(
      take(60),
      filter(() => phone.heard() - before.heard >= 20),
      first(null, null),
      map((found) => {
        const [out, back] = [phone.sent() - before.sent, phone.heard() - before.heard];
        if (found === null) throw new Error(`audio ${when}: ${out} packets out, ${back} back`);
        return { said: `audio ${when}: ${out} packets out, ${back} back; ${phone.heard()} back in all` };
      }),
    );
  });

/** @type {(line: SipHandle, bob: Bob, key: string) => Told$} */
export const press$ = (line, bob, key) =>
  line.dtmf$(key).pipe(
    switchMap(({ data }) =>
      timer(0, 50).pipe(
        take(40),
        map(() => bob.keys()),
        first((keys) => keys.endsWith(key), ''),
        map((keys) => {
          if (keys === '') throw new Error(`key ${key} did not reach Bob`);
          return { said: `${data.result.event}: Bob has heard the keys ${keys}` };
        }),
      ),
    ),
  );

const BREATH_MS = 1_200;

/**
 * Over is a call a good second after the server's own `hangup`: behind SIP's end of it come the PeerConnection's, and
 * that of the thread that relays audio, and what was begun in between would go with them.
 *
 * @type {(line: SipHandle) => Told$}
 */
export const hangUp$ = (line) =>
  forkJoin([
    line.event$.pipe(first(({ kind }) => kind === 'hangup')),
    line.bye$().pipe(
      switchMap(() => line.call$),
      first((call) => call.kind === 'ended'),
    ),
  ]).pipe(
    map(([, call]) => ({ said: wordsOf(call) })),
    delay(BREATH_MS),
  );

/** @type {(call: SipCall) => string} */
export const wordsOf = (call) => {
  switch (call.kind) {
    case 'ended':
      return `ended: ${call.code} ${call.reason}`;
    case 'in-call':
      return `accepted: in a call with ${call.peer}`;
    case 'incoming':
      return `incoming: ${call.peer} calls`;
    default:
      return call.kind;
  }
};
