// VideoRoom, SIP and the small plugins: the calls that must compile, and those that must not.
import { type EchoEvent, type EchoTestHandle } from 'rxjs-janus/echotest';
import { type LuaScript, lua } from 'rxjs-janus/lua';
import { type SipCall, type SipEvent, type SipHandle, type SipRegistration } from 'rxjs-janus/sip';
import { type RoomEvent, type VideoRoomHandle } from 'rxjs-janus/videoroom';
import { type VoiceMailEvent, type VoiceMailHandle } from 'rxjs-janus/voicemail';

declare const room: VideoRoomHandle;
declare const line: SipHandle;
declare const mail: VoiceMailHandle;
declare const echo: EchoTestHandle;
declare const jsep: { readonly type: 'offer'; readonly sdp: string };

export const good = () => [
  room.join$({ room: 'lobby', display: 'Ada', metadata: { of: 'mine' } }),
  room.watch$({ room: 1234, streams: [{ feed: 7, mid: '0', substream: 1 }] }),
  room.update$({ subscribe: [{ feed: 7 }], unsubscribe: [{ sub_mid: '0' }] }),
  room.configure$({ bitrate: 64_000 }, { jsep }),
  room.kick$({ room: 1234, id: 7, secret: 's' }),
  room.forward$({ room: 1234, publisher_id: 7, host: '127.0.0.1', streams: [{ mid: '0', port: 4000 }] }),
  room.request$('list'),
  line.register$({ username: 'sip:ada@example.com', secret: 's' }),
  line.invite$('sip:bob@example.com', jsep, { headers: { 'X-A': 'b' } }),
  line.transfer$({ uri: 'sip:cid@example.com', replace: 'a-call-id' }),
  line.bye$(),
  line.text$('hello', { uri: 'sip:bob@example.com' }),
  line.request$('unregister'),
  mail.record$(jsep),
  mail.request$('stop'),
  echo.configure$({ audio: true }, { jsep }),
  lua({ verbs: { add: { repeatable: false } } }),
];

export const bad = () => [
  // @ts-expect-error a room is needed
  room.join$({ display: 'Ada' }),
  // @ts-expect-error who joins as a publisher subscribes to nothing
  room.join$({ room: 1, streams: [] }),
  // @ts-expect-error what to watch is needed
  room.watch$({ room: 1 }),
  // @ts-expect-error a bitrate is a number
  room.configure$({ bitrate: '64k' }),
  // @ts-expect-error whom is needed
  room.kick$({ room: 1 }),
  // @ts-expect-error a verb that asks for fields is not sent without
  room.request$('listparticipants'),
  // @ts-expect-error of the AudioBridge
  room.request$('changeroom', { room: 1 }),
  // @ts-expect-error of another verb
  room.request$('exists', { room: 1, bitrate: 1 }),
  // @ts-expect-error a user is needed
  line.register$({ secret: 's' }),
  // @ts-expect-error there is no such type of user
  line.register$({ username: 'sip:a@b', type: 'boss' }),
  // @ts-expect-error a call has an offer
  line.invite$('sip:bob@example.com'),
  // @ts-expect-error whom is needed
  line.transfer$({ replace: 'a-call-id' }),
  // @ts-expect-error a verb that asks for fields is not sent without
  line.request$('message'),
  // @ts-expect-error there is no such verb
  line.request$('sing'),
  // @ts-expect-error an offer is needed
  mail.record$(),
  // @ts-expect-error there is no such verb
  mail.request$('play'),
  // @ts-expect-error there is no such field
  echo.configure$({ volume: 3 }),
  // @ts-expect-error a script has rules, not flags
  lua({ verbs: { add: true } } satisfies LuaScript),
];

export const told = (event: RoomEvent, call: SipCall, registration: SipRegistration) => {
  if (event.kind === 'leaving') return event.leaving;
  // @ts-expect-error who publishes is in a list
  if (event.kind === 'publishers') return event.publishers.id as number;
  // @ts-expect-error there is no such event
  if (event.kind === 'sleeping') return undefined;
  if (call.kind === 'in-call') return call.held;
  // @ts-expect-error a call that is over is not held
  if (call.kind === 'ended') return call.held as boolean;
  if (registration.kind === 'failed') return registration.code;
  // @ts-expect-error who is registered has no code
  return registration.kind === 'registered' ? (registration.code as number) : undefined;
};

export const heard = (event: SipEvent, left: VoiceMailEvent, back: EchoEvent) => {
  if (event.kind === 'incomingcall') return event.jsep;
  if (event.kind === 'transfer') return event.refer_to;
  // @ts-expect-error a message has a sender and content, no status
  if (event.kind === 'message') return event.code as number;
  if (left.kind === 'done') return left.recording;
  // @ts-expect-error what has begun can be fetched nowhere
  if (left.kind === 'started') return left.recording as string;
  // @ts-expect-error the end has no layers
  return back.kind === 'done' ? (back.substream as number) : undefined;
};
