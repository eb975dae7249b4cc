// What others do while the line of one is cut: what is known afterwards is the server's own list, each change told once.
import { create$, resume$ } from 'rxjs-janus';
import { type Participant, audioBridge } from 'rxjs-janus/audiobridge';
import { offer } from '../../contract/support/offer.js';
import { sleep, until } from '../../support/until.js';
import { inGap } from '../support/in-gap.js';
import { answerOf, onReal } from '../support/on-real.js';
import { type Bench, type InRoom, holdBridge, party, present, told } from './support/room.js';

const [ME, ANN, BOB] = [1, 2, 3];

/** Eva, whose line will be cut, in a room with Ann and Bob, who talk past it. */
const company = async (bench: Bench) => {
  const { room, host, enter } = await party(bench);
  const [ann, bob] = [await enter('Ann', { id: ANN }), await enter('Bob', { id: BOB })];
  const lease = bench.follow(create$(bench.transport(), { teardown: 'abandon' }));
  const session = await lease.value();
  const eva = await holdBridge(bench, session);
  await answerOf(eva.bridge.join$({ room, id: ME, display: 'Eva' }));
  expect(told(eva)).toEqual(['+Ann', '+Bob']);
  const listed = async () =>
    (await answerOf(host.bridge.request$('listparticipants', { room }))).data.participants;
  const isOut = (wanted: number) => async () => (await listed()).every(({ id }) => id !== wanted);
  return { room, host, enter, ann, bob, lease, session, eva, listed, isOut };
};

type Company = Awaited<ReturnType<typeof company>>;

const byId = (one: Participant, other: Participant): number => Number(one.id) - Number(other.id);

/** That what is known of the others, and of oneself, is what the server lists. */
const expectListed = async ({ eva, listed }: Company): Promise<void> => {
  const all = [...(eva.participants.values.at(-1) ?? []), ...[eva.self.values.at(-1) ?? []].flat()];
  expect(all.sort(byId)).toEqual([...(await listed())].sort(byId));
};

const lists = ({ participants }: InRoom): number => participants.values.length;

onReal('others in a gap', audioBridge, { plugins: ['audiobridge'] }, (bench) => {
  it('hang up, and are gone', async () => {
    const held = await company(bench);
    const { eva, ann, isOut } = held;
    const { jsep } = await answerOf(ann.bridge.configure$({}, { jsep: offer }));
    expect(jsep?.type).toBe('answer');
    const before = lists(eva);
    await inGap(bench, held.session, async () => {
      await answerOf(ann.bridge.hangup$());
      await until('her to be out', isOut(ANN));
    });
    expect(lists(eva)).toBe(before + 1);
    expect(told(eva)).toEqual(['+Ann', '+Bob', '-Ann']);
    expect(present(eva)).toEqual(['Bob']);
    await expectListed(held);
    expect(eva.ended.values).toEqual([]);
  });

  it('are muted by the host, and heard again', async () => {
    const held = await company(bench);
    const { eva, host, room } = held;
    const mute = (verb: 'mute' | 'unmute', id: number) => answerOf(host.bridge.request$(verb, { room, id }));
    await mute('mute', BOB);
    await eva.participants.find('Bob to be muted', () => present(eva).includes('Bob!'));
    const before = lists(eva);
    await inGap(bench, held.session, async () => {
      await mute('mute', ANN);
      await mute('unmute', BOB);
    });
    expect(present(eva)).toEqual(['Ann!', 'Bob']);
    expect(lists(eva)).toBe(before + 1);
    expect(told(eva)).toEqual(['+Ann', '+Bob']);
    await expectListed(held);
  });

  it('are put out with oneself, which ends the stay and not the handle', async () => {
    const held = await company(bench);
    const { eva, bob, host, room, enter, listed } = held;
    const before = lists(eva);
    await inGap(bench, held.session, async () => {
      await answerOf(host.bridge.request$('kick_all', { room }));
      await until('nobody', async () => (await listed()).length === 0);
    });
    expect(lists(eva)).toBe(before + 1);
    expect(told(eva)).toEqual(['+Ann', '+Bob', '-Ann', '-Bob']);
    expect(eva.ended.values).toEqual([{ kind: 'gone', room }]);
    expect(await bob.ended.value()).toEqual({ kind: 'kicked', room });
    await expectListed(held);
    await answerOf(eva.bridge.join$({ room, id: ME, display: 'Eva' }));
    await enter('Cid');
    await until('him to be known', () => present(eva).length === 1);
    await expectListed(held);
  });

  it('go and come before a reload is over, which is told once each', async () => {
    const held = await company(bench);
    const stored = JSON.stringify(held.session.snapshot());
    held.lease.unsubscribe();
    await answerOf(held.ann.bridge.leave$());
    await held.enter('Cid', { id: 4 });
    const session = await bench.follow(resume$(bench.transport(), JSON.parse(stored))).value();
    const [resume] = session.snapshot().handles;
    if (!resume) throw new Error('the handle was not stored');
    const bridge = await bench.follow(session.reattach$(audioBridge, resume.handleId, { resume })).value();
    const membership = bench.follow(bridge.membership$);
    await membership.value(1);
    await sleep(100);
    expect(told({ membership })).toEqual(['-Ann', '+Cid']);
  });
});
