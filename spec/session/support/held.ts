import { switchMap } from 'rxjs';
import { type Handle, type JanusSession, type SessionOptions, create$ } from 'rxjs-janus';
import type { ScriptedTransportOptions } from 'rxjs-janus/testing';
import type { VirtualTime } from '../../support/marbles.js';
import { type Followed, type Rig, rigOf, wordOfSession } from './rig.js';

export interface Held extends Rig {
  readonly session: Followed<JanusSession>;
  /** The handle of session 1, number 2. */
  readonly handle: Handle;
}

/** A session with one handle, held for 50 s (or as long as said) of virtual time. */
export const heldIn = (
  time: VirtualTime,
  script: ScriptedTransportOptions = {},
  options: SessionOptions = {},
  endsAt = 50_000,
): Held => {
  const it = rigOf(time, script);
  const session$ = create$(it.janus$, options);
  const session = it.follow(session$, wordOfSession);
  const handle = it.follow(session$.pipe(switchMap((held) => held.attach$('janus.plugin.echotest'))));
  time.at(endsAt, () => {
    handle.subscription.unsubscribe();
    session.subscription.unsubscribe();
  });
  return { ...it, session, handle: handle.last };
};
