// The story as one pipeline: a watcher knows who is in a room, through a cut and through a reload.
import { concat, defer, first, ignoreElements, map, merge, of, switchMap, takeWhile, tap } from 'rxjs';
import { create$, ofKind, resume$ } from 'rxjs-janus';
import { videoRoom } from 'rxjs-janus/videoroom';
import { short } from '../demo/short.mjs';

/**
 * @typedef {import('../demo/demo.mjs').Told & { end?: true }} Told
 * @typedef {import('rxjs').Observable<Told>} Told$
 * @typedef {import('rxjs-janus').JanusTransport} JanusTransport
 * @typedef {import('rxjs-janus').JanusSession} JanusSession
 * @typedef {import('rxjs-janus').SessionSnapshot} Snapshot
 * @typedef {import('rxjs-janus/videoroom').VideoRoomHandle} VideoRoomHandle
 * @typedef {import('../demo/line.mjs').Line} Line
 * @typedef {import('./people.mjs').People} People
 */

/** @type {(janus$: JanusTransport, people: People, line: Line) => Told$} */
export const story$ = (janus$, people, line) => {
  /** What `sessionStorage` is to a page; text, as there. @type {Map<string, string>} */
  const storage = new Map();
  return concat(
    title$('Ann and Bob are in a room'),
    people.enter$('Ann'),
    people.enter$('Bob'),
    watching$(janus$, people, line, (snapshot) => storage.set('call', JSON.stringify(snapshot))),
    // All that this process knew of the session is gone by now.
    title$('The page is gone, and Bob leaves and Fay joins'),
    line.closed$,
    people.leave$('Bob'),
    people.enter$('Fay'),
    title$('The new page takes the session up by its snapshot'),
    defer(() => back$(janus$, JSON.parse(storage.get('call') ?? 'null'), people)),
    line.closed$,
    said$('the watcher has left, and its line is closed'),
  );
};

/** @type {(janus$: JanusTransport, people: People, line: Line, store: (snapshot: Snapshot) => void) => Told$} */
const watching$ = (janus$, people, line, store) =>
  // A page that is about to go says no farewell: the session is to be there for the next one.
  create$(janus$, { teardown: 'abandon' }).pipe(
    switchMap((session) =>
      session.attach$(videoRoom).pipe(switchMap((room) => firstPage$(session, room, people, line, store))),
    ),
    takeWhile(({ end }) => end === undefined),
  );

/** @type {(session: JanusSession, room: VideoRoomHandle, people: People, line: Line, store: (snapshot: Snapshot) => void) => Told$} */
const firstPage$ = (session, room, people, line, store) =>
  merge(
    changes$(room),
    concat(
      title$('Eva joins to watch'),
      room.join$({ room: people.room, display: 'Eva' }).pipe(ignoreElements()),
      inside$(room, people, 'Ann, Bob'),
      title$('Cid joins, and the server tells'),
      people.enter$('Cid'),
      inside$(room, people, 'Ann, Bob, Cid'),
      title$('The line is cut; meanwhile Ann leaves and Dan joins'),
      // Only when the watcher has no line: what it hears before is no gap.
      merge(line.cut$(1_500), concat(broken$(session), people.leave$('Ann'), people.enter$('Dan'))),
      title$('The session is reclaimed, and the room asked who is there'),
      reclaimed$(session),
      inside$(room, people, 'Bob, Cid, Dan'),
      title$('The page is about to go: what is needed is stored'),
      stored$(session, store),
      of({ end: /** @type {const} */ (true) }),
    ),
  );

/** @type {(janus$: JanusTransport, snapshot: unknown, people: People) => Told$} */
const back$ = (janus$, snapshot, people) =>
  resume$(janus$, snapshot).pipe(
    switchMap((session) => {
      const [handle] = session.snapshot().handles;
      if (handle === undefined) throw new Error('the snapshot holds no handle');
      return session.reattach$(videoRoom, handle.handleId, { resume: handle });
    }),
    switchMap((room) => merge(changes$(room), secondPage$(room, people))),
    takeWhile(({ end }) => end === undefined),
  );

/** @type {(room: VideoRoomHandle, people: People) => Told$} */
const secondPage$ = (room, people) =>
  concat(
    said$(`session ${short(room.sessionId)} and handle ${short(room.id)} are live again`),
    inside$(room, people, 'Cid, Dan, Fay'),
    title$('The room is closed, and nobody is in it'),
    people.close$,
    inside$(room, people, ''),
    of({ end: /** @type {const} */ (true) }),
  );

/** Who comes and goes, once each, heard or found out. @type {(room: VideoRoomHandle) => Told$} */
const changes$ = (room) =>
  room.membership$.pipe(map(({ kind, participant }) => ({ said: `${participant.display} ${kind}` })));

/** Waits until the watcher knows of these and no others. @type {(room: VideoRoomHandle, people: People, names: string) => Told$} */
const inside$ = (room, people, names) => {
  const words = (/** @type {string} */ name, /** @type {boolean} */ live) => (live ? `${name} (live)` : name);
  const expected = names && names.split(', ').map((name) => words(name, people.publishes(name)));
  return room.participants$.pipe(
    map((participants) =>
      participants.map(({ display = '', publishing }) => words(display, publishing)).sort(),
    ),
    first((inside) => inside.join() === String(expected)),
    map((inside) => ({ said: `in the room: ${inside.join(', ') || 'nobody'}` })),
  );
};

/** The session tells of the cut as a status, not as an error. @type {(session: JanusSession) => Told$} */
const broken$ = (session) =>
  session.status$.pipe(
    ofKind('reclaiming'),
    first(),
    map(({ cause }) => ({ said: cause.message })),
  );

/** @type {(session: JanusSession) => Told$} */
const reclaimed$ = (session) =>
  session.status$.pipe(
    ofKind('live'),
    first(),
    map(({ by }) => ({ said: `session ${short(session.id)} is live again, by ${by}` })),
  );

/** @type {(session: JanusSession, store: (snapshot: Snapshot) => void) => Told$} */
const stored$ = (session, store) =>
  defer(() => of(session.snapshot())).pipe(
    tap(store),
    map(({ version, handles }) => ({
      said: `a snapshot of version ${version}: session ${short(session.id)}, ${handles.length} handle, no secrets`,
    })),
  );

/** @type {(title: string) => Told$} */
const title$ = (title) => of({ title });

/** @type {(said: string) => Told$} */
const said$ = (said) => of({ said });
