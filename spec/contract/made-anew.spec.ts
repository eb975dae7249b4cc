import { retry, switchMap } from 'rxjs';
import { backOff, create$ } from 'rxjs-janus';
import { echoTest } from 'rxjs-janus/echotest';
import { until } from '../support/until.js';
import { sideBySide } from './support/side-by-side.js';
import { expectAnswer } from './support/talk.js';

sideBySide('a session that is lost for good', {
  'is made anew by a retry that stands last, with what hung on it attached again': async (rig) => {
    const echo$ = create$(rig.transport(), { keepAliveMs: 1_000 }).pipe(
      switchMap((session) => session.attach$(echoTest)),
      retry({ delay: backOff({ firstMs: 50 }), resetOnSuccess: true }),
    );
    const echoes = rig.watch(echo$);
    const first = await echoes.value();
    await rig.witness.destroySession(first.sessionId);
    await until('another handle', () => echoes.values.length === 2, { timeoutMs: 15_000 });
    const second = echoes.values.at(-1) ?? first;
    expect(second.sessionId).not.toBe(first.sessionId);
    await expectAnswer(rig, second);
    expect(await rig.witness.sessions()).toContain(second.sessionId);
  },
});
