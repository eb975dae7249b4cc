// The others in the room: who comes when told to, and goes when told to.
import { Observable, Subscription, concat, defer, ignoreElements, of, switchMap } from 'rxjs';
import { create$ } from 'rxjs-janus';
import { videoRoom } from 'rxjs-janus/videoroom';
import { published$ } from './camera.mjs';

/**
 * @typedef {object} People
 * @property {import('rxjs-janus/videoroom').RoomId} room
 * @property {(name: string) => boolean} publishes whether they publish once they are in
 * @property {(name: string) => Observable<never>} enter$ completes when they are in, and their media is up
 * @property {(name: string) => Observable<never>} leave$ completes when they are out
 * @property {Observable<never>} close$ ends the room
 * @typedef {import('rxjs-janus/videoroom').VideoRoomHandle} VideoRoomHandle
 */

/** Those who publish, where media can flow; the others only listen. */
const PUBLISHERS = ['Ann', 'Cid', 'Dan', 'Fay'];

/**
 * A new room, and who is in it. Emits once it is there; unsubscribing has all of them leave. `address` is where media
 * can flow; without one nobody publishes.
 *
 * @type {(janus$: import('rxjs-janus').JanusTransport, address?: string) => Observable<People>}
 */
export const people$ = (janus$, address) =>
  create$(janus$).pipe(
    switchMap((session) =>
      session.attach$(videoRoom).pipe(
        switchMap((host) =>
          // Without `notify_joining` the server is silent about those who only listen.
          host
            .request$('create', {
              notify_joining: true,
              publishers: PUBLISHERS.length,
              description: 'Recovery',
            })
            .pipe(switchMap(({ data }) => peopleIn$(session, host, data.room, address))),
        ),
      ),
    ),
  );

/** @type {(session: import('rxjs-janus').JanusSession, host: VideoRoomHandle, room: import('rxjs-janus/videoroom').RoomId, address?: string) => Observable<People>} */
const peopleIn$ = (session, host, room, address) =>
  new Observable((subscriber) => {
    /** @type {Map<string, { handle: VideoRoomHandle, stay: Subscription }>} */
    const inside = new Map();
    const stays = new Subscription();
    const publishes = (/** @type {string} */ name) => address !== undefined && PUBLISHERS.includes(name);
    const joined$ = (/** @type {string} */ name) =>
      session
        .attach$(videoRoom)
        .pipe(
          switchMap((handle) =>
            handle
              .join$({ room, display: name })
              .pipe(switchMap(() => (address && publishes(name) ? published$(handle, address) : of(handle)))),
          ),
        );
    subscriber.next({
      room,
      publishes,
      // A subscription is a stay: it outlasts the entering.
      enter$: (name) =>
        new Observable((entering) => {
          const stay = joined$(name).subscribe({
            next: (handle) => {
              inside.set(name, { handle, stay });
              entering.complete();
            },
            error: (error) => entering.error(error),
          });
          stays.add(stay);
        }),
      leave$: (name) =>
        defer(() => {
          const { handle, stay } = inside.get(name) ?? {};
          const gone$ = defer(() => of(stay?.unsubscribe()));
          return concat(handle?.detach$() ?? [], gone$).pipe(ignoreElements());
        }),
      close$: host.request$('destroy', { room }).pipe(ignoreElements()),
    });
    return stays;
  });
