import { toldBy } from '../../../src/handle/told.js';
import { type HandleEvent, PluginError } from 'rxjs-janus';
import { type VoiceMailRecording } from 'rxjs-janus/voicemail';
import { type StateInput } from '../../../src/handle/plugin-state.js';
import { VOICEMAIL_STATE, readVoiceMailEvent } from '../../../src/plugins/voicemail/state.js';
import { settled } from '../support/settled.js';

const fold = settled(VOICEMAIL_STATE.fold);

const toVoiceMailEvent = (event: HandleEvent) => toldBy(event, readVoiceMailEvent);

type Data = Readonly<Record<string, unknown>>;

const plugin = (data: Data): HandleEvent => ({
  kind: 'plugin',
  data: { voicemail: 'event', ...data },
  jsep: undefined,
  transaction: undefined,
});
const event = (data: Data): StateInput => ({ kind: 'event', event: plugin(data) });
const reply = (verb: string, data: Data): StateInput => ({
  ...{ kind: 'reply', verb, body: { request: verb } },
  reply: { data: { voicemail: 'event', ...data }, jsep: undefined, transaction: 't' },
});
const refused = (code: number): StateInput => ({
  ...{ kind: 'refused', verb: 'update', body: { request: 'update' } },
  error: new PluginError({
    ...{ code, codeName: '', reason: '', verb: 'update' },
    ...{ plugin: 'p', sessionId: 1, handleId: 2 },
  }),
});

const recording = { kind: 'recording' } as const;
const done = { kind: 'done', recording: '/mail/1.opus' } as const;

const rows: readonly (readonly [string, VoiceMailRecording, StateInput, VoiceMailRecording])[] = [
  ['record is answered', { kind: 'idle' }, reply('record', { status: 'starting' }), { kind: 'starting' }],
  ['media comes up', { kind: 'starting' }, event({ status: 'started' }), recording],
  ['ten seconds pass', recording, event({ status: 'done', recording: '/mail/1.opus' }), done],
  ['it is stopped', recording, reply('stop', { status: 'done', recording: '/mail/1.opus' }), done],
  ['nothing was there to stop', { kind: 'idle' }, reply('stop', { status: 'done' }), { kind: 'done' }],
  ['a gap took the start', { kind: 'starting' }, reply('update', { status: 'updating' }), recording],
  ['a gap took the end', recording, refused(468), { kind: 'done' }],
  ['media is not up yet after a gap', { kind: 'starting' }, refused(468), { kind: 'starting' }],
  ['nobody understands it', recording, event({ status: 'brandnew' }), recording],
  ['another thing is refused', recording, refused(465), recording],
];

describe('where a recording stands', () => {
  it.each(rows)('when %s', (_, before, input, after) => {
    const next = fold(before, input);
    expect(next).toEqual(after);
    expect(fold(next, input)).toBe(next);
  });

  it('is asked for where something may have happened', () => {
    const asked = [{ kind: 'idle' }, { kind: 'starting' }, recording, done] as const;
    expect(asked.map((state) => VOICEMAIL_STATE.resync?.(state)?.verb)).toEqual([
      undefined,
      'update',
      'update',
      undefined,
    ]);
  });

  it('comes back from a snapshot, and from nothing else', () => {
    expect(VOICEMAIL_STATE.load?.(VOICEMAIL_STATE.save?.(done) ?? {})).toEqual(done);
    expect(VOICEMAIL_STATE.load?.({})).toBeUndefined();
  });
});

describe('an event of the voice mail', () => {
  it.each([
    [plugin({ status: 'started' }), { kind: 'started' }],
    [plugin({ status: 'done', recording: 'x' }), { kind: 'done', recording: 'x' }],
    [plugin({ status: 'done' }), { kind: 'done' }],
    [plugin({ status: 'brandnew' }), { kind: 'unknown', data: { voicemail: 'event', status: 'brandnew' } }],
    [
      { kind: 'plugin-error', code: 499, reason: 'oh', data: {}, transaction: undefined } as const,
      { kind: 'refused', code: 499, reason: 'oh' },
    ],
    [{ kind: 'webrtcup' } as const, undefined],
  ])('%j', (from: HandleEvent, to) => {
    expect(toVoiceMailEvent(from)).toEqual(to);
  });
});
