// What is known of a room stays right over gaps, on every server and transport.
import { claim$, create$, type CreateOptions, PluginError, resume$ } from 'rxjs-janus';
import { openEar, isAnswer } from '../../contract/support/ear.js';
import { type Rig } from '../../contract/support/rig.js';
import { sideBySide } from '../../contract/support/side-by-side.js';
import { failure, hold, standing } from '../../contract/support/talk.js';
import { sleep, until } from '../../support/until.js';
import { inGap } from '../support/gap.js';
import { holdRoom, type InRoom, party, present, told } from './support/room.js';

/** Somebody behind the line, in a room with others. */
const watching = async (
  rig: Rig,
  others: readonly string[],
  fields: { readonly pin?: string } & Readonly<Record<string, unknown>> = {},
  options: CreateOptions = {},
) => {
  const { pin } = fields;
  const { id, enter } = await party(rig, fields);
  const [first, ...rest] = await Promise.all(
    others.map((display) => enter(display, { ...(pin && { pin }) })),
  );
  const held = await hold(rig, create$(rig.transport(), options));
  const watcher = await holdRoom(rig, held.session);
  await rig.watch(watcher.room.join$({ room: id, display: 'Eva', ...(pin && { pin }) })).value();
  await standing(rig);
  return { ...held, id, enter, first: first as InRoom, rest, watcher };
};

/** Without `leave`, which has crashed a Janus 1.1.2 that had just answered `publish`. */
const leaveOf = async ({ room }: InRoom, rig: Rig): Promise<void> => {
  await rig.watch(room.detach$()).end();
};

sideBySide('a room', {
  'tells who is there, who comes and who goes': async (rig) => {
    const { watcher, enter, first } = await watching(rig, ['Ann']);
    expect([told(watcher), present(watcher)]).toEqual([['+Ann'], ['Ann']]);
    await enter('Bob');
    first.lease.unsubscribe();
    await watcher.membership.value(2);
    expect([told(watcher), present(watcher)]).toEqual([['+Ann', '+Bob', '-Ann'], ['Bob']]);
    await watcher.events.find('the leaving', ({ kind }) => kind === 'leaving');
  },
  'tells who came and went in a gap, each once': async (rig) => {
    const held = await watching(rig, ['Ann', 'Cid']);
    const { watcher, enter, first } = held;
    await inGap(rig, held, () => Promise.all([leaveOf(first, rig), enter('Bob')]));
    expect(told(watcher).slice(2).sort()).toEqual(['+Bob', '-Ann']);
    expect(present(watcher)).toEqual(['Bob', 'Cid']);
    await enter('Dan');
    await watcher.membership.value(4);
    expect(told(watcher).slice(4)).toEqual(['+Dan']);
    expect(watcher.lease.ended).toBe(false);
  },
  'tells nothing when nothing happened in a gap, however often': async (rig) => {
    const held = await watching(rig, ['Ann']);
    for (let round = 0; round < 2; round += 1) await inGap(rig, held, () => sleep(1));
    expect([told(held.watcher), present(held.watcher)]).toEqual([['+Ann'], ['Ann']]);
    expect(held.watcher.participants.values).toHaveLength(2);
  },
  'does not take the silent ones for new where it is silent about them': async (rig) => {
    const held = await watching(rig, ['Ann'], { notify_joining: false });
    await inGap(rig, held, () => held.enter('Bob'));
    expect([told(held.watcher), present(held.watcher)]).toEqual([[], []]);
    const { data } = await rig.watch(held.watcher.room.listParticipants$(held.id)).value();
    expect(data.participants.map(({ display }) => display).sort()).toEqual(['Ann', 'Bob', 'Eva']);
  },
  'is empty when it was destroyed in a gap': async (rig) => {
    const held = await watching(rig, ['Ann', 'Cid']);
    await inGap(rig, held, () => rig.watch(held.first.room.request$('destroy', { room: held.id })).end());
    expect(told(held.watcher).slice(2).sort()).toEqual(['-Ann', '-Cid']);
    expect(await rig.watch(held.watcher.room.place$).value()).toBeUndefined();
    expect(await rig.watch(held.watcher.room.ended$).value()).toEqual({ kind: 'destroyed', room: held.id });
    expect(held.watcher.lease.ended).toBe(false);
  },
  'is empty for whom it was destroyed at, and for whom was kicked': async (rig) => {
    const held = await watching(rig, ['Ann', 'Cid']);
    const { watcher, first, rest, id } = held;
    const { id: me } = (await rig.watch(watcher.room.place$).value()) ?? {};
    await rig.watch(first.room.request$('kick', { room: id, id: me ?? 0 })).value();
    await watcher.membership.value(3);
    expect(present(watcher)).toEqual([]);
    expect(watcher.events.values.at(-1)).toMatchObject({ kind: 'out', reason: 'kicked' });
    expect(await rig.watch(watcher.room.ended$).value()).toEqual({ kind: 'kicked', room: id });
    await rig.watch(first.room.request$('destroy', { room: id })).value();
    await until('the end of it', () => rest.every((one) => present(one).length === 0));
  },
  'shows that oneself was kicked in a gap': async (rig) => {
    const held = await watching(rig, ['Ann']);
    const { watcher, first, id } = held;
    const { id: me } = (await rig.watch(watcher.room.place$).value()) ?? {};
    await inGap(rig, held, () => rig.watch(first.room.request$('kick', { room: id, id: me ?? 0 })).end());
    expect([told(watcher), present(watcher)]).toEqual([['+Ann', '-Ann'], []]);
    expect(await rig.watch(watcher.room.ended$).value()).toEqual({ kind: 'gone', room: id });
  },
  'refuses a second joining, so that a repeated one is known to have happened': async (rig) => {
    const ear = openEar();
    const { id } = await party(rig);
    const held = await hold(rig, create$(rig.transport(ear.options)));
    const { room } = await holdRoom(rig, held.session);
    await standing(rig);
    ear.deafTo(isAnswer);
    const joining = rig.watch(room.join$({ room: id, display: 'Eva' }));
    await until('the answer to be lost', () => ear.lost === 1);
    ear.hear();
    await standing(rig);
    rig.line.cut();
    await joining.end({ timeoutMs: 9_000 });
    expect(joining.error).toMatchObject({ kind: 'plugin', code: 425, codeName: 'ALREADY_JOINED' });
    const { data } = await rig.watch(room.listParticipants$(id)).value();
    expect(data.participants).toMatchObject([{ display: 'Eva' }]);
  },
});

