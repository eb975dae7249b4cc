import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { VOICEMAIL_ERROR, VOICEMAIL_VERBS, type VoiceMailHandle, voiceMail } from 'rxjs-janus/voicemail';
import { offer } from '../../contract/support/offer.js';
import { until } from '../../support/until.js';
import { recordWire } from '../../support/wire.js';
import { answerOf, onReal, refusalOf, shaped } from '../support/on-real.js';
import { REPLIES } from './support/shapes.js';

const folder = mkdtempSync(join(tmpdir(), 'rxjs-janus-voicemail-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const options = {
  plugins: ['voicemail'],
  jcfg: { 'janus.plugin.voicemail': { general: { path: `${folder}/`, base: '/voicemail' } } },
};

const isQuestion = (body: unknown): boolean =>
  (body as { readonly request?: string } | undefined)?.request === 'update';

onReal('the voice mail', voiceMail, options, (it_) => {
  const kinds = (handle: VoiceMailHandle) => {
    const told = it_.follow(handle.recording$);
    return () => told.values.map(({ kind }) => kind);
  };

  it('records until it is stopped, and tells where that can be fetched', async () => {
    const { handle } = await it_.attached();
    const told = kinds(handle);
    const { jsep } = await shaped(REPLIES.record, 'record', handle.record$(offer));
    expect(jsep).toMatchObject({ type: 'answer' });
    expect(await refusalOf(handle.record$(offer))).toBe('ALREADY_RECORDING');
    const { data } = await shaped(REPLIES.stop, 'stop', handle.stop$());
    expect(data.recording).toMatch(/^\/voicemail\/janus-voicemail-\d+\.opus$/);
    expect(
      readFileSync(join(folder, basename(data.recording ?? '')))
        .subarray(0, 4)
        .toString(),
    ).toBe('OggS');
    expect(told()).toEqual(['idle', 'starting', 'done']);
    expect(handle.snapshot().state).toEqual({ kind: 'done', recording: data.recording });
  });

  it('refuses by name what comes at the wrong time, or is nothing', async () => {
    const { handle } = await it_.attached();
    expect(await refusalOf(handle.request$('update'))).toBe('INVALID_STATE');
    expect(await refusalOf(handle.message$({ request: 'nothing' }))).toBe('INVALID_REQUEST');
    expect(await refusalOf(handle.message$({}))).toBe('MISSING_ELEMENT');
    expect(await refusalOf(handle.message$({ request: 1 }))).toBe('INVALID_ELEMENT');
    expect(Object.keys(VOICEMAIL_ERROR)).toHaveLength(10);
    expect(Object.keys(VOICEMAIL_VERBS)).toEqual(Object.keys(REPLIES));
  });

  it('asks after a gap, and is not taken in by what it is told before media is up', async () => {
    const { session, handle } = await it_.attached();
    const told = kinds(handle);
    await answerOf(handle.record$(offer));
    const wire = recordWire(it_.line);
    await it_.inGap(session, () => Promise.resolve());
    const asked = () => wire.frames.find(({ message }) => isQuestion(message?.['body']))?.message;
    await until('the question', () => asked() !== undefined);
    const transaction = asked()?.['transaction'];
    const answers = () => wire.frames.filter(({ message }) => message?.['transaction'] === transaction);
    await until('its answer', () => answers().some(({ verb }) => verb === 'event'));
    expect(await refusalOf(handle.record$(offer))).toBe('ALREADY_RECORDING');
    expect(told()).toEqual(['idle', 'starting']);
  });
});
