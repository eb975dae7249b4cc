// Every verb, really sent: what comes back is what the types say, and refusals have their names.
import { videoCall } from 'rxjs-janus/videocall';
import { offer } from '../../contract/support/offer.js';
import { someId } from '../../contract/support/talk.js';
import { asking } from '../support/ask.js';
import { type OnReal, answerOf, itOnReal, onReal, refusalOf } from '../support/on-real.js';
import { answer } from './support/answer.js';
import { REPLIES } from './support/shapes.js';

const { ask, unanswered } = asking(videoCall, REPLIES);

type On = OnReal<typeof videoCall>;

/** Somebody who is registered, and what they hear. */
const user = async (on: On, word: string) => {
  const { handle, session } = await on.attached();
  const name = `${word}-${String(someId())}`;
  await ask(handle, 'register', { username: name });
  const [calls, events] = [on.follow(handle.call$), on.follow(handle.callEvent$)];
  const kinds = (): readonly string[] => calls.values.map(({ kind }) => kind);
  const became = (kind: string) => calls.find(kind, (call) => call.kind === kind);
  return { handle, session, name, calls, events, kinds, became };
};

const inCall = async (on: On) => {
  const [ada, bob] = await Promise.all([user(on, 'ada'), user(on, 'bob')]);
  await ask(ada.handle, 'call', { username: bob.name }, { jsep: offer });
  await bob.became('incoming');
  await ask(bob.handle, 'accept', {}, { jsep: answer });
  await ada.became('in-call');
  return { ada, bob };
};

jest.setTimeout(10_000);

