// What is heard: by plain RTP, by a forwarder, from a file.
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type BridgeEvent, audioBridge } from 'rxjs-janus/audiobridge';
import { until } from '../../support/until.js';
import { itInside, passesInside } from '../support/inside.js';
import { answerOf, onReal, refusalOf, shaped } from '../support/on-real.js';
import { expectShape } from '../support/shape.js';
import { opusFile } from './support/opus-file.js';
import { type Bench, freshId, type InRoom, party } from './support/room.js';
import { LEVEL_EXTENSION, type RtpEnd, rtpEnd } from './support/rtp.js';
import { EVENTS, PARTICIPANT, REPLIES } from './support/shapes.js';

const JANUS = {
  plugins: ['audiobridge'],
  jcfg: { 'janus.plugin.audiobridge': { general: { local_ip: '127.0.0.1' } } },
};
const ROOM = { allow_rtp_participants: true, audiolevel_event: true, audio_active_packets: 5 };
const LOUD = 5;

const ends: RtpEnd[] = [];
const openEnd = async (): Promise<RtpEnd> => {
  const end = await rtpEnd();
  ends.push(end);
  return end;
};

/** In a new room by plain RTP. */
const speaking = async (bench: Bench, end: RtpEnd, host: InRoom, room: number | string) => {
  const { handle } = await bench.attached();
  const rtp = { ip: '127.0.0.1', port: end.port, audiolevel_ext: LEVEL_EXTENSION };
  const { data } = await shaped(REPLIES.join, 'join', handle.join$({ room, id: 9, display: 'Eva', rtp }));
  expect(host.ended.values).toEqual([]);
  return { handle, rtp: data.rtp ?? { ip: '', port: 0 } };
};

/** The files that begin so. */
const recordings = ({ janus }: Bench, path: string): readonly string[] =>
  readdirSync(janus.folder).filter((file) => file.startsWith(basename(path)));

const all = <K extends BridgeEvent['kind']>({ events }: InRoom, kind: K) =>
  events.values.filter((event): event is Extract<BridgeEvent, { readonly kind: K }> => event.kind === kind);

