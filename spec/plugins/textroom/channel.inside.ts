// Run by channel.spec.ts, where media flow: rooms over data channels of a real server.
import { type TextRoomChannelVerbs, type TextRoomTalk, textRoom, textRoomTalk$ } from 'rxjs-janus/textroom';
import { someId } from '../../contract/support/talk.js';
import { MEDIA_ADDRESS } from '../../support/namespace/index.js';
import { inGap } from '../support/in-gap.js';
import { answerOf, onReal, refusalOf } from '../support/on-real.js';
import { expectShape } from '../support/shape.js';
import { type DataEnd, dataEnd } from './support/data-end.js';
import { CHANNEL_REPLIES } from './support/shapes.js';

jest.setTimeout(20_000);

const options = {
  plugins: ['textroom'],
  iceEnforceList: MEDIA_ADDRESS,
  fullTrickle: false,
  reclaimSessionTimeout: 10,
  over: ['websocket'],
} as const;

const asked = new Set<string>();

/** Asks, and holds the answer against the types. */
const ask = async <K extends keyof TextRoomChannelVerbs>(
  talk: TextRoomTalk,
  verb: K,
  fields: TextRoomChannelVerbs[K]['fields'],
): Promise<TextRoomChannelVerbs[K]['reply']> => {
  asked.add(verb);
  const reply = await answerOf(talk.request$(verb, fields));
  const { transaction, ...data } = reply as object as Readonly<Record<string, unknown>>;
  expect(typeof transaction).toBe('string');
  expectShape(data, CHANNEL_REPLIES[verb], verb);
  return reply;
};

onReal('a text room over data channels', textRoom, options, (on) => {
  const ends: DataEnd[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0)) await end.close();
  });

  const talking = async () => {
    const { session, handle } = await on.attached();
    const end = await dataEnd(handle);
    ends.push(end);
    const talk = await on.follow(textRoomTalk$(end.channel)).value();
    return { session, handle, end, talk, said: on.follow(talk.message$), frames: on.follow(talk.frame$) };
  };
  type Someone = Awaited<ReturnType<typeof talking>>;

  const inRoom = async (fields: object = {}) => {
    const [ada, bob] = await Promise.all([talking(), talking()]);
    const { room } = (await answerOf(ada.handle.request$('create', { room: someId(), ...fields }))).data;
    const everybody = on.follow(ada.talk.participants$(room));
    const changes = on.follow(ada.talk.membership$(room));
    await ask(ada.talk, 'join', { room, username: 'ada', display: 'Ada' });
    const told = () => changes.values.map(({ kind, participant }) => `${kind} ${participant.username}`);
    return { ada, bob, room, everybody, changes, told };
  };
  const heard = ({ said }: Someone, words: string) => said.find(words, ({ text }) => text === words);

  it('tells who joins and leaves, through a gap of the API’s line, which is none of its own', async () => {
    const { ada, bob, room, everybody, changes, told } = await inRoom();
    await inGap(on, ada.session, async () => {
      const talk = bob.talk;
      const { participants } = await ask(talk, 'join', { room, username: 'bob' });
      expect(participants).toEqual([{ username: 'ada', display: 'Ada' }]);
      await changes.value(1);
    });
    expect(told()).toEqual(['joined ada', 'joined bob']);
    const listed = (await ask(ada.talk, 'listparticipants', { room })).participants;
    expect([...listed].sort((one, other) => (one.username < other.username ? -1 : 1))).toEqual(
      everybody.values.at(-1),
    );
    await ask(bob.talk, 'leave', { room });
    await changes.value(2);
    expect(told().at(-1)).toBe('left bob');
    expect(await on.follow(bob.talk.participants$(room)).value()).toEqual([]);
  });

  it('says and whispers, and keeps what is said for those who join later', async () => {
    const { ada, bob, room } = await inRoom({ history: 5 });
    expect(await ask(ada.talk, 'message', { room, text: 'to all' })).not.toHaveProperty('sent');
    await ask(bob.talk, 'join', { room, username: 'bob' });
    expect(await heard(bob, 'to all')).toMatchObject({ from: 'ada', display: 'Ada', room });
    const whispered = await ask(ada.talk, 'message', { room, text: 'to bob', to: 'bob' });
    expect(whispered.sent).toEqual({ bob: true });
    expect((await ask(ada.talk, 'message', { room, text: 'to few', tos: ['bob', 'eva'] })).sent).toEqual({
      bob: true,
      eva: false,
    });
    expect(await heard(bob, 'to bob')).toMatchObject({ from: 'ada', whisper: true });
    const unanswered = await on
      .follow(bob.talk.request$('message', { room, text: 'no ack', ack: false }))
      .end();
    expect(unanswered.values).toEqual([]);
    expect((await heard(ada, 'no ack')).date).toMatch(/^\d{4}-\d\d-\d\dT[\d:]{8}[+-]\d{4}$/);
    await ask(ada.talk, 'announcement', { room, text: 'hear ye' });
    expect(await heard(bob, 'hear ye')).not.toHaveProperty('from');
  });

  it('manages rooms as the API does', async () => {
    const { ada, bob, told, changes } = await inRoom();
    const { room } = await ask(ada.talk, 'create', { description: 'Another' });
    await ask(ada.talk, 'edit', { room, new_description: 'More' });
    expect((await ask(ada.talk, 'exists', { room })).exists).toBe(true);
    expect((await ask(ada.talk, 'list', {})).list.find((one) => one.room === room)?.description).toBe('More');
    expect((await ask(ada.talk, 'allowed', { room, action: 'enable' })).allowed).toEqual([]);
    expect(await refusalOf(bob.talk.request$('join', { room, username: 'bob' }))).toBe('UNAUTHORIZED');
    expect(await refusalOf(bob.talk.request$('leave', { room }))).toBe('NOT_IN_ROOM');
    await ask(ada.talk, 'destroy', { room });
    expect(await refusalOf(bob.talk.request$('join', { room, username: 'bob' }))).toBe('NO_SUCH_ROOM');
    expect([told(), changes.ended]).toEqual([['joined ada'], false]);
  });

  it('tells who is kicked, and of the end of the room', async () => {
    const { ada, bob, room, everybody, changes, told } = await inRoom();
    await ask(bob.talk, 'join', { room, username: 'bob' });
    const bobs = on.follow(bob.talk.participants$(room));
    expect(await refusalOf(bob.talk.request$('join', { room, username: 'eva' }))).toBe('ALREADY_IN_ROOM');
    await ask(ada.talk, 'kick', { room, username: 'bob' });
    await changes.value(2);
    await bobs.find('nobody', (all) => all.length === 0);
    expect(await refusalOf(bob.talk.request$('join', { room, username: 'ada' }))).toBe('USERNAME_EXISTS');
    await answerOf(bob.handle.request$('destroy', { room }));
    await everybody.find('nobody any more', (all) => told().length === 4 && all.length === 0);
    expect(told()).toEqual(['joined ada', 'joined bob', 'left bob', 'left ada']);
    expect(ada.frames.values.map(({ kind }) => kind).filter((kind) => kind === 'unknown')).toEqual([]);
  });

  it('is left by whose data channel ends', async () => {
    const { bob, room, changes, told } = await inRoom();
    await ask(bob.talk, 'join', { room, username: 'bob' });
    await changes.value(1);
    await answerOf(bob.handle.hangup$());
    await changes.value(2);
    expect(told()).toEqual(['joined ada', 'joined bob', 'left bob']);
  });
});

it('leaves out no verb', () => {
  expect(Object.keys(CHANNEL_REPLIES).filter((verb) => !asked.has(verb))).toEqual([]);
});
