import { type RecordPlayHandle, recordPlay } from 'rxjs-janus/recordplay';
import { offer } from '../../contract/support/offer.js';
import { answerTo } from '../streaming/support/mountpoints.js';
import { asking } from '../support/ask.js';
import { onReal, refusalOf } from '../support/on-real.js';
import { SAMPLE, recordings } from './support/recordings.js';
import { REPLIES } from './support/shapes.js';

const { ask, unanswered } = asking(recordPlay, REPLIES);

const folder = recordings();
const { path } = folder;
const options = { plugins: ['recordplay'], jcfg: { 'janus.plugin.recordplay': { general: { path } } } };

jest.setTimeout(10_000);
afterAll(() => folder.remove());

onReal('record and play', recordPlay, options, (it_) => {
  const listed = async (handle: RecordPlayHandle, id: number) =>
    (await ask(handle, 'list')).data.list.find((one) => one.id === id);

  it('lists what is in its folder, anew when told to', async () => {
    const { handle } = await it_.attached();
    const sample = {
      id: SAMPLE,
      name: 'A sample',
      audio: true,
      audio_codec: 'opus',
      video: false,
      data: false,
    };
    expect(await listed(handle, SAMPLE)).toMatchObject(sample);
    const id = it_.over === 'rest' ? 1 : 2;
    folder.add(id, 'Another');
    expect(await listed(handle, id)).toBeUndefined();
    await ask(handle, 'update');
    expect(await listed(handle, id)).toMatchObject({ id, name: 'Another', date: '2024-05-01 12:00:00' });
  });

  it('configures how the browser sends', async () => {
    const { handle } = await it_.attached();
    const first = { 'video-bitrate-max': 1_048_576, 'video-keyframe-interval': 15_000 };
    expect((await ask(handle, 'configure')).data.settings).toEqual(first);
    const { settings } = (await ask(handle, 'configure', { 'video-bitrate-max': 64_000 })).data;
    expect(settings).toEqual({ ...first, 'video-bitrate-max': 64_000 });
    const wrong$ = handle.message$({ request: 'configure', 'video-bitrate-max': 'all' });
    expect(await refusalOf(wrong$)).toBe('INVALID_ELEMENT');
  });

  it('records, pauses, resumes and stops', async () => {
    const { handle } = await it_.attached();
    const activity = it_.follow(handle.activity$);
    const events = it_.follow(handle.recordPlayEvent$);
    const { jsep, data } = await ask(
      handle,
      'record',
      { name: 'Hello', audiocodec: 'opus' },
      { jsep: offer },
    );
    const { id } = data.result;
    expect(jsep).toMatchObject({ type: 'answer' });
    // As after a drop that took the answer.
    expect((await ask(handle, 'record', { name: 'Hello' }, { jsep: offer })).data.result.id).toBe(id);
    const { handle: other } = await it_.attached();
    expect(await refusalOf(other.record$(offer, { name: 'Another', id }))).toBe('RECORDING_EXISTS');
    expect(await listed(handle, id)).toBeUndefined();
    expect((await ask(handle, 'pause')).data.result).toEqual({ status: 'paused', id });
    expect((await ask(handle, 'resume')).data.result).toEqual({ status: 'resumed', id });
    expect((await ask(handle, 'stop')).data.result).toEqual({ status: 'stopped', id });
    await events.find('the end', ({ kind }) => kind === 'done');
    expect(await listed(handle, id)).toMatchObject({ id, name: 'Hello', audio: true, video: false });
    const recording = { kind: 'recording', id, paused: false };
    expect(activity.values).toEqual([
      { kind: 'idle' },
      recording,
      { ...recording, paused: true },
      recording,
      { kind: 'done', id },
    ]);
    // Nothing was ever sent.
    expect(await refusalOf(handle.play$(id))).toBe('INVALID_RECORDING');
  });

  it('plays, and stops', async () => {
    const { handle } = await it_.attached();
    const activity = it_.follow(handle.activity$);
    const { jsep, data } = await ask(handle, 'play', { id: SAMPLE });
    expect(data.result).toEqual({ status: 'preparing', id: SAMPLE });
    expect(jsep).toMatchObject({ type: 'offer' });
    // As after a drop that took the answer.
    const again = await ask(handle, 'play', { id: SAMPLE });
    expect(again.jsep?.sdp).toMatch(/^a=rtpmap:111 opus/m);
    await ask(handle, 'start', {}, { jsep: answerTo(jsep) });
    await ask(handle, 'stop');
    expect(activity.values.map(({ kind }) => kind)).toEqual(['idle', 'preparing', 'playing', 'done']);
  });

  it('refuses what cannot be', async () => {
    const { handle } = await it_.attached();
    expect(await refusalOf(handle.play$(999))).toBe('NOT_FOUND');
    expect(await refusalOf(handle.request$('play', { id: SAMPLE, restart: true }))).toBe('INVALID_STATE');
    expect(await refusalOf(handle.message$({ request: 'play' }))).toBe('MISSING_ELEMENT');
    expect(await refusalOf(handle.request$('record', { name: 'No offer' }))).toBe('MISSING_ELEMENT');
    expect(await refusalOf(handle.message$({ request: 'record', name: 5 }, { jsep: offer }))).toBe(
      'INVALID_ELEMENT',
    );
    expect(await refusalOf(handle.answer$({ type: 'answer', sdp: offer.sdp }))).toBe('INVALID_STATE');
    expect(await refusalOf(handle.message$({ request: 'nonsense' }))).toBe('INVALID_REQUEST');
    expect((await ask(handle, 'pause')).data.result).toBeUndefined();
    expect((await ask(handle, 'stop')).data.result).toEqual({ status: 'stopped' });
  });

  it('has answered every verb', () => {
    expect(unanswered()).toEqual([]);
  });
});
