// The fields of the Record&Play plugin's replies, held against the types by the compiler and against the server by the specs.
import { type RecordPlayVerbs } from 'rxjs-janus/recordplay';
import { type ReplyShapes } from '../../support/shape.js';

const EVENT = '=event';
const PAUSED = { recordplay: EVENT, 'result?': { status: '=paused|resumed', id: 'number' } } as const;

/** By verb. */
export const REPLIES = {
  update: { recordplay: '=ok' },
  list: {
    recordplay: '=list',
    list: [
      {
        id: 'number',
        name: 'string',
        date: 'string',
        'is_private?': 'boolean',
        audio: 'boolean',
        'audio_codec?': 'string',
        'audio_red?': 'boolean',
        video: 'boolean',
        'video_codec?': 'string',
        data: 'boolean',
      },
    ],
  },
  configure: {
    recordplay: '=configure',
    status: '=ok',
    settings: { 'video-bitrate-max': 'number', 'video-keyframe-interval': 'number' },
  },
  record: {
    recordplay: EVENT,
    result: { status: '=recording', id: 'number', 'is_private?': 'boolean' },
  },
  play: {
    recordplay: EVENT,
    result: { status: '=preparing|restarting', id: 'number', 'warning?': 'string' },
  },
  start: { recordplay: EVENT, result: { status: '=playing' } },
  stop: { recordplay: EVENT, result: { status: '=stopped', 'id?': 'number', 'is_private?': 'number' } },
  pause: PAUSED,
  resume: PAUSED,
} as const satisfies ReplyShapes<RecordPlayVerbs>;
