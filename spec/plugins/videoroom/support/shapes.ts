// The fields of the VideoRoom's replies and events, held against the types by the compiler and the server by specs.
import {
  type Forwarder,
  type ListedPerson,
  type ListedPublisher,
  type PublishedStream,
  type RoomEvent,
  type SubscribedStream,
  type VideoRoomVerbs,
} from 'rxjs-janus/videoroom';
import { type ReplyShapes, type ShapeOf } from '../../support/shape.js';

const MEDIA = '=audio|video|data';

const PUBLISHED = {
  type: MEDIA,
  mindex: 'number',
  mid: 'string',
  'disabled?': 'boolean',
  'codec?': 'string',
  'description?': 'string',
  'moderated?': 'boolean',
  'simulcast?': 'boolean',
  'svc?': 'boolean',
  'stereo?': 'boolean',
  'fec?': 'boolean',
  'dtx?': 'boolean',
  'talking?': 'boolean',
  'h264_profile?': 'string',
  'vp9_profile?': 'string',
} as const satisfies ShapeOf<PublishedStream>;

const SUBSCRIBED = {
  type: MEDIA,
  mindex: 'number',
  mid: 'string',
  active: 'boolean',
  ready: 'boolean',
  send: 'boolean',
  'feed_id?': 'id',
  'feed_mid?': 'string',
  'feed_display?': 'string',
  'feed_metadata?': 'any',
  'feed_description?': 'string',
  'sources?': 'number',
  'source_ids?': ['id'],
  'codec?': 'string',
  'h264-profile?': 'string',
  'vp9-profile?': 'string',
  'crossrefid?': 'string',
  'playout-delay?': { 'min-delay': 'number', 'max-delay': 'number' },
  'simulcast?': {
    substream: 'number',
    'substream-target': 'number',
    'fallback?': 'number',
    'temporal-layer': 'number',
    'temporal-layer-target': 'number',
  },
  'svc?': {
    'spatial-layer': 'number',
    'target-spatial-layer': 'number',
    'temporal-layer': 'number',
    'target-temporal-layer': 'number',
  },
} as const satisfies ShapeOf<SubscribedStream>;

const PERSON = {
  id: 'id',
  'display?': 'string',
  'metadata?': 'any',
} as const satisfies ShapeOf<ListedPerson>;

const PUBLISHER = {
  ...PERSON,
  'dummy?': 'boolean',
  'audio_codec?': 'string',
  'video_codec?': 'string',
  'talking?': 'boolean',
  streams: [PUBLISHED],
} as const satisfies ShapeOf<ListedPublisher>;

const FORWARDER = {
  stream_id: 'number',
  type: MEDIA,
  host: 'string',
  port: 'number',
  'srtp?': 'boolean',
  'local_rtcp_port?': 'number',
  'remote_rtcp_port?': 'number',
  'pt?': 'number',
  'ssrc?': 'number',
  'substream?': 'number',
} as const satisfies ShapeOf<Forwarder>;

const SUCCESS = { videoroom: '=success' } as const;
const CHANGED = { videoroom: '=created|edited|destroyed', room: 'id', permanent: 'boolean' } as const;
const EVENT = { videoroom: '=event', room: 'id' } as const;
const OFFERED = { 'streams?': [PUBLISHED], 'audio_codec?': 'string', 'video_codec?': 'string' } as const;
const CONFIGURED = { ...EVENT, ...OFFERED, configured: '=ok' } as const;
const UPDATED = { videoroom: '=updated|updating', room: 'id', 'streams?': [SUBSCRIBED] } as const;
const REMOTE = { ...SUCCESS, room: 'id', id: 'id' } as const;
const JOINED = {
  videoroom: '=joined',
  room: 'id',
  description: 'string',
  id: 'id',
  private_id: 'number',
  publishers: [PUBLISHER],
  'attendees?': [PERSON],
  'audio_active_packets?': 'number',
  'audio_level_average?': 'number',
  ...OFFERED,
} as const;
const ATTACHED = { videoroom: '=attached', room: 'id', streams: [SUBSCRIBED] } as const;

