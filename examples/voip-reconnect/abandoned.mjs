// The second half: a background process begins a call and is gone; this one takes up its session and goes on.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Observable, concat, defer, first, map, throwError } from 'rxjs';
import { resume$, webSocketTransport } from 'rxjs-janus';
import { sip } from 'rxjs-janus/sip';
import { accept$, call$, flows$, hangUp$, press$, wordsOf } from './alice.mjs';
import { callingBob$ } from './peer.mjs';
import { phone$ } from './phone.mjs';
import { short, title$ } from './print.mjs';
import { using$ } from './using.mjs';

/**
 * @typedef {import('./alice.mjs').Told$} Told$
 * @typedef {import('./alice.mjs').SipHandle} SipHandle
 * @typedef {import('./peer.mjs').Bob} Bob
 * @typedef {import('./janus.mjs').Server} Server
 * @typedef {import('rxjs-janus').JanusSession} JanusSession
 * @typedef {import('rxjs-janus').Jsep} Jsep
 */

const BACKGROUND = fileURLToPath(new URL('background.mjs', import.meta.url));

/** @type {(server: Server, bob: Bob) => Told$} */
export const abandoned$ = (server, bob) =>
  using$(folder$(), (folder) => {
    const file = join(folder, 'session.json');
    return concat(
      title$('A background process calls Bob, stores its session, and is gone'),
      background$(['calls', String(server.port), bob.address, file]),
      title$('The foreground takes the session up'),
      foreground$(server, file, (alice) => goOn$(alice, bob)),
      using$(callingBob$(), (caller) =>
        concat(
          title$('A background process is called by Bob, stores that, and is gone while it rings'),
          background$(['waits', String(server.port), caller.address, file]),
          title$('The foreground takes the session up, and the call'),
          foreground$(server, file, answer$),
        ),
      ),
    );
  });

/** @returns {Observable<string>} */
const folder$ = () =>
  new Observable((subscriber) => {
    const folder = mkdtempSync(join(tmpdir(), 'rxjs-janus-voip-'));
    const remove = () => rmSync(folder, { recursive: true, force: true });
    process.once('exit', remove);
    subscriber.next(folder);
    return remove;
  });

/** Tells what the other process tells, and completes with it. @type {(args: readonly string[]) => Told$} */
const background$ = (args) =>
  new Observable((subscriber) => {
    const child = spawn(process.execPath, [BACKGROUND, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    createInterface(child.stdout).on('line', (said) => subscriber.next({ said: `background: ${said}` }));
    child.once('error', (error) => subscriber.error(error));
    child.once('close', (code) =>
      code === 0
        ? subscriber.complete()
        : subscriber.error(new Error(`the background process ended with ${code}`)),
    );
    return () => child.kill();
  });

/** @type {(server: Server, file: string, use: (alice: SipHandle, offer: Jsep | undefined) => Told$) => Told$} */
const foreground$ = (server, file, use) =>
  defer(() => {
    const janus$ = webSocketTransport({ url: `ws://127.0.0.1:${server.port}` });
    const { snapshot, offer } = /** @type {{ snapshot: unknown, offer?: Jsep }} */ (
      JSON.parse(readFileSync(file, 'utf8'))
    );
    return using$(resume$(janus$, snapshot), (session) =>
      using$(line$(session), (alice) => concat(claimed$(session, alice), use(alice, offer))),
    );
  });

/** The handle under its old id, its state asked for again. @type {(session: JanusSession) => Observable<SipHandle>} */
const line$ = (session) => {
  const handle = session.snapshot().handles.find(({ plugin }) => plugin === sip.package);
  return handle
    ? session.reattach$(sip, handle.handleId, { resume: handle })
    : throwError(() => new Error('no SIP handle was stored'));
};

/** @type {(session: JanusSession, alice: SipHandle) => Told$} */
const claimed$ = (session, alice) =>
  alice.call$.pipe(
    first(),
    map((call) => ({
      said: `session ${short(session.id)} is claimed, handle ${short(alice.id)} goes on: ${wordsOf(call)}`,
    })),
  );

/** @type {(alice: SipHandle, bob: Bob) => Told$} */
const goOn$ = (alice, bob) =>
  concat(
    press$(alice, bob, '7'),
    // The plugin answers a new offer, but makes no new DTLS handshake: audio needs a call with a PeerConnection of here.
    title$('The audio went with its process: hung up and called again, on the same handle'),
    hangUp$(alice),
    using$(phone$(), (phone) =>
      concat(call$(alice, phone, bob.address), flows$(phone, 'in the foreground'), hangUp$(alice)),
    ),
  );

/** No PeerConnection has been made yet, so this one takes the call as if it had rung here. @type {(alice: SipHandle, offer: Jsep | undefined) => Told$} */
const answer$ = (alice, offer) =>
  offer
    ? using$(phone$(), (phone) =>
        concat(accept$(alice, phone, offer), flows$(phone, 'in the foreground'), hangUp$(alice)),
      )
    : throwError(() => new Error('no offer was stored'));
