// The AudioBridge's verbs and events: the calls that must compile, and those that must not.
import { type Observable } from 'rxjs';
import { type Reply } from 'rxjs-janus';
import {
  type AudioBridgeHandle,
  type BridgeEvent,
  type ForwardReply,
  type Participant,
  type ParticipantsReply,
  type RoomId,
} from 'rxjs-janus/audiobridge';
import { type Same, yes } from './support/same.js';

declare const bridge: AudioBridgeHandle;
declare const event: BridgeEvent;

export const good = () => [
  bridge.join$({ room: 1234, rtp: { ip: '127.0.0.1', port: 5000 } }),
  bridge.join$({ room: 'lobby', id: 'ada', secret: 's' }, { timeoutMs: 5_000 }),
  bridge.configure$({ display: 'Ada', volume: 80 }, { jsep: { type: 'offer', sdp: '' } }),
  bridge.mute$(false),
  bridge.request$('rtp_forward', { room: 1, host: 'h', port: 2, srtp_suite: 80 }),
  bridge.request$('leave'),
];

export const bad = () => [
  // @ts-expect-error a verb that asks for fields is not sent without
  bridge.request$('kick'),
  // @ts-expect-error a room is needed
  bridge.join$({ display: 'Ada' }),
  // @ts-expect-error plain RTP is for who joins
  bridge.changeRoom$({ room: 1, rtp: {} }),
  // @ts-expect-error there is no such codec
  bridge.join$({ room: 1, codec: 'vp8' }),
  // @ts-expect-error a number or a string
  bridge.kick$({ room: 1, id: true }),
  // @ts-expect-error there is no such verb
  bridge.request$('sing'),
  // @ts-expect-error of another verb
  bridge.request$('exists', { room: 1, stream_id: 2 }),
  // @ts-expect-error where to is needed
  bridge.forward$({ room: 1, host: 'h' }),
];

export const forwards =
  yes<Same<ReturnType<AudioBridgeHandle['forward$']>, Observable<Reply<ForwardReply>>>>();
export const list$ = (): Observable<Reply<ParticipantsReply>> =>
  bridge.request$('listparticipants', { room: 1 });

export const told = (): RoomId | boolean | readonly Participant[] | undefined => {
  switch (event.kind) {
    case 'joining':
      return event.participants;
    case 'talking':
      return event.id;
    case 'room-muted':
      return event.muted;
    case 'destroyed':
      // @ts-expect-error a room has no id beside its own
      return event.id;
    default:
      return undefined;
  }
};
