// Run by media.spec.ts, where media flow.
import { echoTest } from 'rxjs-janus/echotest';
import { type Peer } from 'rxjs-janus/webrtc';
import { onReal } from '../plugins/support/on-real.js';
import { until } from '../support/until.js';
import { ECHO_OPTIONS, echoing, more } from './support/echo.js';

jest.setTimeout(40_000);

onReal('a peer whose line or network changes', echoTest, ECHO_OPTIONS, (it_) => {
  it('sends on through a cut of the line, and loses nothing by it', async () => {
    const { session, peers, heard } = await echoing(it_);
    const [peer] = peers as [Peer];
    const states = it_.follow(peer.recovery$);
    const gaps = it_.follow(session.gap$);
    await it_.line.refuse();
    it_.line.cut();
    const before = heard.values.length;
    const cutAt = Date.now();
    // A busy machine sends less than one packet each 20 ms.
    const isLong = () => Date.now() - cutAt > 4_000 && heard.values.length - before > 50;
    await until('4 s without a line, and packets all the while', isLong, { timeoutMs: 8_000 });
    await it_.line.refuse(false);
    await gaps.value(0, { timeoutMs: 9_000 });
    await more(heard);
    expect([peers.length, states.values]).toEqual([1, [{ kind: 'steady' }]]);
  });

  it('restarts ICE with the media running', async () => {
    const { peers, offers, heard } = await echoing(it_);
    const [peer] = peers as [Peer];
    await it_.follow(peer.restart$()).end();
    const [first, second] = offers.map(({ sdp }) => /a=ice-ufrag:(\S+)/.exec(sdp)?.[1]);
    expect(second).not.toBe(first);
    await more(heard);
    expect(offers).toHaveLength(2);
  });
});
