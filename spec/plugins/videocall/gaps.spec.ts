// Calls while the API's line of one end is cut: what is known afterwards is what the server knows.
import { type Observable } from 'rxjs';
import { type JanusSession, create$, webSocketTransport } from 'rxjs-janus';
import { type VideoCall, type VideoCallHandle, videoCall } from 'rxjs-janus/videocall';
import { offer } from '../../contract/support/offer.js';
import { someId } from '../../contract/support/talk.js';
import { sleep } from '../../support/until.js';
import { type Watched } from '../../support/watch.js';
import { inGap } from '../support/in-gap.js';
import { type OnReal, answerOf, onReal, refusalOf } from '../support/on-real.js';
import { answer } from './support/answer.js';

type On = OnReal<typeof videoCall>;

interface User {
  readonly session: JanusSession;
  readonly handle: VideoCallHandle;
  readonly name: string;
  readonly calls: Watched<VideoCall>;
}

const registered = async (
  on: On,
  word: string,
  { session, handle }: Pick<User, 'session' | 'handle'>,
): Promise<User> => {
  const name = `${word}-${String(someId())}`;
  await answerOf(handle.register$(name));
  return { session, handle, name, calls: on.follow(handle.call$) };
};

/** Ada, whose line will be cut, and Bob, who talks past it. */
const both = async (on: On) => {
  const ada = await registered(on, 'ada', await on.attached());
  const session = await on.follow(create$(webSocketTransport({ url: on.janus.webSocketUrl }))).value();
  const handle = await on.follow(session.attach$(videoCall)).value();
  return { ada, bob: await registered(on, 'bob', { session, handle }) };
};

const became = (user: User, kind: VideoCall['kind']): Promise<VideoCall> =>
  user.calls.find(kind, (call) => call.kind === kind);

const inCall = async (on: On) => {
  const { ada, bob } = await both(on);
  await answerOf(ada.handle.request$('call', { username: bob.name }, { jsep: offer }));
  await became(bob, 'incoming');
  await answerOf(bob.handle.accept$(answer));
  await became(ada, 'in-call');
  return { ada, bob };
};

/** Whether the server itself has a handle in a call; its `state` still says so while the media end. */
const isInCall = async ({ janus }: On, { session, handle, name }: User): Promise<boolean> => {
  const { plugin_specific: own } = await janus.admin.handleInfo(session.id, handle.id);
  const { incall, username } = own as { readonly incall: number; readonly username: string };
  expect(username).toBe(name);
  return incall === 1;
};

const now = ({ calls }: User): VideoCall | undefined => calls.values.at(-1);
const kinds = ({ calls }: User): readonly string[] => calls.values.map(({ kind }) => kind);
const hangUp = ({ handle }: User): Promise<unknown> => answerOf(handle.bye$() as Observable<unknown>);

jest.setTimeout(15_000);

onReal('a video call through gaps', videoCall, { plugins: ['videocall'] }, (on) => {
  it('stands when nothing happened, however often', async () => {
    const { ada } = await inCall(on);
    const told = ada.calls.values.length;
    for (const _ of [1, 2]) await inGap(on, ada.session, () => sleep(1));
    expect(await isInCall(on, ada)).toBe(true);
    expect(ada.calls.values).toHaveLength(told);
    await answerOf(ada.handle.set$({ audio: false }));
  });

  it('is over when it was hung up in the gap, which is told once', async () => {
    const { ada, bob } = await inCall(on);
    await inGap(on, ada.session, async () => {
      await hangUp(bob);
      // Bob is answered first; what the server then tells Ada must be told into the gap.
      await sleep(300);
    });
    await became(ada, 'ended');
    await sleep(200);
    expect(await isInCall(on, ada)).toBe(false);
    expect(kinds(ada)).toEqual(['idle', 'calling', 'in-call', 'ended']);
    expect(now(ada)).toEqual({ kind: 'ended', by: undefined, reason: undefined });
  });

  it('is there when somebody called in the gap, and can be declined', async () => {
    const { ada, bob } = await both(on);
    await inGap(on, ada.session, () =>
      answerOf(bob.handle.request$('call', { username: ada.name }, { jsep: offer })),
    );
    expect(await isInCall(on, ada)).toBe(true);
    expect(now(ada)).toEqual({ kind: 'incoming', peer: undefined, jsep: undefined });
    await hangUp(ada);
    await became(bob, 'ended');
    expect(kinds(ada)).toEqual(['idle', 'incoming', 'ended']);
  });

  it('is over when the one who called gave it up in the gap', async () => {
    const { ada, bob } = await both(on);
    await answerOf(bob.handle.request$('call', { username: ada.name }, { jsep: offer }));
    await became(ada, 'incoming');
    await inGap(on, ada.session, () => hangUp(bob));
    await became(ada, 'ended');
    expect(await isInCall(on, ada)).toBe(false);
    expect(kinds(ada)).toEqual(['idle', 'incoming', 'ended']);
  });

  it('is still said to ring when it was taken in the gap, as the server does not tell the two apart', async () => {
    const { ada, bob } = await both(on);
    await answerOf(ada.handle.request$('call', { username: bob.name }, { jsep: offer }));
    await became(bob, 'incoming');
    await inGap(on, ada.session, () => sleep(1));
    const ringing = await refusalOf(ada.handle.request$('accept'));
    await inGap(on, ada.session, () => answerOf(bob.handle.accept$(answer)));
    await became(bob, 'in-call');
    expect([ringing, await refusalOf(ada.handle.request$('accept'))]).toEqual(['MISSING_SDP', 'MISSING_SDP']);
    expect(now(ada)).toEqual({ kind: 'calling', peer: bob.name });
    await hangUp(ada);
    await became(bob, 'ended');
    expect(kinds(ada)).toEqual(['idle', 'calling', 'ended']);
  });

  it('is over when the one who was called declined it in the gap', async () => {
    const { ada, bob } = await both(on);
    await answerOf(ada.handle.request$('call', { username: bob.name }, { jsep: offer }));
    await became(bob, 'incoming');
    await inGap(on, ada.session, () => hangUp(bob));
    await became(ada, 'ended');
    expect(await isInCall(on, ada)).toBe(false);
    expect(kinds(ada)).toEqual(['idle', 'calling', 'ended']);
  });

  it('is kept by a snapshot without session descriptions, and asked for by who takes it up', async () => {
    const { ada, bob } = await inCall(on);
    const [resume] = ada.session.snapshot().handles;
    expect(JSON.stringify(resume)).not.toContain('v=0');
    expect(resume?.state).toMatchObject({ username: ada.name, call: { kind: 'in-call', peer: bob.name } });
    await hangUp(bob);
    await became(ada, 'ended');
    const again = await on
      .follow(ada.session.reattach$(videoCall, ada.handle.id, resume ? { resume } : {}))
      .value();
    const calls = on.follow(again.call$);
    await calls.find('the end', ({ kind }) => kind === 'ended');
    expect(calls.values.map(({ kind }) => kind)).toEqual(['in-call', 'ended']);
    expect(await on.follow(again.registration$).value()).toBe(ada.name);
  });
});
