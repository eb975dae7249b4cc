// What is known of a room stays right over gaps.
import { create$, resume$ } from 'rxjs-janus';
import { audioBridge, type Participant } from 'rxjs-janus/audiobridge';
import { sleep, until } from '../../support/until.js';
import { answerOf, onReal } from '../support/on-real.js';
import { type Bench, holdBridge, type InRoom, party, present, told } from './support/room.js';

const JANUS = { plugins: ['audiobridge'] };

/** Somebody behind the line, in a room with others. */
const watching = async (
  bench: Bench,
  others: readonly string[],
  fields: { readonly pin?: string } & object = {},
) => {
  const { room, host, enter } = await party(bench, fields);
  const pin = fields.pin === undefined ? {} : { pin: fields.pin };
  const people: InRoom[] = [];
  for (const display of others) people.push(await enter(display, pin));
  const lease = bench.follow(create$(bench.transport(), { teardown: 'abandon' }));
  const session = await lease.value();
  const gaps = bench.follow(session.gap$);
  const eva = await holdBridge(bench, session);
  const { data } = await answerOf(eva.bridge.join$({ room, display: 'Eva', ...pin }));
  // Over REST a line is seen to drop by its poll alone.
  await sleep(150);
  return { room, host, enter, people, session, lease, gaps, eva, me: data.id };
};

type Watching = Awaited<ReturnType<typeof watching>>;

/** Lets things happen while the line is cut; resolves when the session is back and the server was asked. */
const inGap = async (bench: Bench, { gaps }: Watching, happen: () => Promise<unknown>): Promise<void> => {
  const before = gaps.values.length;
  await bench.line.refuse();
  bench.line.cut();
  await happen();
  await bench.line.refuse(false);
  await gaps.value(before, { timeoutMs: 9_000 });
  await sleep(250);
};

/** The server's own list. */
const everybody = async ({ host, room }: Watching): Promise<readonly Participant[]> =>
  (await answerOf(host.bridge.request$('listparticipants', { room }))).data.participants;

const byId = (one: { readonly id: unknown }, other: { readonly id: unknown }): number =>
  String(one.id).localeCompare(String(other.id));

/** The server takes them out a moment after its answer. */
const kicked = async (held: Watching): Promise<void> => {
  const { host, room, me } = held;
  await answerOf(host.bridge.kick$({ room, id: me }));
  const isOut = async () => (await everybody(held)).every(({ id }) => id !== me);
  await until('to be out', isOut);
};

onReal('a room over a gap', audioBridge, JANUS, (bench) => {
  it('tells who came, went and was muted meanwhile, each once', async () => {
    const held = await watching(bench, ['Ann', 'Cid', 'Dan']);
    const { eva, people, enter, host, room, me } = held;
    const [ann, cid, dan] = people as [InRoom, InRoom, InRoom];
    const before = eva.participants.values.length;
    await inGap(bench, held, async () => {
      await answerOf(ann.bridge.leave$());
      await answerOf(cid.bridge.mute$());
      await answerOf(dan.bridge.configure$({ display: 'Danny' }));
      await answerOf(host.bridge.request$('mute', { room, id: me }));
      const guest = await enter('Guest');
      await answerOf(guest.bridge.leave$());
      await enter('Bob');
    });
    expect(told(eva).slice(3).sort()).toEqual(['+Bob', '-Ann']);
    expect(present(eva)).toEqual(['Bob', 'Cid!', 'Danny']);
    expect(eva.participants.values.length).toBe(before + 1);
    const others = (await everybody(held)).filter(({ id }) => id !== me);
    expect([...(eva.participants.values.at(-1) ?? [])].sort(byId)).toEqual(others.sort(byId));
    expect(eva.self.values.at(-1)).toMatchObject({ id: me, muted: true });
    await enter('Fay');
    await until('the next one', () => present(eva).includes('Fay'));
    expect(told(eva).filter((one) => one.endsWith('Bob'))).toEqual(['+Bob']);
  });

  it('tells nothing when nothing happened', async () => {
    const held = await watching(bench, ['Ann']);
    const [participants, selves] = [held.eva.participants.values.length, held.eva.self.values.length];
    await inGap(bench, held, () => sleep(1));
    expect(held.eva.participants.values).toHaveLength(participants);
    expect(held.eva.self.values).toHaveLength(selves);
    expect(held.eva.ended.values).toEqual([]);
  });

  it.each([
    ['was kicked', 'gone', kicked],
    [
      'was in a room that is no more',
      'destroyed',
      ({ host, room }: Watching) => answerOf(host.bridge.request$('destroy', { room })),
    ],
  ])('shows that one %s', async (_, kind, happen) => {
    const held = await watching(bench, ['Ann']);
    await inGap(bench, held, () => happen(held));
    expect(held.eva.ended.values).toEqual([{ kind, room: held.room }]);
    expect([present(held.eva), held.eva.self.values.at(-1)]).toEqual([[], undefined]);
    expect(held.eva.lease.ended).toBe(false);
  });

  it('is right after going into another room', async () => {
    const held = await watching(bench, ['Ann']);
    const other = await party(bench);
    await other.enter('Zoe');
    await answerOf(held.eva.bridge.changeRoom$({ room: other.room, display: 'Eva', muted: true }));
    expect(present(held.eva)).toEqual(['Zoe']);
    expect(held.eva.self.values.at(-1)).toMatchObject({ display: 'Eva', muted: true });
    await inGap(bench, held, () => other.enter('Yan'));
    expect(present(held.eva)).toEqual(['Yan', 'Zoe']);
    expect(held.eva.ended.values).toEqual([]);
  });

  it('is right after a reload, and stored without pin and secret', async () => {
    const secrets = { pin: 'a-pin-to-hide', secret: 'a-secret-to-hide' };
    const held = await watching(bench, ['Ann'], secrets);
    const stored = JSON.stringify(held.session.snapshot());
    expect(stored).not.toContain('to-hide');
    held.lease.unsubscribe();
    await answerOf(held.people[0]?.bridge.leave$() ?? held.eva.bridge.leave$());
    await held.enter('Bob', { pin: secrets.pin });
    const session = await bench.follow(resume$(bench.transport(), JSON.parse(stored))).value();
    const [kept] = session.snapshot().handles;
    const back = await bench
      .follow(session.reattach$(audioBridge, kept?.handleId ?? 0, kept ? { resume: kept } : {}))
      .value();
    const membership = bench.follow(back.membership$);
    const participants = bench.follow(back.participants$);
    await until('the difference', () => present({ participants }).join() === 'Bob');
    expect(told({ membership }).every((one) => ['+Bob', '-Ann'].includes(one))).toBe(true);
  });
});
