// Run by media.spec.ts, where media flow.
import { echoTest } from 'rxjs-janus/echotest';
import { type Peer } from 'rxjs-janus/webrtc';
import { onReal } from '../plugins/support/on-real.js';
import { until } from '../support/until.js';
import { ECHO_OPTIONS, echoing, more } from './support/echo.js';
import { kindsOf, withoutPath } from './support/path.js';

jest.setTimeout(50_000);

onReal('a peer whose path breaks', echoTest, ECHO_OPTIONS, (it_) => {
  it('restarts ICE by itself', async () => {
    const { peers, heard } = await echoing(it_, {
      recovery: { disconnectedMs: 200, restarts: 9, restartMs: 3_000 },
    });
    const told = it_.follow((peers[0] as Peer).recovery$);
    await withoutPath(() =>
      told.find('a restart', ({ kind }) => kind === 'restarting', { timeoutMs: 15_000 }),
    );
    await more(heard);
    await until('an end of it', () => told.values.at(-1)?.kind === 'steady');
    expect(kindsOf(told.values)).toEqual(['steady', 'waiting', 'restarting', 'steady']);
    expect(peers).toHaveLength(1);
  });
});
