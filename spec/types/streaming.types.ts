// Streaming and Record&Play: the calls that must compile, and those that must not.
import { type RecordPlayEvent, type RecordPlayHandle, type RecordPlayState } from 'rxjs-janus/recordplay';
import { type StreamStatus, type StreamingEvent, type StreamingHandle } from 'rxjs-janus/streaming';

declare const viewer: StreamingHandle;
declare const tape: RecordPlayHandle;
declare const jsep: { readonly type: 'offer'; readonly sdp: string };

const audio = { type: 'audio', mid: 'a', port: 0, pt: 111, codec: 'opus' } as const;

export const good = () => [
  viewer.create$({ type: 'rtp', id: 'radio', media: [audio, { type: 'data', mid: 'd', port: 0 }] }),
  viewer.create$({ type: 'live', filename: 'a.alaw', audio: true }),
  viewer.create$({ type: 'ondemand', filename: 'a.opus', audio: true, secret: 's' }),
  viewer.create$({ type: 'rtsp', url: 'rtsp://camera', video: true }),
  viewer.request$('recording', { id: 1, action: 'start', media: [{ mid: 'a', filename: 'f' }] }),
  viewer.request$('recording', { id: 1, action: 'stop', media: [{ mid: 'a' }] }),
  tape.record$(jsep, { name: 'x', id: 1 }),
  tape.request$('play', { id: 1, restart: true }),
];

export const bad = () => [
  // @ts-expect-error a verb that asks for fields is not sent without
  viewer.request$('watch'),
  // @ts-expect-error a verb that asks for fields is not sent without
  tape.request$('play'),
  // @ts-expect-error an rtp mountpoint has streams
  viewer.create$({ type: 'rtp' }),
  // @ts-expect-error those are of rtsp
  viewer.create$({ type: 'live', filename: 'a.alaw', audio: true, url: 'rtsp://camera' }),
  // @ts-expect-error there is no such type
  viewer.create$({ type: 'file', filename: 'a.alaw' }),
  // @ts-expect-error audio has no qualities
  viewer.create$({ type: 'rtp', media: [{ ...audio, simulcast: true }] }),
  // @ts-expect-error a recording begins with a file
  viewer.request$('recording', { id: 1, action: 'start', media: [{ mid: 'a' }] }),
  // @ts-expect-error there is no such verb
  viewer.request$('rewind'),
  // @ts-expect-error a mountpoint is needed
  viewer.watch$({ pin: '1' }),
  // @ts-expect-error a recording has a name
  tape.record$(jsep, {}),
  // @ts-expect-error ids of recordings are numbers
  tape.play$('7'),
];

export const told = (status: StreamStatus, event: StreamingEvent) => {
  if (status.kind === 'ended') return status.reason;
  // @ts-expect-error it has not ended
  if (status.kind === 'started') return status.reason as string;
  if (event.kind === 'edited') return event.metadata;
  // @ts-expect-error a quality has no metadata
  return event.kind === 'layer' ? (event.metadata as string) : undefined;
};

export const recorded = (state: RecordPlayState, event: RecordPlayEvent) => {
  if (state.kind === 'recording') return state.paused;
  // @ts-expect-error what is idle has no recording
  if (state.kind === 'idle') return state.id as number;
  return event.kind === 'slow-link' ? event.bitrate : undefined;
};
