// What is known of a room stays right over gaps, on every server and transport.
import { create$, resume$ } from 'rxjs-janus';
import { type Participant } from 'rxjs-janus/audiobridge';
import { type Rig } from '../../contract/support/rig.js';
import { sideBySide } from '../../contract/support/side-by-side.js';
import { hold, standing } from '../../contract/support/talk.js';
import { sleep, until } from '../../support/until.js';
import { inGap } from '../support/gap.js';
import { answerOf } from '../support/on-real.js';
import {
  type Follower,
  holdBridge,
  type InRoom,
  type Party,
  partyOf,
  present,
  told,
} from './support/room.js';

const SERVERS = { plugins: ['audiobridge'] };

const followerOf = (rig: Rig): Follower => ({ follow: (source$) => rig.watch(source$) });

/** A new room, by somebody past the line. */
const partyOn = async (rig: Rig, fields: object = {}): Promise<Party> => {
  const session = await rig.watch(create$(rig.elsewhere('websocket'))).value();
  return partyOf(followerOf(rig), session, fields);
};

/** Somebody behind the line, in a room with others. */
const watching = async (
  rig: Rig,
  others: readonly string[],
  fields: { readonly pin?: string } & object = {},
) => {
  const { room, host, enter } = await partyOn(rig, fields);
  const pin = fields.pin === undefined ? {} : { pin: fields.pin };
  const people: InRoom[] = [];
  for (const display of others) people.push(await enter(display, pin));
  const held = await hold(rig, create$(rig.transport(), { teardown: 'abandon' }));
  const eva = await holdBridge(followerOf(rig), held.session);
  const { data } = await answerOf(eva.bridge.join$({ room, display: 'Eva', ...pin }));
  await standing(rig);
  return { ...held, room, host, enter, people, eva, me: data.id };
};

type Watching = Awaited<ReturnType<typeof watching>>;

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

/** What is left after one has been taken out in a gap. */
const ends = async (rig: Rig, kind: string, happen: (held: Watching) => Promise<unknown>): Promise<void> => {
  const held = await watching(rig, ['Ann']);
  await inGap(rig, held, () => happen(held));
  expect(held.eva.ended.values).toEqual([{ kind, room: held.room }]);
  expect([present(held.eva), held.eva.self.values.at(-1)]).toEqual([[], undefined]);
  expect(held.eva.lease.ended).toBe(false);
};

sideBySide(
  'an audio bridge over a gap',
  {
    'tells who came, went and was muted meanwhile, each once': async (rig) => {
      const held = await watching(rig, ['Ann', 'Cid', 'Dan']);
      const { eva, people, enter, host, room, me } = held;
      const [ann, cid, dan] = people as [InRoom, InRoom, InRoom];
      const before = eva.participants.values.length;
      await inGap(rig, held, async () => {
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
    },
    'tells nothing when nothing happened': async (rig) => {
      const held = await watching(rig, ['Ann']);
      const [participants, selves] = [held.eva.participants.values.length, held.eva.self.values.length];
      await inGap(rig, held, () => sleep(1));
      expect(held.eva.participants.values).toHaveLength(participants);
      expect(held.eva.self.values).toHaveLength(selves);
      expect(held.eva.ended.values).toEqual([]);
    },
    'shows that one was kicked': (rig) => ends(rig, 'gone', kicked),
    'shows that one was in a room that is no more': (rig) =>
      ends(rig, 'destroyed', ({ host, room }) => answerOf(host.bridge.request$('destroy', { room }))),
    'is right after going into another room': async (rig) => {
      const held = await watching(rig, ['Ann']);
      const other = await partyOn(rig);
      await other.enter('Zoe');
      await answerOf(held.eva.bridge.changeRoom$({ room: other.room, display: 'Eva', muted: true }));
      expect(present(held.eva)).toEqual(['Zoe']);
      expect(held.eva.self.values.at(-1)).toMatchObject({ display: 'Eva', muted: true });
      await inGap(rig, held, () => other.enter('Yan'));
      expect(present(held.eva)).toEqual(['Yan', 'Zoe']);
      expect(held.eva.ended.values).toEqual([]);
    },
    'is right after a reload, and stored without pin and secret': async (rig) => {
      const secrets = { pin: 'a-pin-to-hide', secret: 'a-secret-to-hide' };
      const held = await watching(rig, ['Ann'], secrets);
      const stored = JSON.stringify(held.session.snapshot());
      expect(stored).not.toContain('to-hide');
      held.lease.unsubscribe();
      await answerOf(held.people[0]?.bridge.leave$() ?? held.eva.bridge.leave$());
      await held.enter('Bob', { pin: secrets.pin });
      const { session } = await hold(rig, resume$(rig.transport(), JSON.parse(stored)));
      const back = await holdBridge(followerOf(rig), session, session.snapshot().handles[0]);
      await until('the difference', () => present(back).join() === 'Bob');
      expect([...told(back)].sort()).toEqual(['+Bob', '-Ann']);
    },
  },
  SERVERS,
);
