// Rooms as the pages of these specs enter them.
import { type Observable, ignoreElements, map, merge, switchMap } from 'rxjs';
import {
  type Handle,
  type HandleOf,
  type JanusSession,
  type Plugin,
  create$,
  webSocketTransport,
} from 'rxjs-janus';
import {
  type AudioBridgeView,
  type JoinAudioBridgeOptions,
  joinAudioBridge$,
} from 'rxjs-janus/join-audio-bridge';
import { type JoinVideoRoomOptions, type VideoRoomView, joinVideoRoom$ } from 'rxjs-janus/join-video-room';
import { type Peer, peer$, userMedia$ } from 'rxjs-janus/webrtc';
import { type Followed, follow, hold } from './held.js';

/** Small and slow: several are decoded at a time on two cores. */
export const SMALL = { audio: true, video: { width: 160, height: 120, frameRate: 10 } } as const;

/** Each call a session of its own. */
export const sessionAt$ = (url: string): Observable<JanusSession> => create$(webSocketTransport({ url }));

/** A handle in a session of its own, until `letGo()`. */
export const attached = <P extends Plugin>(url: string, plugin: P): Promise<HandleOf<P>> =>
  hold(sessionAt$(url).pipe(switchMap((session) => session.attach$(plugin))));

/** A PeerConnection that sends and does what it is told, until `letGo()`. */
export const talking = (
  handle: Handle,
  does$: (peer: Peer) => Observable<unknown>,
  constraints: MediaStreamConstraints = SMALL,
): Followed<Peer> =>
  follow(
    peer$(handle).pipe(
      switchMap((peer) => {
        const asked$ = merge(peer.send$(userMedia$(constraints)), does$(peer)).pipe(ignoreElements());
        return merge(asked$, peer.connectionState$.pipe(map(() => peer)));
      }),
    ),
  );

/** In a VideoRoom until `letGo()`, with camera and microphone unless told otherwise. */
export const enterVideoRoom = (url: string, options: JoinVideoRoomOptions): Followed<VideoRoomView> =>
  follow(joinVideoRoom$(sessionAt$(url), { tracks$: userMedia$(SMALL), ...options }));

/** In an AudioBridge room until `letGo()`, with a microphone. */
export const enterAudioBridge = (url: string, options: JoinAudioBridgeOptions): Followed<AudioBridgeView> =>
  follow(joinAudioBridge$(sessionAt$(url), { tracks$: userMedia$({ audio: true }), ...options }));
