// Run by media.spec.ts, where media flow.
import { type StreamingHandle, streaming } from 'rxjs-janus/streaming';
import { MEDIA_ADDRESS } from '../../support/namespace/index.js';
import { sleep, until } from '../../support/until.js';
import { type MediaEnd, mediaEnd } from '../support/media-end.js';
import { answerOf, onReal, shaped } from '../support/on-real.js';
import { AUDIO, live, onDemand, rtp } from './support/mountpoints.js';
import { type RtpSource, startRtpSource } from './support/rtp-source.js';
import { REPLIES } from './support/shapes.js';

jest.setTimeout(20_000);

const options = {
  plugins: ['streaming'],
  iceEnforceList: MEDIA_ADDRESS,
  fullTrickle: false,
  reclaimSessionTimeout: 10,
  over: ['websocket'],
} as const;

onReal('a viewer with media', streaming, options, (it_) => {
  const ends: MediaEnd[] = [];
  const sources: RtpSource[] = [];
  afterEach(async () => {
    for (const source of sources.splice(0)) source.stop();
    for (const end of ends.splice(0)) await end.close();
  });

  const fed = async (handle: StreamingHandle) => {
    const { stream } = (await answerOf(handle.create$(rtp({ media: [AUDIO] })))).data;
    const source = startRtpSource(stream.ports?.[0]?.port ?? 0);
    sources.push(source);
    return { id: stream.id, source };
  };
  const watching = async (handle: StreamingHandle, id: number | string) => {
    const end = mediaEnd();
    ends.push(end);
    const status = it_.follow(handle.status$);
    const { jsep } = await answerOf(handle.watch$({ id }));
    await answerOf(handle.answer$(await end.answer(jsep)));
    await status.find('media', ({ kind }) => kind === 'started');
    return { end, status };
  };
  const hears = async ({ heard }: MediaEnd, end: MediaEnd): Promise<void> => {
    await until('packets', () => end.heard > heard + 5);
  };
  const kinds = (values: readonly { readonly kind: string }[]): string =>
    values.map(({ kind }) => kind).join(' ');

  it('hears what the source sends, not while paused, then of another mountpoint, through a gap, until it stops', async () => {
    const { session, handle } = await it_.attached();
    const [first, second] = [await fed(handle), await fed(handle)];
    const { end, status } = await watching(handle, first.id);
    await hears(end, end);
    await answerOf(handle.pause$());
    await sleep(60);
    const before = end.heard;
    await sleep(100);
    expect(end.heard).toBe(before);
    expect((await answerOf(handle.resume$())).data.result.status).toBe('started');
    await hears(end, end);
    first.source.stop();
    sources.splice(sources.indexOf(first.source), 1);
    await answerOf(handle.switch$(second.id));
    await hears(end, end);
    await it_.inGap(session, () => hears(end, end));
    await hears(end, end);
    expect((await answerOf(handle.info$(second.id))).data.info.viewers).toBe(1);
    expect((await shaped(REPLIES.stop, 'stop', handle.stop$())).data.result.status).toBe('stopping');
    await status.find('the end', ({ kind }) => kind === 'ended');
    expect(kinds(status.values)).toBe('idle preparing starting started paused started stopping ended');
    expect(status.values.at(-1)).toEqual({ kind: 'ended', reason: 'stopped' });
  });

  it('restarts ICE', async () => {
    const { handle } = await it_.attached();
    const { id } = await fed(handle);
    const { end, status } = await watching(handle, id);
    const { jsep, data } = await answerOf(handle.watch$({ id, restart: true }));
    expect(data.result.status).toBe('updating');
    expect((await answerOf(handle.answer$(await end.answer(jsep)))).data.result.status).toBe('started');
    await hears(end, end);
    expect(kinds(status.values)).toBe('idle preparing starting started');
  });

  it('gets another offer where the first was lost', async () => {
    const { handle } = await it_.attached();
    const { id } = await fed(handle);
    await answerOf(handle.watch$({ id }));
    const end = mediaEnd();
    ends.push(end);
    const { jsep } = await answerOf(handle.watch$({ id, restart: true }));
    await answerOf(handle.answer$(await end.answer(jsep)));
    await hears(end, end);
  });

  it('hears files, live and on demand', async () => {
    const { handle: owner } = await it_.attached();
    const { folder } = it_.janus;
    for (const mountpoint of [live(folder), onDemand(folder)]) {
      const { id } = (await answerOf(owner.create$(mountpoint))).data.stream;
      const { handle } = await it_.attached();
      const status = it_.follow(handle.status$);
      const end = mediaEnd();
      ends.push(end);
      const { jsep } = await answerOf(handle.watch$({ id }));
      await answerOf(handle.answer$(await end.answer(jsep)));
      await status.find('media', ({ kind }) => kind === 'started');
      await hears(end, end);
      await answerOf(handle.hangup$());
      await status.find('the end', ({ kind }) => kind === 'ended');
    }
  });

  it('learns after a gap that media flows', async () => {
    const { session, handle } = await it_.attached();
    const { id } = await fed(handle);
    const end = mediaEnd();
    ends.push(end);
    const status = it_.follow(handle.status$);
    const { jsep } = await answerOf(handle.watch$({ id }));
    await answerOf(handle.answer$(await end.answer(jsep)));
    await it_.inGap(session, () => hears(end, end));
    await status.find('media', ({ kind }) => kind === 'started');
    expect(kinds(status.values)).toBe('idle preparing starting started');
  });

  it('learns after a gap that its media went', async () => {
    const { session, handle } = await it_.attached();
    const { id } = await fed(handle);
    const { status } = await watching(handle, id);
    await it_.inGap(session, () => it_.janus.admin.hangup(session.id, handle.id));
    await status.find('the end', ({ kind }) => kind === 'ended');
    expect(kinds(status.values)).toBe('idle preparing starting started ended');
  });
});
