// The fields of the Streaming plugin's replies, held against the types by the compiler and against the server by the specs.
import { type StreamingVerbs } from 'rxjs-janus/streaming';
import { type ReplyShapes } from '../../support/shape.js';

const MEDIA = '=audio|video|data';
const TYPE = '=live|on demand';
const HEAD = { id: 'id', type: TYPE } as const;
const STREAM = { type: MEDIA, mid: 'string', 'msid?': 'string' } as const;
const OK = { streaming: '=ok' } as const;

const MEDIA_INFO = {
  type: MEDIA,
  'mindex?': 'number',
  'mid?': 'string',
  'label?': 'string',
  'msid?': 'string',
  'pt?': 'number',
  'codec?': 'string',
  'rtpmap?': 'string',
  'fmtp?': 'string',
  'datatype?': '=text|binary',
  'videobufferkf?': 'boolean',
  'videosimulcast?': 'boolean',
  'videosvc?': 'boolean',
  'skew_compensation?': 'boolean',
  'host?': 'string',
  'port?': 'number',
  'rtcpport?': 'number',
  'port2?': 'number',
  'port3?': 'number',
  'age_ms?': 'number',
  'recording?': 'string',
} as const;

const INFO = {
  ...HEAD,
  enabled: 'boolean',
  media: [MEDIA_INFO],
  'name?': 'string',
  'description?': 'string',
  'metadata?': 'string',
  'secret?': 'string',
  'pin?': 'string',
  'is_private?': 'boolean',
  'viewers?': 'number',
  'filename?': 'string',
  'rtsp?': 'boolean',
  'url?': 'string',
  'rtsp_user?': 'string',
  'rtsp_pwd?': 'string',
  'rtsp_quirk?': 'boolean',
  'srtp?': 'boolean',
  'collision?': 'number',
  'threads?': 'number',
  'host?': 'string',
  'bufferkf_ms?': 'number',
  'bufferkf_bytes?': 'number',
} as const;

const PORT = {
  ...STREAM,
  'host?': 'string',
  'port?': 'number',
  'rtcp_port?': 'number',
  'port_2?': 'number',
  'port_3?': 'number',
} as const;

/** By verb. */
export const REPLIES = {
  list: {
    streaming: '=list',
    list: [
      {
        ...HEAD,
        description: 'string',
        'metadata?': 'string',
        enabled: 'boolean',
        'media?': [{ ...STREAM, 'label?': 'string', 'age_ms?': 'number' }],
      },
    ],
  },
  info: { streaming: '=info', info: INFO },
  create: {
    streaming: '=created',
    created: 'string',
    permanent: 'boolean',
    stream: { ...HEAD, description: 'string', is_private: 'boolean', 'host?': 'string', 'ports?': [PORT] },
  },
  edit: { streaming: '=edited', id: 'id', permanent: 'boolean' },
  destroy: { streaming: '=destroyed', destroyed: 'id' },
  enable: OK,
  disable: OK,
  recording: OK,
  kick_all: { streaming: '=kicked_all' },
  watch: { streaming: '=event', result: { status: '=preparing|updating|starting' } },
  start: { streaming: '=event', result: { status: '=starting|started' } },
  pause: { streaming: '=event', result: { status: '=pausing' } },
  configure: { streaming: '=event', result: { event: '=configured' } },
  switch: { streaming: '=event', result: { switched: '=ok', id: 'id' } },
  stop: { streaming: '=event', result: { status: '=stopping|idle' } },
} as const satisfies ReplyShapes<StreamingVerbs>;
