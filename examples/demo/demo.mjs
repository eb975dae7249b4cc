// The story that `npm start` tells, as one pipeline. Nothing here subscribes, connects or closes: a subscription is the
// lease, so that subscribing makes the session and the handle, and unsubscribing says detach and destroy.
import {
  catchError,
  concat,
  concatMap,
  first,
  ignoreElements,
  map,
  merge,
  of,
  switchMap,
  takeWhile,
  throwError,
  timer,
} from 'rxjs';
import { SessionReclaimError, claim$, create$, ofKind } from 'rxjs-janus';
import { echoTest } from 'rxjs-janus/echotest';
import { short } from './short.mjs';

/**
 * What the story tells: the title of a step, or what came of it. With `left`, the session of that id is left now.
 *
 * @typedef {{ title?: string, said?: string, left?: number }} Told
 * @typedef {import('rxjs').Observable<Told>} Told$
 * @typedef {import('rxjs-janus').JanusTransport} JanusTransport
 * @typedef {import('rxjs-janus').JanusSession} JanusSession
 * @typedef {import('rxjs-janus/echotest').EchoTestHandle} EchoTestHandle
 * @typedef {import('./line.mjs').Line} Line
 */

/** Often enough for a beat to be seen; left out, the period follows from the server's settings. */
const KEEP_ALIVE_MS = 1_500;

/**
 * The whole story, on any transport whose line can be cut. Completes at its end, errors when it goes otherwise.
 *
 * @type {(janus$: JanusTransport, line: Line) => Told$}
 */
export const demo$ = (janus$, line) =>
  concat(
    title$('A session is created'),
    create$(janus$, { keepAliveMs: KEEP_ALIVE_MS }).pipe(
      switchMap((session) => life$(session, line)),
      // Completing here unsubscribes from all above: first the handle says its farewell, then the session.
      takeWhile(({ left }) => left === undefined, true),
      concatMap((told) =>
        told.left === undefined ? of(told) : concat(of(told), after$(janus$, line, told.left)),
      ),
    ),
  );

/** @type {(session: JanusSession, line: Line) => Told$} */
const life$ = (session, line) =>
  concat(
    said$(`session ${short(session.id)} is live`),
    pause$(800),
    title$('A handle is used'),
    session.attach$(echoTest).pipe(switchMap((echo) => use$(session, echo, line))),
  );

/** @type {(session: JanusSession, echo: EchoTestHandle, line: Line) => Told$} */
const use$ = (session, echo, line) =>
  concat(
    answer$(echo),
    pause$(800),
    title$('The line is cut, and nobody can connect for a moment'),
    cut$(session, line),
    title$('The session is reclaimed'),
    reclaimed$(session),
    title$('The handle still answers'),
    answer$(echo),
    // Long enough to see the keep-alive go on.
    pause$(KEEP_ALIVE_MS + 200),
    of({ title: 'The farewell: nobody is subscribed any more', left: session.id }),
  );

/** One request, one answer. @type {(echo: EchoTestHandle) => Told$} */
const answer$ = (echo) =>
  echo
    .configure$({ audio: true, video: true })
    .pipe(map(({ data }) => ({ said: `handle ${short(echo.id)} answers: ${data.result}` })));

/** The session tells of the cut as a status, not as an error. @type {(session: JanusSession, line: Line) => Told$} */
const cut$ = (session, line) =>
  merge(
    line.cut$(300),
    session.status$.pipe(
      ofKind('reclaiming'),
      first(),
      map(({ cause }) => ({ said: `session ${short(session.id)}: ${cause.message}` })),
    ),
  );

/** @type {(session: JanusSession) => Told$} */
const reclaimed$ = (session) =>
  session.status$.pipe(
    takeWhile((status) => status.kind === 'reclaiming', true),
    map((status) => {
      if (status.kind === 'live')
        return { said: `session ${short(session.id)} is live again, by ${status.by}` };
      const { message } = /** @type {Error} */ (status.cause);
      return {
        said: status.kind === 'reclaiming' ? `before attempt ${status.attempt}: ${message}` : message,
      };
    }),
  );

/** The line closes once the farewells are answered; then the server knows the session no more. @type {(janus$: JanusTransport, line: Line, id: number) => Told$} */
const after$ = (janus$, line, id) =>
  concat(
    line.closed$,
    said$('the line is closed'),
    title$('Nothing is left on the server'),
    gone$(janus$, id),
  );

/** @type {(janus$: JanusTransport, id: number) => Told$} */
const gone$ = (janus$, id) =>
  claim$(janus$, id).pipe(
    map(() => {
      throw new Error('the session was still there after its farewell');
    }),
    catchError((error) =>
      error instanceof SessionReclaimError && error.why === 'not-found'
        ? said$(`claiming it errors with SessionReclaimError, why: '${error.why}'`)
        : throwError(() => error),
    ),
  );

/** @type {(title: string) => Told$} */
const title$ = (title) => of({ title });

/** @type {(said: string) => Told$} */
const said$ = (said) => of({ said });

/** Time to read. @type {(ms: number) => import('rxjs').Observable<never>} */
const pause$ = (ms) => timer(ms).pipe(ignoreElements());
