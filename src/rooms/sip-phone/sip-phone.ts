import { type Observable, combineLatest, distinctUntilChanged, map, retry, switchMap } from 'rxjs';
import type { SipIncoming } from '../../plugins/sip/call.js';
import type { SipRegistration } from '../../plugins/sip/registration.js';
import type { RegisterFields } from '../../plugins/sip/requests.js';
import { type SipHandle, sip } from '../../plugins/sip/sip.js';
import type { JanusSession } from '../../session/session.js';
import { type Again, afterHandleLoss, afterLoss } from '../again.js';
import { type CallMedia, type SipCallView, answered$, invited$ } from './calls.js';

/** What {@link sipPhone$} takes. */
export interface SipPhoneOptions {
  /** As whom, and where: `{ username: 'sip:ada@example.com', secret: 'hers', proxy: 'sip:example.com' }`. */
  readonly register: RegisterFields;
  /** When to begin anew after a loss; `backOff()` by default. */
  readonly delay?: Again;
}

/** A phone: one line, with one call at a time. */
export interface SipPhone {
  /** Where the registration stands. */
  readonly registration: SipRegistration;
  /** Who calls; undefined when nobody does. */
  readonly incoming: SipIncoming | undefined;
  /** The handle: holds, dials, declines. */
  readonly line: SipHandle;
  /**
   * Calls somebody for as long as it is subscribed to. Emits where the call stands and what is heard, last that it has
   * ended, and completes; unsubscribing hangs up. Errors as `invite$` does.
   *
   * @param uri - Whom, `'sip:bob@example.com'`.
   * @param media - What one says.
   */
  call$(uri: string, media: CallMedia): Observable<SipCallView>;
  /**
   * Takes a call for as long as it is subscribed to, as {@link SipPhone.call$} makes one.
   *
   * @param incoming - The call.
   * @param media - What one says.
   */
  answer$(incoming: SipIncoming, media: CallMedia): Observable<SipCallView>;
}

/**
 * Registers a phone for as long as it is subscribed to.
 *
 * Emits the phone whenever its registration changes or somebody calls. A drop of the line leaves a call alone; when the
 * session or the server was lost, the phone is registered again, and a call that stood is over with that error. Never
 * completes by itself. Errors with {@link PluginError} when the plugin refuses, and with what no retry mends; that a
 * registrar refuses is a value.
 *
 * @param session$ - What gives a session, and another one when subscribed to again: `create$`, `openSession$`.
 * @param options - As whom.
 */
export const sipPhone$ = (
  session$: Observable<JanusSession>,
  { register, delay }: SipPhoneOptions,
): Observable<SipPhone> =>
  session$.pipe(
    switchMap((session) =>
      session.attach$(sip).pipe(
        switchMap((line) => registered$(line, register)),
        retry({ delay: afterHandleLoss(delay), resetOnSuccess: true }),
      ),
    ),
    retry({ delay: afterLoss(delay), resetOnSuccess: true }),
  );

const registered$ = (line: SipHandle, register: RegisterFields): Observable<SipPhone> => {
  const incoming$ = line.call$.pipe(
    map((call) => (call.kind === 'incoming' ? call : undefined)),
    distinctUntilChanged(),
  );
  return line.request$('register', register).pipe(
    switchMap(() => combineLatest([line.registration$, incoming$])),
    map(([registration, incoming]) => ({
      ...{ registration, incoming, line },
      call$: (uri, media) => invited$(line, uri, media),
      answer$: (call, media) => answered$(line, call, media),
    })),
  );
};
