// TextRoom, VideoCall and NoSIP: the calls that must compile, and those that must not.
import { type NoSipHandle } from 'rxjs-janus/nosip';
import {
  type TextRoomFrame,
  type TextRoomHandle,
  type TextRoomTalk,
  textRoomFrame,
} from 'rxjs-janus/textroom';
import { type VideoCall, type VideoCallEvent, type VideoCallHandle } from 'rxjs-janus/videocall';

declare const room: TextRoomHandle;
declare const talk: TextRoomTalk;
declare const user: VideoCallHandle;
declare const line: NoSipHandle;
declare const jsep: { readonly type: 'offer'; readonly sdp: string };

export const good = () => [
  room.request$('create', { room: 'a', history: 3 }),
  room.request$('list'),
  talk.request$('join', { room: 7, username: 'ada' }),
  talk.request$('message', { room: 7, text: 'hi', tos: ['bob'] }),
  textRoomFrame('kick', 't', { room: 7, username: 'bob', secret: 's' }),
  user.invite$('bob', jsep),
  user.set$({ audio: false }, { jsep }),
  line.generate$(jsep, { srtp: 'sdes_optional' }),
  line.forward$([{ type: 'peer_audio', host: '127.0.0.1', port: 4000 }]),
];

export const bad = () => [
  // @ts-expect-error a verb that asks for fields is not sent without
  room.request$('listparticipants'),
  // @ts-expect-error a verb that asks for fields is not sent without
  user.request$('call'),
  // @ts-expect-error a verb that asks for fields is not sent without
  line.request$('process'),
  // @ts-expect-error there is no such verb
  user.request$('sing'),
  // @ts-expect-error there is no such verb
  line.request$('sing'),
  // @ts-expect-error nobody joins over the API
  room.request$('join', { room: 7, username: 'ada' }),
  // @ts-expect-error a room is needed
  room.request$('destroy', { secret: 's' }),
  // @ts-expect-error there is no such action
  room.request$('allowed', { room: 7, action: 'ban' }),
  // @ts-expect-error who joins has a name
  talk.request$('join', { room: 7 }),
  // @ts-expect-error a data channel is set up over the API
  talk.request$('setup', {}),
  // @ts-expect-error a message is text
  textRoomFrame('message', 't', { room: 7, text: 7 }),
  // @ts-expect-error a call has an offer
  user.invite$('bob'),
  // @ts-expect-error there is no such field
  user.set$({ volume: 3 }),
  // @ts-expect-error the peer's SDP is an offer or an answer
  line.process$({ type: 'pranswer', sdp: 'v=0' }),
  // @ts-expect-error there is no such stream
  line.forward$([{ type: 'data', host: '127.0.0.1', port: 4000 }]),
];

export const told = (call: VideoCall, event: VideoCallEvent, frame: TextRoomFrame) => {
  if (call.kind === 'ended') return call.reason;
  // @ts-expect-error who calls has no answer yet
  if (call.kind === 'calling') return call.jsep as string;
  if (event.kind === 'simulcast') return event.substream;
  // @ts-expect-error a layer is none of a hang-up's
  if (event.kind === 'hangup') return event.substream as number;
  if (frame.kind === 'message') return frame.text;
  // @ts-expect-error the end of a room names nobody
  return frame.kind === 'destroyed' ? (frame.username as string) : undefined;
};
