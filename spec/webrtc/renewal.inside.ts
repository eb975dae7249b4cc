// Run by media.spec.ts, where media flow.
import { echoTest } from 'rxjs-janus/echotest';
import { type Peer } from 'rxjs-janus/webrtc';
import { onReal } from '../plugins/support/on-real.js';
import { until } from '../support/until.js';
import { ECHO_OPTIONS, echoing, more } from './support/echo.js';
import { kindsOf, withoutPath } from './support/path.js';

jest.setTimeout(50_000);

onReal('a peer whose path is not mended', echoTest, ECHO_OPTIONS, (it_) => {
  it('gives way to another', async () => {
    const { peers, heard } = await echoing(it_, { recovery: { disconnectedMs: 200, restarts: 0 } });
    // With so little patience the first may have given way while its path was being found.
    const { length } = peers;
    const told = it_.follow((peers[length - 1] as Peer).recovery$);
    await withoutPath(() => until('another peer', () => peers.length > length, { timeoutMs: 15_000 }));
    await more(heard);
    expect(kindsOf(told.values)).toEqual(['steady', 'waiting', 'rebuilding']);
    await it_.follow((peers.at(-1) as Peer).recovery$).find('steady', ({ kind }) => kind === 'steady');
  });

  it('errors where there may be no other', async () => {
    const { heard } = await echoing(it_, { recovery: { disconnectedMs: 200, restarts: 0, rebuilds: 0 } });
    await withoutPath(() => heard.end({ timeoutMs: 15_000 }));
    expect(heard.error).toMatchObject({ kind: 'peer-failed', why: 'ice' });
  });
});