/** Leaves without a farewell, lets things happen, and comes back by what was stored as text. */
const comeBack = async (
  rig: Rig,
  held: Awaited<ReturnType<typeof watching>>,
  happen: () => Promise<unknown>,
) => {
  const stored = JSON.stringify(held.session.snapshot());
  held.lease.unsubscribe();
  await until('the line to close', () => rig.line.connections.length === 0);
  await happen();
  const back = await hold(rig, resume$(rig.transport(), JSON.parse(stored)));
  const [resume] = back.session.snapshot().handles;
  return { ...back, stored, watcher: await holdRoom(rig, back.session, resume) };
};

sideBySide('a room, after a reload', {
  'tells who came and went meanwhile, each once': async (rig) => {
    const held = await watching(rig, ['Ann', 'Cid'], {}, { teardown: 'abandon' });
    const back = await comeBack(rig, held, () => Promise.all([leaveOf(held.first, rig), held.enter('Bob')]));
    await back.watcher.membership.value(1);
    await sleep(100);
    expect([...told(back.watcher)].sort()).toEqual(['+Bob', '-Ann']);
    expect(present(back.watcher)).toEqual(['Bob', 'Cid']);
    await held.enter('Dan');
    await back.watcher.membership.value(2);
    expect(told(back.watcher).slice(2)).toEqual(['+Dan']);
    expect(await rig.witness.handles(back.session.id)).toEqual([held.watcher.room.id]);
  },
  'is empty when it was destroyed meanwhile': async (rig) => {
    const held = await watching(rig, ['Ann'], {}, { teardown: 'abandon' });
    const back = await comeBack(rig, held, () =>
      rig.watch(held.first.room.request$('destroy', { room: held.id })).end(),
    );
    await until('the answer', () => told(back.watcher).length === 1);
    expect([told(back.watcher), present(back.watcher)]).toEqual([['-Ann'], []]);
  },
  'is stored without pin and secret': async (rig) => {
    const secrets = { pin: 'a-pin-to-hide', secret: 'a-secret-to-hide' };
    const held = await watching(rig, ['Ann'], secrets, { teardown: 'abandon' });
    const { stored } = await comeBack(rig, held, () => sleep(1));
    expect(stored).not.toMatch(/to-hide/);
    expect(JSON.parse(stored)).toMatchObject({
      handles: [{ plugin: 'janus.plugin.videoroom', state: { place: { room: held.id, role: 'publisher' } } }],
    });
  },
  'can be taken up from the other transport': async (rig) => {
    const held = await watching(rig, ['Ann'], {}, { teardown: 'abandon' });
    const { handles } = held.session.snapshot();
    held.lease.unsubscribe();
    const back = await hold(rig, claim$(rig.elsewhere(rig.other), held.session.id));
    const watcher = await holdRoom(rig, back.session, handles[0]);
    await held.enter('Bob');
    await watcher.membership.value();
    expect([told(watcher), present(watcher)]).toEqual([['+Bob'], ['Ann', 'Bob']]);
  },
});

sideBySide('a room that refuses', {
  'says why by name': async (rig) => {
    const { id } = await party(rig, { pin: 'a pin' });
    const { session } = await hold(rig, create$(rig.transport()));
    const { room } = await holdRoom(rig, session);
    const wrongPin = await failure(rig, room.join$({ room: id, pin: 'x' }));
    expect(wrongPin).toBeInstanceOf(PluginError);
    expect(wrongPin).toMatchObject({ code: 433, codeName: 'UNAUTHORIZED', verb: 'join' });
    expect(await failure(rig, room.join$({ room: id + 1 }))).toMatchObject({ codeName: 'NO_SUCH_ROOM' });
    expect(await failure(rig, room.watch$({ room: id, pin: 'a pin', streams: [{ feed: 1 }] }))).toMatchObject(
      { codeName: 'NO_SUCH_FEED' },
    );
    expect(await rig.watch(room.place$).value()).toBeUndefined();
  },
});
