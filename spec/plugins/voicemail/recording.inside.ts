// Run by media.spec.ts, where media flow.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { HandleDetachedError } from 'rxjs-janus';
import { voiceMail } from 'rxjs-janus/voicemail';
import { MEDIA_ADDRESS } from '../../support/namespace/index.js';
import { sleep, until } from '../../support/until.js';
import { type MediaEnd, mediaEnd } from '../support/media-end.js';
import { onReal, shaped } from '../support/on-real.js';
import { expectShape } from '../support/shape.js';
import { EVENTS, REPLIES } from './support/shapes.js';

const folder = mkdtempSync(join(tmpdir(), 'rxjs-janus-voicemail-'));
const options = {
  plugins: ['voicemail'],
  jcfg: { 'janus.plugin.voicemail': { general: { path: `${folder}/`, base: '/voicemail' } } },
  iceEnforceList: MEDIA_ADDRESS,
  fullTrickle: false,
  reclaimSessionTimeout: 10,
  over: ['websocket'],
} as const;

jest.setTimeout(25_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What was recorded: pages of Ogg. */
const recorded = (url = ''): Buffer => readFileSync(join(folder, basename(url)));

onReal('a voice mail with media', voiceMail, options, (it_) => {
  const ends: MediaEnd[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0)) await end.close();
  });
  const recording = async () => {
    const { session, handle } = await it_.attached();
    const [told, events] = [it_.follow(handle.recording$), it_.follow(handle.mailEvent$)];
    const end = mediaEnd();
    ends.push(end);
    const { jsep } = await shaped(REPLIES.record, 'record', handle.record$(await end.offer()));
    await end.take(jsep);
    await told.find('media', ({ kind }) => kind === 'recording');
    return { session, handle, told, events };
  };

  it('tells when it has begun, is asked how it stands, and tells what there is after ten seconds', async () => {
    const { handle, told, events } = await recording();
    await shaped(REPLIES.update, 'update', handle.request$('update'));
    const done = await events.find('the end', ({ kind }) => kind === 'done', { timeoutMs: 15_000 });
    expect(events.values.map(({ kind }) => kind)).toEqual(['started', 'done']);
    for (const event of events.values)
      expectShape(event, EVENTS[event.kind as keyof typeof EVENTS], event.kind);
    expect(told.values.map(({ kind }) => kind)).toEqual(['idle', 'starting', 'recording', 'done']);
    expect(told.values.at(-1)).toEqual(done);
    const { recording: url } = done as { readonly recording?: string };
    expect(url).toMatch(/^\/voicemail\/janus-voicemail-\d+\.opus$/);
    // Ten seconds of silence, in packets of 20 ms.
    expect(recorded(url).length).toBeGreaterThan(1_000);
    // The plugin ends the handle after the last word: a request now may meet it or its absence.
    expect((await events.end()).error).toBeInstanceOf(HandleDetachedError);
  });

  it('goes on through a gap, and is stopped after it', async () => {
    const { session, handle, told } = await recording();
    await it_.inGap(session, () => sleep(50));
    await sleep(100);
    expect(told.values.map(({ kind }) => kind)).toEqual(['idle', 'starting', 'recording']);
    const { data } = await shaped(REPLIES.stop, 'stop', handle.stop$());
    expect(recorded(data.recording).subarray(0, 4).toString()).toBe('OggS');
    await until('the end', () => told.values.at(-1)?.kind === 'done');
  });

  it('is known to be over when it ended in a gap, though not where it is', async () => {
    const { session, handle, told } = await recording();
    await it_.inGap(session, () => it_.janus.admin.hangup(session.id, handle.id));
    await told.find('the end', ({ kind }) => kind === 'done');
    expect(told.values.map(({ kind }) => kind)).toEqual(['idle', 'starting', 'recording', 'done']);
    expect(told.values.at(-1)).toEqual({ kind: 'done' });
  });
});