onReal('a video call', videoCall, { plugins: ['videocall'] }, (on) => {
  it('registers by a name, that others see and cannot take', async () => {
    const ada = await user(on, 'ada');
    expect(await on.follow(ada.handle.registration$).value()).toBe(ada.name);
    const { handle } = await on.attached();
    expect((await ask(handle, 'list')).data.result.list).toContain(ada.name);
    expect((await answerOf(handle.list$())).data.result.list).toContain(ada.name);
    expect(await refusalOf(handle.register$(ada.name))).toBe('USERNAME_TAKEN');
    expect(await refusalOf(handle.message$({ request: 'register' }))).toBe('MISSING_ELEMENT');
    expect(await refusalOf(ada.handle.register$('another'))).toBe('ALREADY_REGISTERED');
  });

  it('is called, taken and ended, and both ends know', async () => {
    const { ada, bob } = await inCall(on);
    expect(bob.calls.values.at(-2)).toEqual({ kind: 'incoming', peer: ada.name, jsep: offerOfAda });
    expect(bob.calls.values.at(-1)).toEqual({ kind: 'in-call', peer: ada.name, jsep: offerOfAda });
    expect(ada.calls.values.at(-1)).toMatchObject({
      kind: 'in-call',
      peer: bob.name,
      jsep: { type: 'answer' },
    });
    const { result } = (await ask(bob.handle, 'hangup', { reason: 'Tea' })).data;
    expect(result).toEqual({ event: 'hangup', username: bob.name, reason: 'Explicit hangup' });
    await ada.became('ended');
    expect(ada.kinds()).toEqual(['idle', 'calling', 'in-call', 'ended']);
    expect(bob.kinds()).toEqual(['idle', 'incoming', 'in-call', 'ended']);
    await ada.events.find('the hangup', ({ kind }) => kind === 'hangup');
    expect(ada.events.values.map(({ kind }) => kind).slice(0, 2)).toEqual(['accepted', 'hangup']);
  });

  const offerOfAda = { type: 'offer', sdp: expect.stringContaining('m=audio') as string };

  it('is declined, given up, and refused as busy', async () => {
    const [ada, bob, cid] = await Promise.all([user(on, 'ada'), user(on, 'bob'), user(on, 'cid')]);
    const calling = on.follow(ada.handle.invite$(bob.name, offer));
    await bob.became('incoming');
    const { data } = await ask(cid.handle, 'call', { username: bob.name }, { jsep: offer });
    expect(data.result).toEqual({ event: 'hangup', username: cid.name, reason: 'User busy' });
    expect(cid.calls.values.at(-1)).toEqual({ kind: 'ended', by: cid.name, reason: 'User busy' });
    await answerOf(bob.handle.bye$({ reason: 'Not now' }));
    await calling.end();
    expect(calling.values.map(({ kind }) => kind)).toEqual(['calling', 'ended']);
    expect(ada.calls.values.at(-1)).toMatchObject({ by: bob.name });
  });

  it('is set while it lasts, and renegotiated', async () => {
    const { ada, bob } = await inCall(on);
    await ask(ada.handle, 'set', { audio: false, video: true, bitrate: 64_000, fallback: 200_000 });
    await ask(ada.handle, 'set', { substream: 1, temporal: 1 });
    await answerOf(ada.handle.set$({ audio: true }));
    expect(await refusalOf(ada.handle.set$({ substream: 3 }))).toBe('INVALID_ELEMENT');
    const again = { ...offer, sdp: offer.sdp.replace('4711 2', '4711 3') };
    const before = bob.calls.values.length;
    await answerOf(ada.handle.set$({ restart: true }, { jsep: again }));
    const renewed = await bob.calls.value(before);
    expect(renewed).toMatchObject({ kind: 'in-call', peer: ada.name, jsep: { type: 'offer' } });
    await bob.events.find('the update', ({ kind }) => kind === 'update');
  });

  it('ends with the media of either end', async () => {
    const { ada, bob } = await inCall(on);
    await answerOf(ada.handle.hangup$());
    await Promise.all([ada.became('ended'), bob.became('ended')]);
    expect(bob.calls.values.at(-1)).toEqual({ kind: 'ended', by: ada.name, reason: 'Remote WebRTC hangup' });
    // Her own media end, and the peer's too: which of the two is told first is the server's choice.
    expect(ada.calls.values.at(-1)).toMatchObject({ kind: 'ended', reason: expect.any(String) as string });
  });

  it('refuses by name', async () => {
    const { handle } = await on.attached();
    expect(await refusalOf(handle.invite$('bob', offer))).toBe('REGISTER_FIRST');
    const [ada, bob] = await Promise.all([user(on, 'ada'), user(on, 'bob')]);
    const call$ = (username: string) => ada.handle.request$('call', { username });
    expect(await refusalOf(call$(ada.name))).toBe('USE_ECHO_TEST');
    expect(await refusalOf(call$('nobody of that name'))).toBe('NO_SUCH_USERNAME');
    expect(await refusalOf(call$(bob.name))).toBe('MISSING_SDP');
    expect(await refusalOf(ada.handle.request$('accept'))).toBe('NO_CALL');
    expect(await refusalOf(ada.handle.message$({ request: 'wave' }))).toBe('INVALID_REQUEST');
    expect(await refusalOf(ada.handle.message$({ request: 'set', audio: 'loud' }))).toBe('INVALID_ELEMENT');
    expect(ada.kinds()).toEqual(['idle']);
    // Without a call there is nothing to end, and that is no refusal.
    expect((await ask(ada.handle, 'hangup')).data.result.event).toBe('hangup');
    expect((await ask(handle, 'hangup')).data.result).toEqual({ event: 'hangup', reason: 'Explicit hangup' });
    expect(ada.kinds()).toEqual(['idle']);
  });

  it('is asked for without being touched', async () => {
    const { ada, bob } = await inCall(on);
    expect(await refusalOf(ada.handle.request$('accept'))).toBe('MISSING_SDP');
    expect(await refusalOf(bob.handle.request$('accept'))).toBe('MISSING_SDP');
    await answerOf(ada.handle.set$({ audio: true }));
    expect([ada.kinds().at(-1), bob.kinds().at(-1)]).toEqual(['in-call', 'in-call']);
  });
});

itOnReal('leaves out no verb', () => {
  expect(unanswered()).toEqual([]);
});
