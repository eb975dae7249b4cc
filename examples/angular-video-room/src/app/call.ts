import { Injectable, computed, inject, signal } from '@angular/core';
import { toObservable } from '@angular/core/rxjs-interop';
import {
  BehaviorSubject,
  EMPTY,
  type Observable,
  catchError,
  combineLatest,
  concat,
  finalize,
  ignoreElements,
  map,
  merge,
  of,
  switchMap,
  take,
  tap,
  throwError,
} from 'rxjs';
import { type HandleSnapshot, PluginError } from 'rxjs-janus';
import { injectJanus } from 'rxjs-janus/angular';
import { type VideoRoomView, joinVideoRoom$ } from 'rxjs-janus/join-video-room';
import { type VideoRoomHandle, videoRoom } from 'rxjs-janus/videoroom';
import { Capture } from './capture';
import { type Description, descriptionsOf } from './descriptions';
import { LifeLog } from './life-log';
import { problemOf } from './problems';
import { ServerConfig } from './server-config';
import { SessionLife } from './session-life';
import { Sharing } from './sharing';
import { type Wish, keepWish } from './wish';

const NO_SUCH_ROOM = 426;

/** A room of ours tells who is there without publishing, and who talks. */
const ROOM = { publishers: 12, notify_joining: true, audiolevel_event: true, bitrate: 1_024_000 };

interface Said {
  readonly room: VideoRoomHandle | undefined;
  readonly descriptions: readonly Description[];
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Being in a room, from the wish to be there to leaving it. */
@Injectable({ providedIn: 'root' })
export class Call {
  readonly #janus = injectJanus();
  readonly #life = inject(SessionLife);
  readonly #capture = inject(Capture);
  readonly #sharing = inject(Sharing);
  readonly #log = inject(LifeLog);
  readonly #config = inject(ServerConfig);
  readonly #wish$ = new BehaviorSubject<Wish | undefined>(undefined);

  readonly #wish = signal<Wish | undefined>(undefined);
  readonly #view = signal<VideoRoomView | undefined>(undefined);
  readonly #problem = signal<string | undefined>(undefined);
  readonly wish = this.#wish.asReadonly();
  readonly view = this.#view.asReadonly();
  readonly problem = this.#problem.asReadonly();
  readonly phase = computed(() => (this.#view() ? 'in' : this.#wish() ? 'joining' : 'out'));

  /** What the others are told of what is sent here. */
  readonly #said = computed(
    () => {
      const view = this.#view();
      const on = { audio: this.#capture.microphoneOn(), video: this.#capture.cameraOn() };
      return { room: view?.room, descriptions: descriptionsOf(view?.me.tracks ?? [], on) };
    },
    { equal: (one, other) => one.room === other.room && isSame(one.descriptions, other.descriptions) },
  );

  constructor() {
    // The one subscription of the page: all that is open hangs on the wish.
    this.#wish$.pipe(switchMap((wish) => (wish ? this.#called$(wish) : EMPTY))).subscribe();
    toObservable(this.#said)
      .pipe(switchMap((said) => this.#tell$(said)))
      .subscribe();
  }

  join(wish: Wish): void {
    keepWish(wish);
    this.#problem.set(undefined);
    this.#wish.set(wish);
    this.#wish$.next(wish);
  }

  leave(): void {
    keepWish(undefined);
    this.#wish$.next(undefined);
  }

  #called$(wish: Wish): Observable<unknown> {
    return merge(this.#life.told$, this.#room$(wish)).pipe(
      catchError((error: unknown) => {
        this.#problem.set(problemOf(error));
        keepWish(undefined);
        return EMPTY;
      }),
      finalize(() => {
        this.#wish.set(undefined);
        this.#view.set(undefined);
        this.#life.forget();
      }),
    );
  }

  #tell$({ room, descriptions }: Said): Observable<unknown> {
    if (!room || descriptions.length === 0) return EMPTY;
    // That it is not known who is muted is no reason to end a call.
    return room.request$('configure', { descriptions }).pipe(catchError(() => EMPTY));
  }

  #room$(wish: Wish): Observable<VideoRoomView> {
    return combineLatest([this.#config.read$, this.#ready$(wish)]).pipe(
      take(1),
      switchMap(([{ media }, captured]) => this.#joined$(wish, media, media && captured)),
      tap((view) => this.#view.set(view)),
    );
  }

  /** Whether there is something to publish; who may not capture joins to watch. */
  #ready$({ capture }: Wish): Observable<boolean> {
    if (!capture) return of(false);
    return this.#capture.stream$.pipe(
      map(() => true),
      catchError((error: unknown) => {
        this.#problem.set(problemOf(error));
        return of(false);
      }),
    );
  }

  #joined$(wish: Wish, watching: boolean, publishing: boolean): Observable<VideoRoomView> {
    return this.#before$().pipe(
      switchMap((before) =>
        joinVideoRoom$(this.#janus.session$, {
          join: { room: wish.room, display: wish.name },
          before,
          ...(publishing && { tracks$: this.#tracks$() }),
          ...(!watching && { choose$: () => false }),
        }),
      ),
      catchError((error: unknown) =>
        error instanceof PluginError && error.code === NO_SUCH_ROOM
          ? concat(this.#create$(wish.room), this.#joined$(wish, watching, publishing))
          : throwError(() => error),
      ),
    );
  }

  /** The handles of before a reload: they are given back, so that nobody is seen twice. */
  #before$(): Observable<readonly HandleSnapshot[]> {
    return this.#life.session$.pipe(
      map((session) => session.snapshot().handles.filter(({ plugin }) => plugin === videoRoom.package)),
      take(1),
    );
  }

  #create$(room: number): Observable<never> {
    return this.#life.session$.pipe(
      switchMap((session) => session.attach$(videoRoom)),
      switchMap((handle) => handle.request$('create', { room, ...ROOM })),
      take(1),
      tap(() => this.#log.add('calm', `Room ${room} was made`)),
      ignoreElements(),
    );
  }

  #tracks$(): Observable<readonly MediaStreamTrack[]> {
    return combineLatest([this.#capture.stream$, this.#sharing.screen$]).pipe(
      map(([stream, screen]) => [...stream.getTracks(), ...(screen?.getVideoTracks() ?? [])]),
    );
  }
}
