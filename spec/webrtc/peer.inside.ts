// Run by media.spec.ts, where media flow.
import { ignoreElements, merge, switchMap, tap } from 'rxjs';
import { echoTest } from 'rxjs-janus/echotest';
import { type Peer, peer$ } from 'rxjs-janus/webrtc';
import { onReal } from '../plugins/support/on-real.js';
import { expectNothingLeft, resources } from '../support/leaks.js';
import { watch } from '../support/watch.js';
import { ECHO_OPTIONS, begin, echoing } from './support/echo.js';
import { heardOf$, makePeer, tone$ } from './support/werift-end.js';

jest.setTimeout(30_000);

onReal('a peer', echoTest, ECHO_OPTIONS, (it_) => {
  it('sends and receives, and tells by which sections', async () => {
    const { peers, offers } = await echoing(it_);
    const [peer] = peers as [Peer];
    const local = await it_.follow(peer.localTracks$).value();
    const remote = await it_.follow(peer.remoteTracks$).value();
    expect([local, remote]).toMatchObject([[{ mid: '0', kind: 'audio' }], [{ mid: '0', kind: 'audio' }]]);
    expect(await it_.follow(peer.connectionState$).value()).toBe('connected');
    expect(offers).toHaveLength(1);
    expect(offers[0]?.sdp).not.toContain('a=candidate');
  });

  it.each(['half', 'none'] as const)(
    'puts its candidates into the offer with %s trickle',
    async (trickle) => {
      const { offers } = await echoing(it_, { trickle });
      expect(offers[0]?.trickle).toBe(trickle === 'none' ? false : undefined);
      expect(offers[0]?.sdp).toContain('a=candidate');
    },
  );

  it('hangs up and closes when nobody is subscribed any more, and can be had again at once', async () => {
    const { handle, events, peers, heard } = await echoing(it_);
    heard.unsubscribe();
    const again = it_.follow(peer$(handle, { makePeer }).pipe(tap((peer) => begin(it_, peer, handle))));
    const hangup = await events.find('a hangup', ({ kind }) => kind === 'hangup');
    expect(hangup).toMatchObject({ reason: 'Janus API' });
    expect(peers[0]?.connection.signalingState).toBe('closed');
    const second = it_.follow((await again.value()).remoteTracks$);
    await second.find('the echo', ([track]) => track !== undefined, { timeoutMs: 10_000 });
    expect(again.ended).toBe(false);
  });

  it('leaves no socket and no timer', async () => {
    const { handle } = await it_.attached();
    const since = resources();
    const heard = watch(
      peer$(handle, { makePeer }).pipe(
        switchMap((peer) =>
          merge(
            heardOf$(peer),
            merge(
              peer.send$(tone$()),
              peer.negotiate$((jsep) => handle.configure$({}, { jsep })),
            ).pipe(ignoreElements()),
          ),
        ),
      ),
    );
    await heard.find('packets', (count) => count > 10, { timeoutMs: 15_000 });
    heard.unsubscribe();
    await expectNothingLeft(since, 8_000);
  });

  it('completes when the server hangs up', async () => {
    const { handle, heard, peers } = await echoing(it_);
    // Another client of the session may do so, or an admin.
    it_.follow(handle.hangup$());
    await heard.end();
    expect([heard.completed, peers[0]?.connection.signalingState]).toEqual([true, 'closed']);
    expect((await it_.follow((peers[0] as Peer).iceState$).end()).error).toMatchObject({
      kind: 'peer-ended',
    });
  });
});
