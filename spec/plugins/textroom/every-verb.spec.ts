// Every verb of the API, really sent: what comes back is what the types say, and refusals have their names.
import { textRoom } from 'rxjs-janus/textroom';
import { someId } from '../../contract/support/talk.js';
import { asking } from '../support/ask.js';
import { answerOf, itOnReal, onReal, refusalOf } from '../support/on-real.js';
import { REPLIES } from './support/shapes.js';

const { ask, refused, unanswered } = asking(textRoom, REPLIES);

jest.setTimeout(10_000);

onReal('the text room', textRoom, { plugins: ['textroom'] }, (on) => {
  it('makes a room, lists it, changes it and destroys it', async () => {
    const { handle } = await on.attached();
    const room = someId();
    const made = await ask(handle, 'create', { room, description: 'Talk', history: 3, pin: 'a pin' });
    expect(made.data).toEqual({ textroom: 'created', room, permanent: false });
    const listed = async () => (await ask(handle, 'list')).data.list.find((one) => one.room === room);
    expect(await listed()).toEqual({
      room,
      description: 'Talk',
      pin_required: true,
      num_participants: 0,
      history: 3,
    });
    expect((await ask(handle, 'exists', { room })).data.exists).toBe(true);
    const edited = await ask(handle, 'edit', {
      room,
      new_description: 'More',
      new_secret: 's',
      new_pin: 'p',
    });
    expect(edited.data.textroom).toBe('edited');
    expect(await listed()).toMatchObject({ description: 'More' });
    await ask(handle, 'edit', { room, secret: 's', new_is_private: true, new_post: 'http://127.0.0.1:9/' });
    expect(await listed()).toBeUndefined();
    expect((await ask(handle, 'destroy', { room, secret: 's' })).data.textroom).toBe('destroyed');
    expect((await ask(handle, 'exists', { room })).data.exists).toBe(false);
  });

  it('makes a room with an id of its own choice', async () => {
    const { handle } = await on.attached();
    const { room } = (await ask(handle, 'create')).data;
    expect(room).toEqual(expect.any(Number));
    expect((await ask(handle, 'listparticipants', { room })).data).toMatchObject({ room, participants: [] });
    expect((await answerOf(handle.listParticipants$(room))).data.participants).toEqual([]);
    await ask(handle, 'destroy', { room });
  });

  it('keeps the tokens of those who may join, and announces', async () => {
    const { handle } = await on.attached();
    const room = someId();
    await ask(handle, 'create', { room, allowed: ['a'], is_private: true });
    const allowed = async (action: 'enable' | 'add' | 'remove' | 'disable', some: readonly string[] = []) =>
      (await ask(handle, 'allowed', { room, action, allowed: some })).data.allowed;
    expect(await allowed('add', ['b'])).toHaveLength(2);
    expect(await allowed('remove', ['a'])).toEqual(['b']);
    expect(await allowed('enable')).toEqual(['b']);
    expect(await allowed('disable')).toBeUndefined();
    await ask(handle, 'announcement', { room, text: 'hear ye' });
  });

  it('offers a data channel, and offers anew', async () => {
    const { handle } = await on.attached();
    expect(await refusalOf(handle.restart$())).toBe('ALREADY_SETUP');
    const { jsep } = await ask(handle, 'setup');
    expect(jsep).toMatchObject({ type: 'offer', sdp: expect.stringContaining('m=application') as string });
    expect(await refusalOf(handle.setup$())).toBe('ALREADY_SETUP');
    expect((await ask(handle, 'restart')).jsep).toMatchObject({ type: 'offer' });
    await ask(handle, 'ack');
  });

  it('refuses by name', async () => {
    const { handle } = await on.attached();
    const room = someId();
    const ofNone = { room: room + 1, username: 'ada', text: 'hear ye', action: 'enable' } as const;
    for (const verb of ['listparticipants', 'edit', 'destroy', 'allowed', 'kick', 'announcement'] as const)
      expect([verb, await refusalOf(handle.request$(verb, ofNone))]).toEqual([verb, 'NO_SUCH_ROOM']);
    await ask(handle, 'create', { room, secret: 'right' });
    expect(await refusalOf(handle.request$('create', { room }))).toBe('ROOM_EXISTS');
    for (const verb of ['edit', 'destroy', 'allowed', 'kick', 'announcement'] as const)
      expect([
        verb,
        await refusalOf(handle.request$(verb, { ...ofNone, room, secret: 'a-secret-to-hide' })),
      ]).toEqual([verb, 'UNAUTHORIZED']);
    expect(await refused(handle, 'kick', { room, secret: 'right', username: 'ada' })).toBe('NO_SUCH_USER');
    expect(await refusalOf(handle.message$({ request: 'exists' }))).toBe('MISSING_ELEMENT');
    expect(await refusalOf(handle.message$({ request: 'exists', room: true }))).toBe('INVALID_ELEMENT');
  });

  it('lets nobody join and talk over the API', async () => {
    const { handle } = await on.attached();
    for (const request of ['join', 'leave', 'message'])
      expect(await refusalOf(handle.message$({ request, room: 1, username: 'ada', text: 'hello' }))).toBe(
        'INVALID_REQUEST',
      );
  });

  it('says no secret in what it refuses with, nor in a snapshot', async () => {
    const { handle, session } = await on.attached();
    const secrets = {
      secret: 'a-secret-to-hide',
      pin: 'a-pin-to-hide',
      post: 'http://a:b-to-hide@127.0.0.1:9',
    };
    const { room } = (await ask(handle, 'create', secrets)).data;
    const refused = on.follow(handle.request$('destroy', { room, secret: 'another-to-hide' }));
    await refused.end();
    expect(refused.error).toMatchObject({ codeName: 'UNAUTHORIZED' });
    await ask(handle, 'listparticipants', { room });
    const told = `${String(refused.error)} ${JSON.stringify([refused.error, session.snapshot()])}`;
    expect(told).toContain(`"room":${String(room)}`);
    expect(told).not.toContain('to-hide');
  });
});

const withKey = {
  plugins: ['textroom'],
  jcfg: { 'janus.plugin.textroom': { general: { admin_key: 'key' } } },
};

onReal('the text room with string ids and an admin key', textRoom, { ...withKey, stringIds: true }, (on) => {
  it('has rooms called by text, made by whoever has the key', async () => {
    const { handle } = await on.attached();
    const room = `room-${String(someId())}`;
    expect(await refusalOf(handle.request$('create', { room }))).toBe('MISSING_ELEMENT');
    expect(await refusalOf(handle.request$('create', { room, admin_key: 'none' }))).toBe('UNAUTHORIZED');
    const made = await ask(handle, 'create', { room, admin_key: 'key', is_private: true });
    expect(made.data.room).toBe(room);
    const rooms = async (fields = {}) => (await ask(handle, 'list', fields)).data.list.map((one) => one.room);
    expect(await rooms()).not.toContain(room);
    expect(await rooms({ admin_key: 'key' })).toContain(room);
    expect((await ask(handle, 'listparticipants', { room })).data.room).toBe(room);
    expect(await refusalOf(handle.request$('exists', { room: 7 }))).toBe('INVALID_ELEMENT');
    expect((await ask(handle, 'destroy', { room })).data.room).toBe(room);
  });
});

itOnReal('leaves out no verb but one', () => {
  // Somebody to kick needs a data channel: channel.inside.ts does it.
  expect(unanswered()).toEqual(['kick']);
});