onReal('the mix', audioBridge, JANUS, (bench) => {
  afterEach(() => {
    for (const end of ends.splice(0)) end.close();
  });

  it('is heard by plain RTP', async () => {
    const { room, host, enter } = await party(bench, ROOM);
    const [ann, end] = await Promise.all([enter('Ann'), openEnd()]);
    const { handle, rtp } = await speaking(bench, end, host, room);
    end.say(rtp, LOUD);
    const [packet] = await end.hear(10);
    expect([packet?.readUInt8(0), (packet?.readUInt8(1) ?? 0) & 0x7f]).toEqual([0x80, 100]);
    await until('to be up', () => ann.participants.values.at(-1)?.[0]?.setup === true);
    const { data } = await answerOf(handle.request$('listparticipants', { room }));
    expect(data.participants).toContainEqual({
      id: 9,
      display: 'Eva',
      setup: true,
      muted: false,
      talking: false,
    });
    for (const one of data.participants) expectShape(one, PARTICIPANT);
  });

  it('takes nobody by plain RTP where the room does not allow it', async () => {
    const { room } = await party(bench);
    const { handle } = await bench.attached();
    expect(await refusalOf(handle.join$({ room, rtp: {} }))).toBe('UNAUTHORIZED');
  });

  it('is forwarded to a socket until that is stopped', async () => {
    const { room } = await party(bench, ROOM);
    const { handle } = await bench.attached();
    const end = await openEnd();
    const to = { host: '127.0.0.1', port: end.port, ptype: 111, ssrc: 77, always_on: true };
    const { data } = await answerOf(handle.forward$({ room, ...to }));
    const [packet] = await end.hear(10);
    expect((packet?.readUInt8(1) ?? 0) & 0x7f).toBe(111);
    expect(packet?.readUInt32BE(8)).toBe(77);
    await answerOf(handle.request$('stop_rtp_forward', { room, stream_id: data.stream_id }));
    await until('silence', async () => {
      const before = end.heard.length;
      await new Promise((resolve) => setTimeout(resolve, 60));
      return end.heard.length === before;
    });
  });

  it('holds a file, and tells when that begins and ends', async () => {
    const { room, enter } = await party(bench, ROOM);
    const ann = await enter('Ann');
    const filename = join(bench.janus.folder, `${freshId()}.opus`);
    writeFileSync(filename, opusFile(15));
    const { data } = await answerOf(ann.bridge.playFile$({ room, filename }));
    const fileId = data.file_id;
    const started = (): unknown => all(ann, 'announcement-started').map(({ file_id }) => file_id);
    const stopped = () => all(ann, 'announcement-stopped').map(({ file_id }) => file_id);
    await until('its end', () => stopped().length === 1);
    expect([started(), stopped()]).toEqual([[fileId], [fileId]]);
    await answerOf(ann.bridge.playFile$({ room, filename, file_id: 'again', loop: true }));
    await until('its beginning', () => all(ann, 'announcement-started').length === 2);
    await answerOf(ann.bridge.request$('stop_file', { room, file_id: 'again' }));
    await until('its end', () => stopped().length === 2);
    expect([started(), stopped()]).toEqual([
      [fileId, 'again'],
      [fileId, 'again'],
    ]);
  });

  it('is recorded, with what each one says apart', async () => {
    const { room, host } = await party(bench, ROOM);
    const end = await openEnd();
    const { handle, rtp } = await speaking(bench, end, host, room);
    const filename = join(bench.janus.folder, `voice-${freshId()}`);
    await answerOf(handle.configure$({ record: true, filename }));
    end.say(rtp, LOUD);
    await end.hear(10);
    await answerOf(handle.configure$({ record: false }));
    const name = `${basename(filename)}-audio.mjr`;
    await until('the recording', () => recordings(bench, filename).includes(name));
    expect(recordings(bench, filename)).toEqual([name]);
    // The header, and at least ten packets.
    expect(statSync(join(bench.janus.folder, name)).size).toBeGreaterThan(200);
  });

  it('is told of in events whose fields are all known', async () => {
    const { room, enter } = await party(bench, ROOM);
    const [ann, bob] = [await enter('Ann', { id: 1 }), await enter('Bob', { id: 2 })];
    await answerOf(bob.bridge.mute$());
    await answerOf(ann.bridge.request$('mute_room', { room }));
    await answerOf(ann.bridge.kick$({ room, id: 2 }));
    await until('the leaving', () => all(ann, 'leaving').length === 1);
    await answerOf(ann.bridge.request$('destroy', { room }));
    expect(await ann.ended.value()).toEqual({ kind: 'destroyed', room });
    const kinds = ann.events.values.map(({ kind }) => kind);
    expect(kinds).toEqual(['joining', 'changed', 'room-muted', 'kicked', 'leaving', 'destroyed']);
    const data = ann.raw.values.flatMap((event) => (event.kind === 'plugin' ? [event.data] : []));
    for (const [i, kind] of kinds.entries()) expectShape(data[i], EVENTS[kind as keyof typeof EVENTS], kind);
  });
});

onReal('the AudioBridge with strings for ids', audioBridge, { ...JANUS, stringIds: true }, (bench) => {
  it('names rooms and people by them', async () => {
    const { room, enter } = await party(bench, ROOM, `room ${freshId()}`);
    const ann = await enter('Ann', { id: 'ann' });
    const bob = await enter('Bob');
    const [{ id } = { id: 0 }] = ann.participants.values.at(-1) ?? [];
    expect(typeof id).toBe('string');
    await answerOf(ann.bridge.kick$({ room, id }));
    expect(await bob.ended.value()).toEqual({ kind: 'kicked', room });
    await until('to be alone', () => ann.participants.values.at(-1)?.length === 0);
    expect(await answerOf(ann.bridge.place$)).toEqual({ room, id: 'ann' });
    expect(await refusalOf(ann.bridge.request$('exists', { room: 7 }))).toBe('INVALID_ELEMENT');
  });
});

describe('the voice of a PeerConnection', () => {
  itInside(
    'is heard, told of while it talks, and taken out with its PeerConnection',
    () => passesInside('spec/plugins/audiobridge/talking.inside.ts'),
    65_000,
  );
});
