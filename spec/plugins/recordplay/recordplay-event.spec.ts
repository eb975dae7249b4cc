import { toldBy } from '../../../src/handle/told.js';
import { type HandleEvent } from 'rxjs-janus';
import { type RecordPlayEvent } from 'rxjs-janus/recordplay';
import { readRecordPlayEvent } from '../../../src/plugins/recordplay/recordplay-event.js';

const toRecordPlayEvent = (event: HandleEvent) => toldBy(event, readRecordPlayEvent);

const result = (told: unknown, transaction?: string): HandleEvent => ({
  kind: 'plugin',
  data: { recordplay: 'event', result: told },
  jsep: undefined,
  transaction,
});
const slow = { status: 'slow_link', media: 'video', uplink: 0 };

describe('what the Record&Play plugin tells', () => {
  const rows: readonly (readonly [string, HandleEvent, RecordPlayEvent | undefined])[] = [
    ['the end', result('done'), { kind: 'done' }],
    [
      'the end as later servers tell it',
      result({ status: 'done', id: 7, is_private: 0 }),
      { kind: 'done', id: 7 },
    ],
    ['media lost on the way there', result(slow), { kind: 'slow-link', media: 'video', uplink: true }],
    [
      'media lost on the way here',
      result({ ...slow, media: 'audio', uplink: 1, 'current-bitrate': 64_000 }),
      { kind: 'slow-link', media: 'audio', uplink: false, bitrate: 64_000 },
    ],
    [
      'an answer that is late',
      result({ status: 'playing' }, 't'),
      { kind: 'answered', result: { status: 'playing' }, jsep: undefined },
    ],
    ['one without a result', result(undefined, 't'), { kind: 'answered', result: {}, jsep: undefined }],
    [
      'what a later server adds',
      result({ status: 'dancing' }),
      { kind: 'unknown', data: { recordplay: 'event', result: { status: 'dancing' } } },
    ],
    [
      'an error that answers nothing',
      { kind: 'plugin-error', code: 499, reason: 'r', data: {}, transaction: undefined },
      { kind: 'refused', code: 499, reason: 'r' },
    ],
    ['nothing of the core’s', { kind: 'webrtcup' }, undefined],
  ];

  it.each(rows)('is read: %s', (_, event, read) => {
    expect(toRecordPlayEvent(event)).toEqual(read);
  });
});
