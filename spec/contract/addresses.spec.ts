import { retry, switchMap } from 'rxjs';
import { type JanusTransport, backOff, create$ } from 'rxjs-janus';
import { sleep } from '../support/until.js';
import { type Rig } from './support/rig.js';
import { sideBySide } from './support/side-by-side.js';
import { expectAnswer, failure, hold, holdEcho, standing, told } from './support/talk.js';

/** Two ways to one server, each a line of its own, as two addresses of a transport. */
const twoWays = async (rig: Rig) => {
  const { line: second } = await rig.otherLine();
  const url = new URL(rig.url);
  url.port = String(second.port);
  const quick = { firstMs: 100, maxMs: 200 };
  const janus$: JanusTransport = rig.transport({ url: [rig.url, url.href], backOff: quick });
  return { second, janus$ };
};

sideBySide('of two addresses', {
  'the second serves a new session when nobody is at the first': async (rig) => {
    const { second, janus$ } = await twoWays(rig);
    await rig.line.refuse();
    expect(await failure(rig, create$(janus$))).toMatchObject({ kind: 'connection-failed' });
    // A line lingers for a turn, over REST also one at whose end nobody is.
    await sleep(20);
    await expectAnswer(rig, (await holdEcho(rig, (await hold(rig, create$(janus$))).session)).echo);
    expect(second.accepted).toBeGreaterThan(0);
  },
  'the first is where a dropped session is sought, and the second is left alone': async (rig) => {
    const { second, janus$ } = await twoWays(rig);
    const held = await hold(rig, create$(janus$));
    const { echo } = await holdEcho(rig, held.session);
    await standing(rig);
    await rig.line.refuse();
    rig.line.cut();
    await held.status.find('attempt 3', (status) => status.kind === 'reclaiming' && status.attempt >= 3);
    await rig.line.refuse(false);
    await held.gaps.value();
    await expectAnswer(rig, echo);
    expect(second.accepted).toBe(0);
    expect(told(held.status).at(-1)).toBe('live by claim');
  },
  'the second serves the session that is made anew when the first is gone for good': async (rig) => {
    const { second, janus$ } = await twoWays(rig);
    const anew$ = create$(janus$, { reclaim: { forMs: 300 } }).pipe(
      retry({ delay: backOff({ firstMs: 50, random: () => 1 }) }),
    );
    const sessions = rig.watch(anew$);
    const { id } = await sessions.value();
    await standing(rig);
    await rig.line.refuse();
    rig.line.cut();
    expect((await sessions.value(1)).id).not.toBe(id);
    const handle = rig.watch(anew$.pipe(switchMap((session) => session.attach$('janus.plugin.echotest'))));
    await handle.value();
    expect(second.accepted).toBeGreaterThan(0);
  },
});
