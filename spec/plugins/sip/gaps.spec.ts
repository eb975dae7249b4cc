// A SIP line on a real Janus, its API's connection cut while things happen to its call.
import { type Observable, switchMap } from 'rxjs';
import {
  type HandleSnapshot,
  type JanusSession,
  create$,
  resume$,
  webSocketTransport,
  type SessionSnapshot,
} from 'rxjs-janus';
import { type SipCall, type SipHandle, sip } from 'rxjs-janus/sip';
import { offer } from '../../contract/support/offer.js';
import { type RealJanus, hasRealJanus, startJanus } from '../../support/janus/index.js';
import { type Proxy, startProxy } from '../../support/proxy.js';
import { hasSipp } from '../../support/sipp.js';
import { sleep } from '../../support/until.js';
import { type Watched, watch } from '../../support/watch.js';
import { type Peer, type PeerOptions, startPeer } from './support/peer.js';

const works = hasRealJanus && hasSipp ? it : it.skip;
const alice = { type: 'guest', username: 'sip:alice@127.0.0.1' } as const;

jest.setTimeout(20_000);

describe('a SIP line on a real server', () => {
  let janus: RealJanus | undefined;
  let line: Proxy;
  const watched: Watched<unknown>[] = [];
  const peers: Peer[] = [];

  beforeAll(async () => {
    if (works === it.skip) return;
    const general = { local_ip: '127.0.0.1', rtp_port_range: '21000-21999' };
    janus = await startJanus({ plugins: ['sip'], jcfg: { 'janus.plugin.sip': { general } } });
  });
  beforeEach(async () => {
    if (janus) line = await startProxy(janus.ports.webSocket);
  });
  afterEach(async () => {
    for (const one of watched.splice(0)) one.unsubscribe();
    for (const peer of peers.splice(0)) peer.stop();
    if (janus) await line.stop();
  });
  afterAll(() => janus?.stop());

  const follow = <T>(source$: Observable<T>): Watched<T> => {
    const following = watch(source$);
    watched.push(following);
    return following;
  };
  const transport = () => webSocketTransport({ url: `ws://127.0.0.1:${line.port}` });
  const attached = async (): Promise<{ session: JanusSession; line: SipHandle }> => {
    const session$ = create$(transport(), { teardown: 'abandon' });
    const session = await follow(session$).value();
    return { session, line: await follow(session.attach$(sip)).value() };
  };
  const called = async (options: PeerOptions): Promise<Awaited<ReturnType<typeof attached>>> => {
    const peer = await startPeer(options);
    peers.push(peer);
    const all = await attached();
    await follow(all.line.register$(alice)).end();
    await follow(all.line.invite$(peer.address, offer)).value();
    return all;
  };
  /** Nobody can connect for so long that what the peer does falls into it. */
  const away = async (forMs = 1_500): Promise<void> => {
    await line.refuse();
    line.cut();
    await sleep(forMs);
    await line.heal();
  };
  const isKind =
    (kind: SipCall['kind']) =>
    (call: SipCall): boolean =>
      call.kind === kind;

  works('shows its state to a call without an address, and does nothing', async () => {
    const { line: handle } = await attached();
    const probe$ = handle.message$({ request: 'call' });
    expect((await follow(probe$).end()).error).toMatchObject({
      code: 447,
      reason: 'Wrong state (register first)',
    });
    await follow(handle.register$(alice)).end();
    expect((await follow(probe$).end()).error).toMatchObject({ code: 443 });
    expect(await follow(handle.call$).value()).toEqual({ kind: 'idle' });
  });

  works('is registered a second time without harm, as a guest', async () => {
    const { line: handle } = await attached();
    for (const _ of [1, 2]) {
      const { values } = await follow(handle.register$(alice)).end();
      expect(values).toEqual([
        expect.objectContaining({ kind: 'registered', username: 'alice', sent: false }),
      ]);
    }
  });

  works('refuses a key outside a call with the code 0, and does not answer a hang-up', async () => {
    const { line: handle } = await attached();
    await follow(handle.register$(alice)).end();
    expect((await follow(handle.dtmf$('1')).end()).error).toMatchObject({ code: 0, codeName: 'WRONG_STATE' });
    const { error } = await follow(handle.bye$({}, { timeoutMs: 500 })).end();
    expect(error).toMatchObject({ kind: 'request-timeout', acked: true });
  });

  works('keeps a call that stands, and tells nothing anew', async () => {
    const { session, line: handle } = await called({});
    const call = follow(handle.call$);
    await call.find('the call to stand', isKind('in-call'));
    const told = call.values.length;
    const gap = follow(session.gap$);
    line.cut();
    await gap.value();
    expect((await follow(handle.dtmf$('1')).end()).error).toBeUndefined();
    expect(call.values).toHaveLength(told);
    await follow(handle.bye$()).end();
    expect(await call.find('its end', isKind('ended'))).toMatchObject({ code: 200, reason: 'to BYE' });
  });

  works('tells of a call that was hung up in the gap, without the words that were lost', async () => {
    const { session, line: handle } = await called({ talkMs: 800 });
    const call = follow(handle.call$);
    const gap = follow(session.gap$);
    await call.find('the call to stand', isKind('in-call'));
    await away();
    await gap.value(0, { timeoutMs: 8_000 });
    const end = await call.find('its end', isKind('ended'));
    expect(end).toMatchObject({ code: undefined, reason: undefined });
    expect((await follow(handle.message$({ request: 'call' })).end()).error).toMatchObject({ code: 443 });
  });

  works('tells of a call that was accepted in the gap, without the answer that was lost', async () => {
    // Long enough to be seen ringing on a busy machine.
    const { session, line: handle } = await called({ ringMs: 2_500 });
    const call = follow(handle.call$);
    const gap = follow(session.gap$);
    await call.find('ringing', isKind('ringing'));
    await away(3_000);
    await gap.value(0, { timeoutMs: 8_000 });
    expect(await call.find('the call to stand', isKind('in-call'))).toMatchObject({
      peer: peers[0]?.address,
      jsep: undefined,
    });
    await follow(handle.bye$()).end();
    await call.find('its end', isKind('ended'));
  });

  works('is taken up from a snapshot: a call that stands, and one that ended meanwhile', async () => {
    for (const [options, expected] of [
      [{}, 'in-call'],
      [{ talkMs: 300 }, 'ended'],
    ] as const) {
      const { session, line: handle } = await called(options);
      await follow(handle.call$).find('the call to stand', isKind('in-call'));
      const stored = JSON.parse(JSON.stringify(session.snapshot())) as SessionSnapshot;
      for (const one of watched.splice(0)) one.unsubscribe();
      await sleep(600);
      const [kept] = stored.handles as [HandleSnapshot];
      const again$ = resume$(transport(), stored).pipe(
        switchMap((resumed) => resumed.reattach$(sip, kept.handleId, { resume: kept })),
        switchMap((resumed) => resumed.call$),
      );
      const call = follow(again$);
      await call.find(expected, isKind(expected));
      expect(call.values[0]).toMatchObject({ kind: 'in-call', peer: peers.at(-1)?.address });
    }
  });
});
