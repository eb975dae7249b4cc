// SIP with a real peer: what is registered, called, held, transferred and said, as both ends see it.
import { type SipRegistration, sip } from 'rxjs-janus/sip';
import { offer } from '../../contract/support/offer.js';
import { answerOf, onReal, refusalOf } from '../support/on-real.js';
import { LONG as until, answer, atRegistrar, itRings as works, phones, withPorts } from './support/phone.js';
import {
  calling,
  callingTwice,
  notifying,
  refusing,
  registrar,
  talking,
  transferring,
} from './support/scenarios.js';

jest.setTimeout(40_000);

onReal('SIP', sip, withPorts('23000-23999'), (on) => {
  const { asGuest, helperOf, line, peer, registered } = phones(on);
  const kinds = (all: readonly SipRegistration[]) => all.map(({ kind }) => kind);

  works('registers where it is asked who it is, and ends that', async () => {
    const { handle, heard } = await line();
    const registrations = on.follow(handle.registration$);
    const { values } = await on
      .follow(handle.register$(atRegistrar(await peer(registrar('200 OK')))))
      .end(until);
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
    const { values } = await on
      .follow(handle.register$(atRegistrar(await peer(registrar('403 Forbidden')))))
      .end(until);
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
    const { handle, became } = await registered(await peer(calling('taken')));
    expect(await became('incoming')).toMatchObject({ jsep: { type: 'offer' } });
    await answerOf(handle.accept$(answer));
    await became('in-call');
    await answerOf(handle.bye$());
    await became('ended');
  });

  works('is called by somebody, and declines', async () => {
    const { handle, became } = await registered(await peer(calling('declined')));
    await became('incoming');
    expect((await answerOf(handle.decline$({ code: 603 }))).data.result).toMatchObject({ code: 603 });
    await became('ended');
  });

  works('is asked to call somebody else, and declines that', async () => {
    const { handle, became, heard } = await asGuest();
    const bob = await peer(transferring);
    await on.follow(handle.invite$(bob.address, offer)).end(until);
    const asked = await heard('transfer');
    expect(asked.refer_to).toBe('sip:cid@127.0.0.1:9');
    const { refer_id: id } = asked;
    expect((await answerOf(handle.decline$({ refer_id: id }))).data.result).toMatchObject({ refer_id: id });
    await answerOf(handle.bye$());
    await became('ended');
  });

  works('hears that its peer was transferred, and hangs up then', async () => {
    const { handle, calls, became, heard } = await asGuest();
    const bob = await peer(talking({ transfer: 'SIP/2.0 200 OK', tellsAfterMs: 300 }));
    await on.follow(handle.invite$(bob.address, offer)).end(until);
    await answerOf(handle.transfer$({ uri: 'sip:cid@127.0.0.1:9' }));
    expect(calls.values.at(-1)).toMatchObject({ kind: 'in-call', transferring: true });
    expect((await heard('notify')).content).toContain('SIP/2.0 200 OK');
    expect(calls.values.at(-1)).toMatchObject({ kind: 'in-call', transferring: false });
    await answerOf(handle.bye$());
    expect(await became('ended')).toMatchObject({ code: 200 });
  });

  works('has several calls by helpers, and joins the two by an attended transfer', async () => {
    const first = await asGuest();
    const helper = await helperOf(first);
    const [bob, cid] = [await peer(talking()), await peer(talking())];
    await on.follow(first.handle.invite$(bob.address, offer)).end(until);
    await on.follow(helper.handle.invite$(cid.address, offer)).end(until);
    const { callId: replace } = await helper.became('in-call');
    expect(replace).toEqual(expect.any(String));
    expect(await refusalOf(first.handle.transfer$({ uri: cid.address, replace: 'nobody' }))).toBe(
      'NO_SUCH_CALLID',
    );
    await answerOf(first.handle.transfer$({ uri: cid.address, replace: replace ?? '' }));
    await first.heard('notify');
    for (const { handle } of [first, helper]) await answerOf(handle.bye$());
    await first.became('ended');
  });

  works('takes a second call by a helper, and has the two apart', async () => {
    const first = await registered(await peer(callingTwice(500)));
    const helper = await helperOf(first);
    const bob = await first.became('incoming');
    await answerOf(first.handle.accept$(answer));
    const cid = await helper.became('incoming');
    expect([bob.peer, cid.peer]).toEqual([expect.stringContaining('bob@'), expect.stringContaining('cid@')]);
    expect(await answerOf(first.handle.call$)).toMatchObject({ kind: 'in-call', callId: bob.callId });
    await answerOf(helper.handle.accept$(answer));
    await helper.became('in-call');
    await answerOf(first.handle.bye$());
    await first.became('ended');
    expect(await answerOf(helper.handle.call$)).toMatchObject({ kind: 'in-call', callId: cid.callId });
    await answerOf(helper.handle.bye$());
    await helper.became('ended');
  });

  works('tells of a call that it has no line for', async () => {
    const first = await registered(await peer(callingTwice(500, 'busy')));
    await first.became('incoming');
    await answerOf(first.handle.accept$(answer));
    expect((await first.heard('missed_call')).caller).toContain('cid@');
    await answerOf(first.handle.bye$());
    await first.became('ended');
  });

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
