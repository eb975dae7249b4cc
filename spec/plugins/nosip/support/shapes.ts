// What the answers of the NoSIP plugin hold.
import { type NoSipVerbs } from 'rxjs-janus/nosip';
import { type ReplyShapes } from '../../support/shape.js';

const reply = <const R>(result: R) => ({ nosip: '=event', result }) as const;

const FORWARDERS = [
  {
    stream_id: 'number',
    'type?': '=audio|video|peer_audio|peer_video',
    host: 'string',
    port: 'number',
    media: '=audio|video',
    'pt?': 'number',
    'ssrc?': 'number',
    'srtp?': 'boolean',
  },
] as const;

export const REPLIES = {
  generate: reply({
    event: '=generated',
    type: '=offer|answer',
    sdp: 'string',
    'update?': 'boolean',
    'unique_id?': 'string',
  }),
  process: reply({
    event: '=processed',
    'srtp?': '=sdes_optional|sdes_mandatory',
    'update?': 'boolean',
    'unique_id?': 'string',
  }),
  hangup: reply({ event: '=hangingup' }),
  recording: reply({ event: '=recordingupdated' }),
  keyframe: reply({ event: '=keyframesent' }),
  rtp_forward: reply({ event: '=rtp_forward', forwarders: FORWARDERS }),
  stop_rtp_forward: reply({ event: '=stop_rtp_forward', stream_id: 'number' }),
  listforwarders: reply({ event: '=forwarders', rtp_forwarders: FORWARDERS }),
} as const satisfies ReplyShapes<NoSipVerbs>;
