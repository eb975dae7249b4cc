import { statSync } from 'node:fs';
import { join } from 'node:path';
import { type Jsep } from 'rxjs-janus';
import { type CreateFields, type StreamingHandle, streaming } from 'rxjs-janus/streaming';
import { sleep, until } from '../../support/until.js';
import { asking } from '../support/ask.js';
import { onReal, refusalOf } from '../support/on-real.js';
import { answerTo, AUDIO, live, onDemand, rtp, rtsp } from './support/mountpoints.js';
import { startRtpSource } from './support/rtp-source.js';
import { REPLIES } from './support/shapes.js';

const { ask, unanswered } = asking(streaming, REPLIES);

const made = async (handle: StreamingHandle, mountpoint: CreateFields) => {
  const { stream } = (await ask(handle, 'create', mountpoint)).data;
  return { id: stream.id, port: stream.ports?.[0]?.port ?? 0 };
};

const watched = async (handle: StreamingHandle, id: number | string): Promise<Jsep | undefined> =>
  (await ask(handle, 'watch', { id })).jsep;

jest.setTimeout(10_000);

onReal('streaming', streaming, { plugins: ['streaming'] }, (it_) => {
  it('makes an rtp mountpoint, describes it, lists it and takes its RTP', async () => {
    const { handle } = await it_.attached();
    const fields = rtp({
      metadata: 'Of the day',
      media: [
        { ...AUDIO, rtcpport: 0, skew: true },
        { type: 'data', mid: 'd', port: 0 },
      ],
    });
    const { data } = await ask(handle, 'create', { ...fields, collision: 100, threads: 1 });
    expect(data.stream).toMatchObject({ type: 'live', description: 'Radio', is_private: false });
    const { id, ports } = data.stream;
    expect(ports?.map(({ mid }) => mid)).toEqual(['a', 'd']);
    const source = startRtpSource(ports?.[0]?.port ?? 0);
    await sleep(100);
    const { info } = (await ask(handle, 'info', { id })).data;
    source.stop();
    expect(info).toMatchObject({
      id,
      metadata: 'Of the day',
      enabled: true,
      viewers: 0,
      threads: 1,
      collision: 100,
    });
    expect(info.media[0]).toMatchObject({ mid: 'a', label: 'Sound', codec: 'opus', skew_compensation: true });
    expect(info.media[0]?.age_ms).toBeLessThan(90);
    expect(info.media[1]?.age_ms).toBeGreaterThan(90);
    const listed = (await ask(handle, 'list')).data.list.find((one) => one.id === id);
    expect(listed).toMatchObject({ description: 'Radio', type: 'live', enabled: true });
    expect((await ask(handle, 'destroy', { id })).data.destroyed).toBe(id);
    expect(await refusalOf(handle.info$(id))).toBe('NO_SUCH_MOUNTPOINT');
  });

  it('makes video in several qualities and in layers', async () => {
    const { handle } = await it_.attached();
    const video = { type: 'video', port: 0, pt: 96, codec: 'vp8', fmtp: 'x=1', msid: 'm t' } as const;
    const media = [
      { ...video, mid: 'v', simulcast: true, port2: 0, port3: 0 },
      { ...video, mid: 'w', codec: 'vp9', svc: true },
      { ...video, mid: 'x', bufferkf: true },
    ] as const;
    const { id } = await made(
      handle,
      rtp({ media, srtpsuite: 80, srtpcrypto: 'WbTBosdVUZqEb6Htqhn+m3z7wUh4RJVR8nE15GbN' }),
    );
    const { info } = (await ask(handle, 'info', { id })).data;
    expect(info.srtp).toBe(true);
    expect(info.media[0]).toMatchObject({ videosimulcast: true, port2: expect.any(Number) as number });
    expect(info.media.slice(1)).toMatchObject([{ videosvc: true }, { videobufferkf: true, msid: 'm t' }]);
    await ask(handle, 'destroy', { id });
  });

  it('makes mountpoints of files and of an RTSP server, and says why it cannot', async () => {
    const { handle } = await it_.attached();
    const { folder } = it_.janus;
    const radio = await made(handle, live(folder, { audiopt: 8 }));
    const tape = await made(handle, onDemand(folder));
    const camera = await made(handle, rtsp({ rtsp_user: 'eve', rtsp_pwd: 'hers' }));
    expect((await ask(handle, 'info', { id: radio.id })).data.info).toMatchObject({ type: 'live' });
    expect((await ask(handle, 'info', { id: tape.id })).data.info).toMatchObject({ type: 'on demand' });
    expect((await ask(handle, 'info', { id: camera.id })).data.info).toMatchObject({
      rtsp: true,
      rtsp_pwd: 'hers',
    });
    await ask(handle, 'list');
    expect(await refusalOf(handle.create$({ ...live(folder), id: radio.id as number }))).toBe('CANT_CREATE');
    expect(await refusalOf(handle.create$({ ...live(folder), filename: '/none.alaw' }))).toBe('CANT_CREATE');
    expect(await refusalOf(handle.create$(rtp({ media: [] })))).toBe('CANT_CREATE');
    expect(await refusalOf(handle.message$({ request: 'create', type: 'none' }))).toBe('INVALID_ELEMENT');
    expect(await refusalOf(handle.message$({ request: 'create' }))).toBe('MISSING_ELEMENT');
    for (const { id } of [radio, tape, camera]) await ask(handle, 'destroy', { id });
  });

  it('edits, and asks for secret and pin, which no error tells', async () => {
    const { handle } = await it_.attached();
    const { id } = await made(handle, rtp({ secret: 'hush', pin: '1234', is_private: true }));
    expect((await ask(handle, 'list')).data.list.some((one) => one.id === id)).toBe(false);
    expect((await ask(handle, 'info', { id })).data.info).not.toHaveProperty('viewers');
    expect(await refusalOf(handle.request$('edit', { id }))).toBe('MISSING_ELEMENT');
    const wrong = await it_.follow(handle.request$('edit', { id, secret: 'loud' })).end();
    expect(wrong.error).toMatchObject({ codeName: 'UNAUTHORIZED', verb: 'edit' });
    expect(JSON.stringify(wrong.error)).not.toMatch(/loud|hush/);
    await ask(handle, 'edit', {
      id,
      secret: 'hush',
      new_description: 'TV',
      new_metadata: 'm',
      new_is_private: false,
    });
    await ask(handle, 'edit', { id, secret: 'hush', new_secret: 'shh', new_pin: '5678' });
    const { info } = (await ask(handle, 'info', { id, secret: 'shh' })).data;
    expect(info).toMatchObject({ description: 'TV', metadata: 'm', secret: 'shh', pin: '5678', viewers: 0 });
    expect(await refusalOf(handle.watch$({ id }))).toBe('MISSING_ELEMENT');
    expect(await refusalOf(handle.watch$({ id, pin: '1234' }))).toBe('UNAUTHORIZED');
    await ask(handle, 'watch', { id, pin: '5678' });
    expect(JSON.stringify(handle.snapshot())).not.toMatch(/5678|shh/);
    expect(await refusalOf(handle.request$('destroy', { id }))).toBe('MISSING_ELEMENT');
    await ask(handle, 'destroy', { id, secret: 'shh' });
  });

  it('enables and disables', async () => {
    const { handle } = await it_.attached();
    const { id } = await made(handle, rtp());
    await ask(handle, 'disable', { id, stop_recording: false });
    expect((await ask(handle, 'info', { id })).data.info.enabled).toBe(false);
    await ask(handle, 'enable', { id });
    expect((await ask(handle, 'info', { id })).data.info.enabled).toBe(true);
    expect(await refusalOf(handle.request$('enable', { id: 999 }))).toBe('NO_SUCH_MOUNTPOINT');
    await ask(handle, 'destroy', { id });
  });

  it('records what its source sends', async () => {
    const { handle } = await it_.attached();
    const { id, port } = await made(handle, rtp());
    const filename = join(it_.janus.folder, `taken-${it_.over}`);
    await ask(handle, 'recording', { id, action: 'start', media: [{ mid: 'a', filename }] });
    expect((await ask(handle, 'info', { id })).data.info.media[0]?.recording).toContain('taken');
    expect(
      await refusalOf(handle.request$('recording', { id, action: 'start', media: [{ mid: 'a', filename }] })),
    ).toBe('INVALID_REQUEST');
    const source = startRtpSource(port);
    await until('ten packets', () => source.sent > 10);
    source.stop();
    await ask(handle, 'recording', { id, action: 'stop', media: [{ mid: 'a' }] });
    expect(statSync(`${filename}.mjr`).size).toBeGreaterThan(200);
    await ask(handle, 'destroy', { id });
  });

  it('records no files', async () => {
    const { handle } = await it_.attached();
    const { id } = await made(handle, live(it_.janus.folder));
    const recording$ = handle.request$('recording', { id, action: 'stop', media: [] });
    expect(await refusalOf(recording$)).toBe('INVALID_REQUEST');
    await ask(handle, 'destroy', { id });
  });

  it('is watched, started, paused, configured, switched, restarted and kicked', async () => {
    const { handle } = await it_.attached();
    const [first, second] = [await made(handle, rtp()), await made(handle, rtp({ description: 'TV' }))];
    const status = it_.follow(handle.status$);
    const offer = await watched(handle, first.id);
    expect(offer).toMatchObject({ type: 'offer' });
    expect(await refusalOf(handle.watch$({ id: first.id }))).toBe('INVALID_STATE');
    await ask(handle, 'start', {}, { jsep: answerTo(offer) });
    await ask(handle, 'configure', { mid: 'a', send: false });
    await ask(handle, 'pause');
    await ask(handle, 'start');
    expect((await ask(handle, 'switch', { id: second.id })).data.result.id).toBe(second.id);
    expect(await refusalOf(handle.switch$(999))).toBe('NO_SUCH_MOUNTPOINT');
    await ask(handle, 'kick_all', { id: second.id });
    await status.find('the end', ({ kind }) => kind === 'ended');
    expect(status.values.map(({ kind }) => kind)).toEqual([
      'idle',
      'preparing',
      'starting',
      'paused',
      'starting',
      'ended',
    ]);
    expect(status.values.at(-1)).toEqual({ kind: 'ended', reason: 'kicked' });
    for (const { id } of [first, second]) await ask(handle, 'destroy', { id });
  });

  it('refuses what needs something to watch', async () => {
    const { handle } = await it_.attached();
    expect(await refusalOf(handle.watch$({ id: 999 }))).toBe('NO_SUCH_MOUNTPOINT');
    expect(await refusalOf(handle.resume$())).toBe('NO_SUCH_MOUNTPOINT');
    expect(await refusalOf(handle.pause$())).toBe('NO_SUCH_MOUNTPOINT');
    expect(await refusalOf(handle.configure$({}))).toBe('NO_SUCH_MOUNTPOINT');
    expect(await refusalOf(handle.switch$(999))).toBe('NO_SUCH_MOUNTPOINT');
    expect(await refusalOf(handle.message$({ request: 'nonsense' }))).toBe('INVALID_REQUEST');
    expect(await refusalOf(handle.message$({}))).toBe('MISSING_ELEMENT');
    const stop = ask(handle, 'stop', {}, { timeoutMs: 300 });
    await expect(stop).rejects.toMatchObject({ kind: 'request-timeout' });
  });

  it('switches between rtp mountpoints alone', async () => {
    const { handle } = await it_.attached();
    const [first, file] = [await made(handle, rtp()), await made(handle, live(it_.janus.folder))];
    await watched(handle, first.id);
    expect(await refusalOf(handle.switch$(file.id))).toBe('CANT_SWITCH');
    for (const { id } of [first, file]) await ask(handle, 'destroy', { id });
  });

  it('has answered every verb but one', () => {
    // The server answers this where media flow alone: watching.inside.ts does it.
    expect(unanswered()).toEqual(['stop']);
  });
});
