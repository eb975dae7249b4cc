// Run by media.spec.ts, where media flow.
import { recordPlay } from 'rxjs-janus/recordplay';
import { MEDIA_ADDRESS } from '../../support/namespace/index.js';
import { sleep, until } from '../../support/until.js';
import { type MediaEnd, mediaEnd } from '../support/media-end.js';
import { answerOf, onReal } from '../support/on-real.js';
import { SAMPLE, recordings } from './support/recordings.js';

const folder = recordings();
const { path } = folder;
const options = {
  plugins: ['recordplay'],
  jcfg: { 'janus.plugin.recordplay': { general: { path } } },
  iceEnforceList: MEDIA_ADDRESS,
  fullTrickle: false,
  reclaimSessionTimeout: 10,
  over: ['websocket'],
} as const;

jest.setTimeout(20_000);
afterAll(() => folder.remove());

onReal('a tape with media', recordPlay, options, (it_) => {
  const ends: MediaEnd[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0)) await end.close();
  });
  const newEnd = (): MediaEnd => {
    const end = mediaEnd();
    ends.push(end);
    return end;
  };
  const tape = async () => {
    const { session, handle } = await it_.attached();
    return {
      session,
      handle,
      activity: it_.follow(handle.activity$),
      events: it_.follow(handle.recordPlayEvent$),
    };
  };
  const recording = async () => {
    const it = await tape();
    const end = newEnd();
    const { jsep, data } = await answerOf(it.handle.record$(await end.offer(), { name: 'Hello' }));
    await end.take(jsep);
    await until('a connection', () => end.state === 'connected');
    return { ...it, end, id: data.result.id };
  };

  it('records what it is sent, and plays it', async () => {
    const { handle, id, events, end, activity } = await recording();
    await sleep(300);
    await answerOf(handle.stop$());
    await events.find('the end', ({ kind }) => kind === 'done');
    expect(activity.values.map(({ kind }) => kind)).toEqual(['idle', 'recording', 'done']);
    await end.close();
    const other = await tape();
    const { list } = (await answerOf(other.handle.list$())).data;
    expect(list.find((one) => one.id === id)).toMatchObject({
      name: 'Hello',
      audio: true,
      audio_codec: 'opus',
    });
    const player = newEnd();
    const { jsep } = await answerOf(other.handle.play$(id));
    await answerOf(other.handle.answer$(await player.answer(jsep)));
    await until('packets', () => player.heard > 3);
  });

  it('plays a sample to its end', async () => {
    const { handle, activity, events } = await tape();
    const end = newEnd();
    const { jsep } = await answerOf(handle.play$(SAMPLE));
    await answerOf(handle.answer$(await end.answer(jsep)));
    await events.find('the end', ({ kind }) => kind === 'done');
    expect(end.heard).toBeGreaterThan(40);
    expect(activity.values).toEqual([
      { kind: 'idle' },
      { kind: 'preparing', id: SAMPLE },
      { kind: 'playing', id: SAMPLE },
      { kind: 'done', id: SAMPLE },
    ]);
  });

  it('goes on recording through a gap', async () => {
    const { session, handle, activity } = await recording();
    await it_.inGap(session, () => sleep(50));
    await sleep(100);
    expect(activity.values.at(-1)).toMatchObject({ kind: 'recording', paused: false });
    await answerOf(handle.stop$());
  });

  it('learns after a gap that its recording is complete', async () => {
    const { session, handle, activity, id } = await recording();
    await it_.inGap(session, () => it_.janus.admin.hangup(session.id, handle.id));
    await activity.find('the end', ({ kind }) => kind === 'done');
    expect(activity.values.at(-1)).toEqual({ kind: 'done', id });
  });

  it('learns after a gap that the sample was played', async () => {
    const { session, handle, activity } = await tape();
    const end = newEnd();
    const { jsep } = await answerOf(handle.play$(SAMPLE));
    await answerOf(handle.answer$(await end.answer(jsep)));
    await until('packets', () => end.heard > 3);
    await it_.inGap(session, () => sleep(1));
    await sleep(100);
    expect(activity.values.at(-1)).toEqual({ kind: 'playing', id: SAMPLE });
    await it_.inGap(session, () => it_.janus.admin.hangup(session.id, handle.id));
    await activity.find('the end', ({ kind }) => kind === 'done');
  });
});
