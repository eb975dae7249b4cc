// What the API tells of a room, through gaps of its line: equal to what the server knows, each change told once.
import { create$, webSocketTransport } from 'rxjs-janus';
import { type TextRoomHandle, textRoom } from 'rxjs-janus/textroom';
import { someId } from '../../contract/support/talk.js';
import { sleep } from '../../support/until.js';
import { inGap } from '../support/in-gap.js';
import { type OnReal, answerOf, onReal } from '../support/on-real.js';

type On = OnReal<typeof textRoom>;

/**
 * In and out of a room without a data channel: the plugin hands what is sent over the API to the reader of the data
 * channel, whose own word for the verb comes first where both are there.
 */
const sneak = (handle: TextRoomHandle, textroom: 'join' | 'leave', room: number, username: string) =>
  answerOf(handle.message$({ request: 'list', textroom, room, username, transaction: 't' }));

/** Somebody behind the line who watches a room, and somebody past it who goes in and out. */
const watching = async (on: On) => {
  const { session, handle } = await on.attached();
  const past = await on.follow(create$(webSocketTransport({ url: on.janus.webSocketUrl }))).value();
  const comer = async () => on.follow(past.attach$(textRoom)).value();
  const [ann, bob] = [await comer(), await comer()];
  const room = someId();
  await answerOf(ann.request$('create', { room }));
  await sneak(ann, 'join', room, 'ann');
  const [everybody, changes] = [on.follow(handle.participants$), on.follow(handle.membership$)];
  await answerOf(handle.listParticipants$(room));
  const told = () => changes.values.map(({ kind, participant }) => `${kind} ${participant.username}`);
  return { session, handle, ann, bob, room, everybody, told };
};

jest.setTimeout(15_000);

onReal('the text room through gaps', textRoom, { plugins: ['textroom'] }, (on) => {
  it('tells who came and went meanwhile, each once', async () => {
    const { session, handle, ann, bob, room, everybody, told } = await watching(on);
    expect(told()).toEqual(['joined ann']);
    await inGap(on, session, async () => {
      await sneak(bob, 'join', room, 'bob');
      await sneak(ann, 'leave', room, 'ann');
    });
    expect(told()).toEqual(['joined ann', 'left ann', 'joined bob']);
    const { participants } = (await answerOf(handle.listParticipants$(room))).data;
    expect(everybody.values.at(-1)).toEqual(participants);
    expect(told()).toHaveLength(3);
  });

  it('tells nothing when nothing happened, however often', async () => {
    const { session, everybody, told } = await watching(on);
    for (const _ of [1, 2]) await inGap(on, session, () => sleep(1));
    expect([told(), everybody.values.length]).toEqual([['joined ann'], 2]);
  });

  it('knows of nobody when the room was destroyed meanwhile', async () => {
    const { session, ann, room, everybody, told } = await watching(on);
    await inGap(on, session, () => answerOf(ann.request$('destroy', { room })));
    expect([told(), everybody.values.at(-1)]).toEqual([['joined ann', 'left ann'], []]);
  });

  it('knows of whom it kicked itself', async () => {
    const { handle, room, told } = await watching(on);
    await answerOf(handle.request$('kick', { room, username: 'ann' }));
    expect(told()).toEqual(['joined ann', 'left ann']);
  });

  it('is asked for by who takes it up from a snapshot', async () => {
    const { session, handle, ann, room } = await watching(on);
    const [resume] = session.snapshot().handles;
    expect(resume?.state).toEqual({ room, participants: [{ username: 'ann' }] });
    await sneak(ann, 'leave', room, 'ann');
    const again = await on.follow(session.reattach$(textRoom, handle.id, resume ? { resume } : {})).value();
    const everybody = on.follow(again.participants$);
    await everybody.find('the answer', (all) => all.length === 0);
    expect(everybody.values).toEqual([[{ username: 'ann' }], []]);
  });
});
