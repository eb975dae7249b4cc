// SIP with a real peer: what is registered, called, held, transferred and said, as both ends see it.
import { type SipHandle, type SipRegistration, sip } from 'rxjs-janus/sip';
import { offer } from '../../contract/support/offer.js';
import { hasSipp } from '../../support/sipp.js';
import { type OnReal, answerOf, onReal, refusalOf } from '../support/on-real.js';
import { type Peer, play } from './support/peer.js';
import { calling, notifying, refusing, registrar, talking, transferring } from './support/scenarios.js';

const works = hasSipp ? it : it.skip;
const guest = { type: 'guest', username: 'sip:alice@127.0.0.1' } as const;
const answer = { type: 'answer', sdp: offer.sdp.replace('a=setup:actpass', 'a=setup:active') } as const;
const general = { local_ip: '127.0.0.1', rtp_port_range: '23000-23999' };
const options = {
  plugins: ['sip'],
  over: ['websocket'] as const,
  jcfg: { 'janus.plugin.sip': { general } },
};
const until = { timeoutMs: 10_000 };

jest.setTimeout(40_000);

onReal('SIP', sip, options, (on: OnReal<typeof sip>) => {
  const peers: Peer[] = [];
  afterEach(() => peers.splice(0).forEach((peer) => peer.stop()));
  const peer = async (xml: string): Promise<Peer> => {
    const one = await play(xml);
    peers.push(one);
    return one;
  };
  const line = async () => {
    const { handle, session } = await on.attached();
    const [calls, events] = [on.follow(handle.call$), on.follow(handle.sipEvent$)];
    const registrations = on.follow(handle.registration$);
    const became = (kind: string) => calls.find(kind, (call) => call.kind === kind, until);
    const heard = (kind: string) => events.find(kind, (event) => event.kind === kind, until);
    return { handle, session, calls, events, registrations, became, heard };
  };
  const asGuest = async () => {
    const all = await line();
    await on.follow(all.handle.register$(guest)).end();
    return all;
  };
  const registered = (handle: SipHandle, { address }: Peer) =>
    on.follow(
      handle.register$({
        ...{ username: 'sip:alice@127.0.0.1', authuser: 'ada', secret: 'hush' },
        proxy: address.replace('bob@', ''),
      }),
    );
  const kinds = (all: readonly SipRegistration[]) => all.map(({ kind }) => kind);

  works('registers where it is asked who it is, and ends that', async () => {
    const { handle, registrations, heard } = await line();
    const { values } = await registered(handle, await peer(registrar('200 OK'))).end(until);
    expect(kinds(values)).toEqual(['registering', 'registered']);
    expect(registrations.values.at(-1)).toMatchObject({ kind: 'registered', sent: true });
    await answerOf(handle.unregister$());
    await heard('unregistered');
    expect(kinds(registrations.values)).toEqual([
      'unregistered',
      'registering',
      'registered',
      'unregistered',
    ]);
  });

  works('is told when the registrar refuses those credentials', async () => {
    const { handle } = await line();
    const { values } = await registered(handle, await peer(registrar('403 Forbidden'))).end(until);
    expect(values.at(-1)).toEqual({ kind: 'failed', code: 403, reason: 'Forbidden' });
    expect(JSON.stringify(handle.snapshot())).not.toContain('hush');
  });

  works.each([
    [486, 'Busy Here'],
    [404, 'Not Found'],
    [480, 'Temporarily Unavailable'],
  ])('tells a call that fails with %d', async (code, words) => {
    const { handle } = await asGuest();
    const bob = await peer(refusing('INVITE', `${String(code)} ${words}`));
    const { values } = await on.follow(handle.invite$(bob.address, offer)).end(until);
    expect(values.at(-1)).toMatchObject({ kind: 'ended', code, reason: words });
  });

  works('calls, holds, presses keys, talks in writing, is not transferred, and hangs up', async () => {
    const { handle, calls, events, became, heard } = await asGuest();
    const bob = await peer(talking());
    const { values } = await on.follow(handle.invite$(bob.address, offer)).end(until);
    expect(values.at(-1)).toMatchObject({ kind: 'in-call', jsep: { type: 'answer' }, held: false });
    await answerOf(handle.hold$());
    await calls.find('held', (call) => call.kind === 'in-call' && call.held, until);
    await answerOf(handle.unhold$());
    expect(calls.values.at(-1)).toMatchObject({ kind: 'in-call', held: false });
    expect((await answerOf(handle.dtmf$('5'))).data.result).toEqual({ event: 'dtmfsent' });
    expect((await answerOf(handle.info$({ type: 'application/json', content: '{}' }))).data.result).toEqual({
      event: 'infosent',
    });
    const said = await on.follow(handle.text$('hello')).end(until);
    expect(said.values).toMatchObject([{ kind: 'messagesent' }, { kind: 'messagedelivery', code: 200 }]);
    expect(await heard('message')).toMatchObject({
      content: expect.stringContaining('how are you') as string,
      content_type: 'text/plain',
    });
    await answerOf(handle.transfer$({ uri: 'sip:cid@127.0.0.1:9' }));
    await calls.find('transferring', (call) => call.kind === 'in-call' && call.transferring, until);
    expect(await heard('notify')).toMatchObject({ notify: 'refer', substate: 'terminated' });
    expect(calls.values.at(-1)).toMatchObject({ kind: 'in-call', transferring: false });
    await answerOf(handle.bye$());
    expect(await became('ended')).toMatchObject({ code: 200 });
    expect(events.values.filter(({ kind }) => kind === 'unknown')).toEqual([]);
  });

  works('is called by somebody, takes the call and hangs up', async () => {
    const { handle, became } = await line();
    await registered(handle, await peer(calling('taken'))).end(until);
    expect(await became('incoming')).toMatchObject({ jsep: { type: 'offer' } });
    await answerOf(handle.accept$(answer));
    await became('in-call');
    await answerOf(handle.bye$());
    await became('ended');
  });

  works('is called by somebody, and declines', async () => {
    const { handle, became } = await line();
    await registered(handle, await peer(calling('declined'))).end(until);
    await became('incoming');
    expect((await answerOf(handle.decline$({ code: 603 }))).data.result).toMatchObject({ code: 603 });
    await became('ended');
  });

  works('is asked to call somebody else, and declines that', async () => {
    const { handle, became, heard } = await asGuest();
    const bob = await peer(transferring);
    await on.follow(handle.invite$(bob.address, offer)).end(until);
    const asked = await heard('transfer');
    if (asked.kind !== 'transfer') throw new Error('no transfer');
    expect(asked.refer_to).toBe('sip:cid@127.0.0.1:9');
    const { refer_id: id } = asked;
    expect((await answerOf(handle.decline$({ refer_id: id }))).data.result).toMatchObject({ refer_id: id });
    await answerOf(handle.bye$());
    await became('ended');
  });

  works('has several calls by helpers, and joins the two by an attended transfer', async () => {
    const first = await asGuest();
    const master = first.registrations.values.at(-1);
    const helper = await answerOfHelper(first.session, master);
    const [bob, cid] = [await peer(talking()), await peer(talking())];
    await on.follow(first.handle.invite$(bob.address, offer)).end(until);
    const second = on.follow(helper.invite$(cid.address, offer));
    await second.end(until);
    const there = second.values.at(-1);
    const replace = there?.kind === 'in-call' ? there.callId : undefined;
    expect(replace).toEqual(expect.any(String));
    expect(await refusalOf(first.handle.transfer$({ uri: cid.address, replace: 'nobody' }))).toBe(
      'NO_SUCH_CALLID',
    );
    await answerOf(first.handle.transfer$({ uri: cid.address, replace: replace ?? '' }));
    await first.heard('notify');
    for (const one of [first.handle, helper]) await answerOf(one.bye$());
    await first.became('ended');
  });

  const answerOfHelper = async (
    session: Awaited<ReturnType<typeof line>>['session'],
    master: SipRegistration | undefined,
  ): Promise<SipHandle> => {
    const helper = await on.follow(session.attach$(sip)).value();
    const master_id = master?.kind === 'registered' ? master.masterId : undefined;
    const helping = { type: 'helper', username: guest.username, master_id: master_id ?? 0 } as const;
    const { values } = await on.follow(helper.register$(helping)).end(until);
    expect(values.at(-1)).toMatchObject({ kind: 'registered', sent: false, masterId: master_id });
    return helper;
  };

  works('writes to somebody without a call, and hears whether it came', async () => {
    const { handle } = await asGuest();
    const bob = await peer(refusing('MESSAGE', '200 OK'));
    const came = await on.follow(handle.text$('hello', { uri: bob.address })).end(until);
    expect(came.values.at(-1)).toMatchObject({ kind: 'messagedelivery', code: 200 });
    const nobody = await peer(refusing('MESSAGE', '404 Not Found'));
    const lost = await on.follow(handle.text$('hello', { uri: nobody.address })).end(until);
    expect(lost.values.at(-1)).toMatchObject({ kind: 'messagedelivery', code: 404 });
  });

  works('subscribes, is told, and ends that; and is refused', async () => {
    const { handle, heard } = await asGuest();
    const bob = await peer(notifying);
    const fields = { event: 'message-summary', to: bob.address };
    const { values } = await on.follow(handle.subscribe$(fields)).end(until);
    expect(values).toMatchObject([{ kind: 'subscribing' }, { kind: 'subscribe_succeeded', code: 200 }]);
    expect(await heard('notify')).toMatchObject({ notify: 'message-summary', substate: 'active' });
    expect((await answerOf(handle.unsubscribe$(fields))).data.result).toMatchObject({
      event: 'unsubscribing',
    });
    const nobody = await peer(refusing('SUBSCRIBE', '404 Not Found'));
    const other = await on.follow(handle.subscribe$({ event: 'presence', to: nobody.address })).end(until);
    expect(other.values.at(-1)).toMatchObject({ kind: 'subscribe_failed', code: 404 });
  });
});
