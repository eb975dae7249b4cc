import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AudioBridgeVerbs, audioBridge } from 'rxjs-janus/audiobridge';
import { until } from '../../support/until.js';
import { asking } from '../support/ask.js';
import { answerOf, onReal, refusalOf } from '../support/on-real.js';
import { opusFile } from './support/opus-file.js';
import { type Bench, freshId, party } from './support/room.js';
import { REPLIES } from './support/shapes.js';

type Verb = keyof AudioBridgeVerbs;

const JANUS = {
  plugins: ['audiobridge'],
  jcfg: {
    'janus.plugin.audiobridge': {
      general: { local_ip: '127.0.0.1', admin_key: 'key', lock_play_file: true },
    },
  },
};
/** Newer than Janus 1.1.2. */
const NEWER: readonly Verb[] = [
  'suspend',
  'resume',
  'denoise_enable',
  'denoise_disable',
  'listannouncements',
  'stop_all_files',
];
const KEY = { admin_key: 'key' };
const { ask: sendTo, refused, unanswered, unsent } = asking(audioBridge, REPLIES);

const ask = async <K extends Verb>(...args: Parameters<typeof sendTo<K>>) => (await sendTo(...args)).data;
const attached = async (bench: Bench) => (await bench.attached()).handle;

onReal('the AudioBridge', audioBridge, JANUS, (bench) => {
  it('makes, changes, finds and ends rooms', async () => {
    const bridge = await attached(bench);
    const room = freshId();
    expect(await ask(bridge, 'create', { room, secret: 's', pin: 'p', is_private: true, ...KEY })).toEqual({
      audiobridge: 'created',
      room,
      permanent: false,
    });
    expect(await ask(bridge, 'exists', { room })).toMatchObject({ exists: true });
    expect(
      await ask(bridge, 'edit', { room, secret: 's', new_description: 'New', new_is_private: false }),
    ).toMatchObject({ room });
    const { list } = await ask(bridge, 'list', KEY);
    expect(list).toContainEqual(expect.objectContaining({ room, description: 'New', pin_required: true }));
    expect(await ask(bridge, 'allowed', { room, secret: 's', action: 'add', allowed: ['t'] })).toMatchObject({
      allowed: ['t'],
    });
    await ask(bridge, 'allowed', { room, secret: 's', action: 'enable' });
    expect(await refused(bridge, 'join', { room, pin: 'p' })).toBe('UNAUTHORIZED');
    expect(await ask(bridge, 'allowed', { room, secret: 's', action: 'disable' })).not.toHaveProperty(
      'allowed',
    );
    expect(await refused(bridge, 'join', { room, pin: 'x' })).toBe('UNAUTHORIZED');
    expect(await refused(bridge, 'create', { room, ...KEY })).toBe('ROOM_EXISTS');
    expect(await refused(bridge, 'create', { room })).toBe('MISSING_ELEMENT');
    expect(await refused(bridge, 'create', { admin_key: 'x' })).toBe('UNAUTHORIZED');
    expect(await refused(bridge, 'destroy', { room, secret: 'x' })).toBe('UNAUTHORIZED');
    expect(await refused(bridge, 'edit', { room })).toBe('MISSING_ELEMENT');
    await ask(bridge, 'destroy', { room, secret: 's' });
    expect(await ask(bridge, 'exists', { room })).toMatchObject({ exists: false });
    for (const verb of ['edit', 'listparticipants', 'mute_room', 'kick_all', 'listforwarders'] as const)
      expect(await refused(bridge, verb, { room })).toBe('NO_SUCH_ROOM');
  });

  it('lets somebody in, be heard, go elsewhere and leave', async () => {
    const bridge = await attached(bench);
    const [{ room, enter }, other] = await Promise.all([party(bench, KEY), party(bench, KEY)]);
    await enter('Ann');
    expect(await refused(bridge, 'configure', { muted: true })).toBe('NOT_JOINED');
    expect(await refused(bridge, 'leave')).toBe('NOT_JOINED');
    expect(await refused(bridge, 'resetdecoder')).toBe('NOT_JOINED');
    expect(await refused(bridge, 'changeroom', { room })).toBe('NOT_JOINED');
    expect(await ask(bridge, 'join', { room, id: 5, quality: 2, volume: 50 })).toMatchObject({ room, id: 5 });
    expect(await refused(bridge, 'join', { room })).toBe('ALREADY_JOINED');
    expect(await refused(bridge, 'configure', { quality: 11 })).toBe('INVALID_ELEMENT');
    await ask(bridge, 'configure', { muted: true, display: 'Eva', bitrate: 20_000, expected_loss: 5 });
    await ask(bridge, 'resetdecoder');
    const { participants } = await ask(bridge, 'listparticipants', { room });
    expect(participants).toContainEqual({ id: 5, display: 'Eva', muted: true, setup: false });
    expect(participants).toHaveLength(2);
    await ask(bridge, 'changeroom', { room: other.room, display: 'Eva' });
    expect(await refused(bridge, 'changeroom', { room: other.room })).toBe('ALREADY_JOINED');
    expect(await ask(bridge, 'leave')).toMatchObject({ room: other.room });
    await ask(bridge, 'join', { room });
    expect(await ask(bridge, 'hangup')).toEqual({ audiobridge: 'hangingup' });
  });

  it('mutes and kicks', async () => {
    const bridge = await attached(bench);
    const { room, enter } = await party(bench, { ...KEY, secret: 's' });
    const [ann] = await Promise.all([enter('Ann', { id: 2 }), enter('Bob', { id: 3 })]);
    const about = { room, id: 2, secret: 's' };
    expect(await ask(bridge, 'mute', about)).toMatchObject({ room });
    expect(await ask(bridge, 'mute', about)).not.toHaveProperty('room');
    await until('to be muted', () => ann.self.values.at(-1)?.muted === true);
    await ask(bridge, 'unmute', about);
    await until('to be heard', () => ann.self.values.at(-1)?.muted === false);
    await ask(bridge, 'mute_room', { room, secret: 's' });
    await ask(bridge, 'unmute_room', { room, secret: 's' });
    await ann.events.find('the room muted', (event) => event.kind === 'room-muted' && event.muted);
    expect(await refused(bridge, 'mute', { room, id: 2 })).toBe('MISSING_ELEMENT');
    expect(await refused(bridge, 'kick', { ...about, id: 99 })).toBe('NO_SUCH_USER');
    await ask(bridge, 'kick', about);
    expect(await ann.ended.value()).toEqual({ kind: 'kicked', room });
    await ask(bridge, 'kick_all', { room, secret: 's' });
    const isEmpty = async () => (await ask(bridge, 'listparticipants', { room })).participants.length === 0;
    await until('the room to be empty', isEmpty);
  });

  it('records', async () => {
    const bridge = await attached(bench);
    const { room } = await party(bench, KEY);
    const record_file = join(bench.janus.folder, `${room}.wav`);
    expect(await ask(bridge, 'enable_recording', { room, record: true, record_file })).toMatchObject({
      record: true,
    });
    await ask(bridge, 'enable_recording', { room, record: false });
    expect(
      await ask(bridge, 'enable_mjrs', { room, mjrs: true, mjrs_dir: bench.janus.folder }),
    ).toMatchObject({
      mjrs: true,
    });
    await ask(bridge, 'enable_mjrs', { room, mjrs: false });
    expect(await refusalOf(bridge.message$({ request: 'enable_mjrs', room }))).toBe('MISSING_ELEMENT');
    await until('the recording', () => existsSync(record_file));
  });

  it('forwards and plays', async () => {
    const bridge = await attached(bench);
    const { room } = await party(bench, { ...KEY, groups: ['choir'] });
    const to = { host: '127.0.0.1', port: 9, group: 'choir', admin_key: 'key' };
    const { stream_id } = await ask(bridge, 'rtp_forward', { room, ...to });
    expect(await refused(bridge, 'rtp_forward', { room, ...to, group: 'none' })).toBe('NO_SUCH_GROUP');
    const srtp = { srtp_suite: 80, srtp_crypto: 'WbTBosdVUZqEb6Htqhn+m3z7wUh4RJVR8nE15GbN' } as const;
    await ask(bridge, 'rtp_forward', { room, ...to, ...srtp, codec: 'pcma', ssrc: 4 });
    const { rtp_forwarders } = await ask(bridge, 'listforwarders', { room });
    expect(rtp_forwarders).toContainEqual(
      expect.objectContaining({ stream_id, group: 'choir', codec: 'opus' }),
    );
    expect(rtp_forwarders).toContainEqual(expect.objectContaining({ srtp: true, codec: 'pcma', ssrc: 4 }));
    await ask(bridge, 'stop_rtp_forward', { room, stream_id });
    const filename = join(bench.janus.folder, 'silence.opus');
    writeFileSync(filename, opusFile(10));
    const file = { room, filename, file_id: 'a', group: 'choir', loop: true, admin_key: 'key' };
    expect(await ask(bridge, 'play_file', file)).toMatchObject({ file_id: 'a' });
    expect(await refused(bridge, 'play_file', file)).toBe('ID_EXISTS');
    expect(await refused(bridge, 'play_file', { ...file, file_id: 'b', filename: 'none' })).toBe(
      'UNKNOWN_ERROR',
    );
    expect(await refused(bridge, 'play_file', { room, filename, group: 'choir' })).toBe('MISSING_ELEMENT');
    const same = { room, file_id: 'a', admin_key: 'key' };
    expect(await ask(bridge, 'is_playing', same)).toMatchObject({ playing: true });
    await ask(bridge, 'stop_file', same);
    expect(await ask(bridge, 'is_playing', same)).toMatchObject({ playing: false });
  });

  it('refuses what is newer, and what is none', async () => {
    const bridge = await attached(bench);
    for (const verb of NEWER) expect(await refused(bridge, verb)).toBe('INVALID_REQUEST');
    expect(await refusalOf(bridge.message$({ request: 'sing' }))).toBe('INVALID_REQUEST');
    expect(await refusalOf(bridge.message$({}))).toBe('MISSING_ELEMENT');
    expect(await refusalOf(bridge.message$({ request: 7 }))).toBe('INVALID_ELEMENT');
    const jsep = { type: 'offer', sdp: 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nm=\r\n' } as const;
    const { room } = await party(bench, KEY);
    await expect(answerOf(bridge.join$({ room }, { jsep }))).rejects.toMatchObject({ code: 465 });
  });

  it('was asked everything by now, and answered what it knows', () => {
    expect(unsent()).toEqual([]);
    expect([...unanswered()].sort()).toEqual([...NEWER].sort());
  });
});
