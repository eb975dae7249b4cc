// A SIP line on a real Janus, its API's connection cut while things happen to its registration and its call.
import { type Observable, switchMap } from 'rxjs';
import {
  type HandleSnapshot,
  type JanusTransport,
  type SessionSnapshot,
  create$,
  restTransport,
  resume$,
  webSocketTransport,
} from 'rxjs-janus';
import { type SipCall, sip } from 'rxjs-janus/sip';
import { offer } from '../../contract/support/offer.js';
import { sleep } from '../../support/until.js';
import { type Watched } from '../../support/watch.js';
import { inGap } from '../support/in-gap.js';
import { answerOf, onReal } from '../support/on-real.js';
import { type PeerOptions, scenario } from './support/peer.js';
import { GUEST, LONG, type Line, atRegistrar, itRings, phones, withPorts } from './support/phone.js';
import { callingLater, registrar, talking } from './support/scenarios.js';

jest.setTimeout(30_000);

onReal('a SIP line', sip, withPorts('21000-21999'), (on) => {
  const { asGuest, helperOf, line, peer, registered } = phones(on);

  /** In a call with somebody who does what that scenario says; ringing at least. */
  const calling = async (playing: string, one?: Line): Promise<Line> => {
    const caller = one ?? (await asGuest());
    const { address } = await peer(playing);
    await on.follow(caller.handle.invite$(address, offer)).value();
    return caller;
  };
  const inCall = async (options: PeerOptions = {}, one?: Line): Promise<Line> => {
    const caller = await calling(scenario(options), one);
    await caller.became('in-call');
    return caller;
  };
  const away = ({ session }: Line, forMs: number): Promise<void> => inGap(on, session, () => sleep(forMs));
  /** What the plugin refuses a call to nobody with: its own state. */
  const probed = async ({ handle }: Line): Promise<unknown> =>
    (await on.follow(handle.message$({ request: 'call' })).end()).error;

  it('shows its state to a call without an address, and does nothing', async () => {
    const one = await line();
    expect(await probed(one)).toMatchObject({ code: 447, reason: 'Wrong state (register first)' });
    await on.follow(one.handle.register$(GUEST)).end();
    expect(await probed(one)).toMatchObject({ code: 443 });
    expect(await answerOf(one.handle.call$)).toEqual({ kind: 'idle' });
  });

  it('is registered a second time without harm, as a guest', async () => {
    const { handle } = await line();
    for (const _ of [1, 2]) {
      const { values } = await on.follow(handle.register$(GUEST)).end();
      expect(values).toEqual([
        expect.objectContaining({ kind: 'registered', username: 'alice', sent: false }),
      ]);
    }
  });

  it('refuses a key outside a call with the code 0, and does not answer a hang-up', async () => {
    const { handle } = await asGuest();
    expect((await on.follow(handle.dtmf$('1')).end()).error).toMatchObject({
      ...{ code: 0, codeName: 'WRONG_STATE' },
    });
    const { error } = await on.follow(handle.bye$({}, { timeoutMs: 500 })).end();
    expect(error).toMatchObject({ kind: 'request-timeout', acked: true });
  });

  itRings('keeps a call that stands, and tells nothing anew', async () => {
    const one = await inCall();
    const told = one.calls.values.length;
    await away(one, 0);
    expect((await on.follow(one.handle.dtmf$('1')).end()).error).toBeUndefined();
    expect(one.calls.values).toHaveLength(told);
    await answerOf(one.handle.bye$());
    expect(await one.became('ended')).toMatchObject({ code: 200, reason: 'to BYE' });
  });

  itRings('keeps a call on hold, and takes it off', async () => {
    const one = await calling(talking());
    await one.became('in-call');
    await answerOf(one.handle.hold$());
    const held = await answerOf(one.handle.call$);
    expect(held).toMatchObject({ kind: 'in-call', held: true });
    await away(one, 300);
    expect(await answerOf(one.handle.call$)).toEqual(held);
    await answerOf(one.handle.unhold$());
    expect(await answerOf(one.handle.call$)).toMatchObject({ kind: 'in-call', held: false });
    await answerOf(one.handle.bye$());
  });

  itRings('tells of a call that was hung up in the gap, without the words that were lost', async () => {
    const one = await inCall({ talkMs: 800 });
    await away(one, 1_500);
    expect(await one.became('ended')).toMatchObject({ code: undefined, reason: undefined });
    expect(await probed(one)).toMatchObject({ code: 443 });
  });

  itRings('tells of a call that was accepted in the gap, without the answer that was lost', async () => {
    // Long enough to be seen ringing on a busy machine.
    const one = await calling(scenario({ ringMs: 2_500 }));
    await one.became('ringing');
    await away(one, 3_000);
    expect(await one.became('in-call')).toMatchObject({
      peer: expect.stringContaining('sip:bob@') as string,
      jsep: undefined,
    });
    await answerOf(one.handle.bye$());
    await one.became('ended');
  });

  itRings('does not wait for how a transfer went that was told in the gap', async () => {
    const one = await calling(talking({ tellsAfterMs: 1_000 }));
    await one.became('in-call');
    await answerOf(one.handle.transfer$({ uri: 'sip:cid@127.0.0.1:9' }));
    expect(await answerOf(one.handle.call$)).toMatchObject({ transferring: true });
    await away(one, 1_500);
    expect(one.events.values.filter(({ kind }) => kind === 'notify')).toEqual([]);
    expect(await answerOf(one.handle.call$)).toMatchObject({ kind: 'in-call', transferring: false });
    await answerOf(one.handle.bye$());
  });

  itRings('tells of somebody who has called in the gap, and declines, as the offer was lost', async () => {
    const one = await registered(await peer(callingLater(800)));
    await away(one, 1_500);
    expect(await one.became('incoming')).toEqual({
      ...{ kind: 'incoming', peer: undefined, callId: undefined },
      ...{ displayName: undefined, jsep: undefined },
    });
    await answerOf(one.handle.decline$());
    await one.became('ended');
  });

  itRings('tells of a caller who has given up in the gap', async () => {
    const one = await registered(await peer(callingLater(300, 1_000)));
    const { callId } = await one.became('incoming');
    await away(one, 1_500);
    expect(await one.became('ended')).toEqual({ kind: 'ended', code: undefined, reason: undefined, callId });
    expect(one.calls.values).toHaveLength(3);
  });

  itRings.each([
    ['came', '200 OK', { kind: 'registered', username: undefined }, 443],
    ['failed', '403 Forbidden', { kind: 'failed', code: undefined }, 447],
  ])('tells of a registration that %s in the gap', async (_, verdict, expected, code) => {
    const one = await line();
    const registering = on.follow(one.handle.register$(atRegistrar(await peer(registrar(verdict, 800)))));
    await registering.value(0, LONG);
    await away(one, 1_500);
    expect(await answerOf(one.handle.registration$)).toMatchObject(expected);
    expect(registering.completed).toBe(true);
    expect(await probed(one)).toMatchObject({ code });
  });

  itRings('tells of a registration that ended in the gap', async () => {
    const one = await registered(await peer(registrar('200 OK', 800)));
    await answerOf(one.handle.unregister$());
    expect(await answerOf(one.handle.registration$)).toMatchObject({ kind: 'registered' });
    await away(one, 1_500);
    expect(await answerOf(one.handle.registration$)).toEqual({ kind: 'unregistered' });
    expect(one.events.values.filter(({ kind }) => kind === 'unregistered')).toEqual([]);
  });

  itRings('keeps the calls of helpers apart', async () => {
    const first = await inCall();
    const helper = await inCall({ talkMs: 800 }, await helperOf(first));
    await away(first, 1_500);
    await helper.became('ended');
    expect(await answerOf(first.handle.call$)).toMatchObject({ kind: 'in-call' });
    expect(await answerOf(helper.handle.registration$)).toMatchObject({ kind: 'registered' });
    await answerOf(first.handle.bye$());
    await first.became('ended');
  });

  const { rest, webSocket } = { rest: restTransport, webSocket: webSocketTransport };
  /** The same server, by the other door. */
  const otherDoor = (): JanusTransport =>
    on.over === 'rest'
      ? webSocket({ url: `ws://127.0.0.1:${on.janus.ports.webSocket}` })
      : rest({ url: `http://127.0.0.1:${on.janus.ports.rest}/janus` });

  interface Kept {
    readonly stored: SessionSnapshot;
    readonly call: Watched<SipCall>;
  }

  /** Takes a line up, looks at its call, and leaves both to whoever takes them up next. */
  const takenUp = async (
    { stored }: Pick<Kept, 'stored'>,
    janus$: JanusTransport,
    expected: SipCall['kind'],
  ): Promise<Kept> => {
    const [kept] = stored.handles as [HandleSnapshot];
    const session = on.follow(resume$(janus$, stored, { teardown: 'abandon' }));
    const again = await session.value(0, LONG);
    const call$: Observable<SipCall> = again
      .reattach$(sip, kept.handleId, { resume: kept })
      .pipe(switchMap((resumed) => resumed.call$));
    const call = on.follow(call$);
    await call.find(expected, ({ kind }) => kind === expected, LONG);
    const left = JSON.parse(JSON.stringify(again.snapshot())) as SessionSnapshot;
    for (const one of [session, call]) one.unsubscribe();
    await sleep(100);
    return { stored: left, call };
  };

  const abandoned = async (options: PeerOptions): Promise<Pick<Kept, 'stored'>> => {
    const session = on.follow(create$(on.transport(), { teardown: 'abandon' }));
    const standing = await session.value();
    const attached = on.follow(standing.attach$(sip));
    const handle = await attached.value();
    await on.follow(handle.register$(GUEST)).end();
    const { address } = await peer(scenario(options));
    const called = await on.follow(handle.invite$(address, offer)).end(LONG);
    expect(called.values.at(-1)).toMatchObject({ kind: 'in-call' });
    const stored = JSON.parse(JSON.stringify(standing.snapshot())) as SessionSnapshot;
    for (const one of [session, attached]) one.unsubscribe();
    await sleep(600);
    return { stored };
  };

  itRings.each([
    ['stands', {}, 'in-call'],
    ['ended meanwhile', { talkMs: 300 }, 'ended'],
  ] as const)('is taken up from a snapshot with a call that %s', async (_, options, expected) => {
    const { call } = await takenUp(await abandoned(options), on.transport(), expected);
    expect(call.values[0]).toMatchObject({
      kind: 'in-call',
      peer: expect.stringContaining('bob@') as string,
    });
  });

  itRings('is taken up by the other door, and by its own again', async () => {
    const there = await takenUp(await abandoned({}), otherDoor(), 'in-call');
    const { call } = await takenUp(there, on.transport(), 'in-call');
    expect(call.values).toEqual([there.call.values.at(-1)]);
  });
});
