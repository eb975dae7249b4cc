// The fields of the AudioBridge's replies and events, held against the types by the compiler and the server by specs.
import { type AudioBridgeVerbs, type Participant } from 'rxjs-janus/audiobridge';
import { type ReplyShapes, type ShapeOf } from '../../support/shape.js';

const SUCCESS = { audiobridge: '=success' } as const;
const ROOM = { ...SUCCESS, room: 'id' } as const;
const MUTED = { ...SUCCESS, 'room?': 'id' } as const;
const FILE = { ...ROOM, file_id: 'string' } as const;
const CONFIGURED = { audiobridge: '=event', result: '=ok' } as const;

export const PARTICIPANT = {
  id: 'id',
  'display?': 'string',
  setup: 'boolean',
  muted: 'boolean',
  'talking?': 'boolean',
  'spatial_position?': 'number',
  'suspended?': 'boolean',
} as const satisfies ShapeOf<Participant>;

const ENTERED = { room: 'id', id: 'id', participants: [PARTICIPANT] } as const;

export const REPLIES = {
  list: {
    ...SUCCESS,
    list: [
      {
        room: 'id',
        description: 'string',
        pin_required: 'boolean',
        sampling_rate: 'number',
        spatial_audio: 'boolean',
        record: 'boolean',
        muted: 'boolean',
        num_participants: 'number',
      },
    ],
  },
  exists: { ...ROOM, exists: 'boolean' },
  listparticipants: { audiobridge: '=participants', room: 'id', participants: [PARTICIPANT] },
  listforwarders: {
    audiobridge: '=forwarders',
    room: 'id',
    rtp_forwarders: [
      {
        stream_id: 'number',
        'group?': 'string',
        ip: 'string',
        port: 'number',
        ssrc: 'number',
        codec: 'string',
        ptype: 'number',
        'srtp?': 'boolean',
        always_on: 'boolean',
      },
    ],
  },
  listannouncements: {
    audiobridge: '=announcements',
    room: 'id',
    announcements: [{ file_id: 'string', 'filename?': 'string', playing: 'boolean', loop: 'boolean' }],
  },
  create: { audiobridge: '=created', room: 'id', permanent: 'boolean' },
  edit: { audiobridge: '=edited', room: 'id', permanent: 'boolean' },
  destroy: { audiobridge: '=destroyed', room: 'id', permanent: 'boolean' },
  allowed: { ...ROOM, 'allowed?': ['string'] },
  enable_recording: { ...SUCCESS, record: 'boolean' },
  enable_mjrs: { ...SUCCESS, mjrs: 'boolean' },
  mute: MUTED,
  unmute: MUTED,
  mute_room: MUTED,
  unmute_room: MUTED,
  denoise_enable: MUTED,
  denoise_disable: MUTED,
  kick: SUCCESS,
  kick_all: SUCCESS,
  suspend: MUTED,
  resume: MUTED,
  resetdecoder: SUCCESS,
  rtp_forward: { ...ROOM, stream_id: 'number', 'group?': 'string', host: 'string', port: 'number' },
  stop_rtp_forward: { ...ROOM, stream_id: 'number' },
  play_file: FILE,
  is_playing: { ...FILE, playing: 'boolean' },
  stop_file: FILE,
  stop_all_files: { ...ROOM, file_id_list: ['string'] },
  join: {
    audiobridge: '=joined',
    ...ENTERED,
    'rtp?': { ip: 'string', port: 'number', payload_type: 'number' },
  },
  configure: CONFIGURED,
  changeroom: { audiobridge: '=roomchanged', ...ENTERED },
  leave: { audiobridge: '=left', room: 'id', id: 'id' },
  hangup: { audiobridge: '=hangingup' },
} as const satisfies ReplyShapes<AudioBridgeVerbs>;

/** What comes unasked, by the kind that we give it. */
export const EVENTS = {
  joining: { audiobridge: '=joined', room: 'id', participants: [PARTICIPANT] },
  changed: { audiobridge: '=event', room: 'id', participants: [PARTICIPANT] },
  leaving: { audiobridge: '=event', room: 'id', leaving: 'id' },
  kicked: {
    $either: [
      { audiobridge: '=event', room: 'id', kicked: 'id' },
      { audiobridge: '=event', room: 'id', kicked_all: 'id' },
    ],
  },
  'room-muted': { audiobridge: '=event', room: 'id', muted: 'boolean' },
  destroyed: { audiobridge: '=destroyed', room: 'id' },
} as const;