export const REPLIES = {
  list: {
    ...SUCCESS,
    list: [
      {
        room: 'id',
        description: 'string',
        pin_required: 'boolean',
        is_private: 'boolean',
        max_publishers: 'number',
        bitrate: 'number',
        'bitrate_cap?': 'boolean',
        fir_freq: 'number',
        require_pvtid: 'boolean',
        require_e2ee: 'boolean',
        dummy_publisher: 'boolean',
        notify_joining: 'boolean',
        audiocodec: 'string',
        videocodec: 'string',
        'opus_fec?': 'boolean',
        'opus_dtx?': 'boolean',
        'video_svc?': 'boolean',
        record: 'boolean',
        'rec_dir?': 'string',
        lock_record: 'boolean',
        num_participants: 'number',
        audiolevel_ext: 'boolean',
        audiolevel_event: 'boolean',
        'audio_active_packets?': 'number',
        'audio_level_average?': 'number',
        videoorient_ext: 'boolean',
        playoutdelay_ext: 'boolean',
        transport_wide_cc_ext: 'boolean',
      },
    ],
  },
  exists: { ...SUCCESS, room: 'id', exists: 'boolean' },
  listparticipants: {
    videoroom: '=participants',
    room: 'id',
    participants: [
      { ...PERSON, 'dummy?': 'boolean', 'remote?': 'boolean', publisher: 'boolean', 'talking?': 'boolean' },
    ],
  },
  listforwarders: {
    videoroom: '=forwarders',
    room: 'id',
    publishers: [{ publisher_id: 'id', 'display?': 'string', forwarders: [FORWARDER] }],
  },
  listremotes: {
    ...REMOTE,
    list: [{ remote_id: 'string', host: 'string', port: 'number', 'rtcp_port?': 'number' }],
  },
  create: CHANGED,
  edit: CHANGED,
  destroy: CHANGED,
  allowed: { ...SUCCESS, room: 'id', 'allowed?': ['string'] },
  kick: SUCCESS,
  moderate: SUCCESS,
  enable_recording: { ...SUCCESS, record: 'boolean' },
  join: { $either: [JOINED, ATTACHED] },
  joinandconfigure: JOINED,
  publish: CONFIGURED,
  unpublish: { ...EVENT, unpublished: '=ok' },
  configure: CONFIGURED,
  leave: { ...EVENT, 'leaving?': '=ok', 'left?': '=ok' },
  start: { ...EVENT, started: '=ok' },
  pause: { ...EVENT, paused: '=ok' },
  switch: { ...EVENT, switched: '=ok', changes: 'number', streams: [SUBSCRIBED] },
  subscribe: UPDATED,
  unsubscribe: UPDATED,
  update: UPDATED,
  rtp_forward: { videoroom: '=rtp_forward', room: 'id', publisher_id: 'id', forwarders: [FORWARDER] },
  stop_rtp_forward: { videoroom: '=stop_rtp_forward', room: 'id', publisher_id: 'id', stream_id: 'number' },
  publish_remotely: { ...REMOTE, remote_id: 'string' },
  unpublish_remotely: REMOTE,
  add_remote_publisher: { ...REMOTE, 'ip?': 'string', port: 'number', rtcp_port: 'number' },
  update_remote_publisher: SUCCESS,
  remove_remote_publisher: SUCCESS,
} as const satisfies ReplyShapes<VideoRoomVerbs>;

const TALK = {
  room: 'id',
  id: 'id',
  mindex: 'number',
  mid: 'string',
  'audio-level-dBov-avg': 'number',
} as const;
const LAYER = {
  room: 'id',
  mid: 'string',
  'substream?': 'number',
  'temporal?': 'number',
  'spatial_layer?': 'number',
  'temporal_layer?': 'number',
} as const;
const { videoroom: _word, ...JOINED_EVENT } = JOINED;

type EventShapes = {
  readonly [K in Exclude<RoomEvent['kind'], 'attached' | 'updated'>]: ShapeOf<
    Omit<Extract<RoomEvent, { readonly kind: K }>, 'kind'>
  >;
};

/** What comes unasked, beside its kind. */
export const EVENTS = {
  joined: JOINED_EVENT,
  joining: { room: 'id', joining: PERSON },
  publishers: { room: 'id', publishers: [PUBLISHER] },
  unpublished: { room: 'id', unpublished: 'id' },
  leaving: { room: 'id', leaving: 'id', 'display?': 'string' },
  kicked: { room: 'id', kicked: 'id' },
  display: { id: 'id', display: 'string' },
  metadata: { id: 'id', metadata: 'any' },
  moderation: { room: 'id', id: 'id', mid: 'string', moderation: '=muted|unmuted' },
  talking: TALK,
  'stopped-talking': TALK,
  out: { room: 'id', reason: 'string' },
  destroyed: { room: 'id' },
  slow_link: { 'current-bitrate?': 'number' },
  substream: LAYER,
  temporal: LAYER,
  spatial_layer: LAYER,
  temporal_layer: LAYER,
  refused: { code: 'number', reason: 'string' },
  unknown: { data: 'any' },
} as const satisfies EventShapes;

/** Of `attached` and `updated`, whose session description is nobody's here. */
export const STREAMS_TOLD = { room: 'id', 'streams?': [SUBSCRIBED], 'jsep?': 'any' } as const;
