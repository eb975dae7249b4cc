import { Injectable, computed, inject, signal } from '@angular/core';
import {
  EMPTY,
  type Observable,
  catchError,
  ignoreElements,
  interval,
  map,
  merge,
  of,
  retry,
  switchMap,
  tap,
} from 'rxjs';
import { type Gap, type JanusSession, backOff, info$ } from 'rxjs-janus';
import { type JanusStatus, injectJanus, statusOf$ } from 'rxjs-janus/angular';
import { type Window, leftOf, windowOf } from './countdown';
import { LifeLog } from './life-log';
import { problemOf } from './problems';

/** What the line at the top of the page tells. */
export interface LifeLine {
  readonly mood: 'calm' | 'good' | 'busy' | 'bad';
  readonly word: string;
  readonly detail: string;
}

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

/** The session of this page, and its life as one can read it. */
@Injectable({ providedIn: 'root' })
export class SessionLife {
  readonly #janus = injectJanus();
  readonly #log = inject(LifeLog);
  readonly #status = signal<JanusStatus | undefined>(undefined);
  readonly #window = signal<Window>(undefined);
  readonly #now = signal(0);
  /** Why there is no session yet. */
  readonly #trouble = signal<string | undefined>(undefined);
  readonly #backOff = backOff({ firstMs: 500, maxMs: 5_000 });

  /** A session that is lost for good is made anew, gently; what stands on it is built again by a `switchMap` below. */
  readonly session$: Observable<JanusSession> = this.#janus.session$.pipe(
    retry({ delay: (error, attempt) => this.#again$(error, attempt), resetOnSuccess: true }),
  );

  /** Tells the life of the session for as long as it is subscribed to; holds the session, as all subscriptions do. */
  readonly told$: Observable<never> = merge(
    statusOf$(this.session$).pipe(
      tap((status) => this.#tell(status)),
      // The countdown is looked at while there is one, and no longer.
      switchMap(({ kind }) => (kind === 'reclaiming' ? interval(200) : EMPTY)),
      tap(() => this.#now.set(Date.now())),
    ),
    this.session$.pipe(
      switchMap(({ gap$ }) => gap$),
      tap((gap) => this.#tellGap(gap)),
    ),
    this.session$.pipe(
      switchMap(() => this.#window$()),
      tap((window) => this.#window.set(window)),
    ),
  ).pipe(ignoreElements());

  readonly isLive = computed(() => this.#status()?.kind === 'live');

  readonly line = computed((): LifeLine => {
    const status = this.#status();
    switch (status?.kind) {
      case undefined:
        return { mood: 'calm', word: 'Not connected', detail: 'Join a room to begin.' };
      case 'opening':
        return this.#opening();
      case 'live':
        return status.by === 'create'
          ? { mood: 'good', word: 'Live', detail: 'The session is up.' }
          : { mood: 'good', word: 'Reclaimed', detail: 'The same session, on a new line.' };
      case 'reclaiming':
        return this.#countdown(status.since, status.attempt);
      case 'ended':
        return status.cause
          ? { mood: 'bad', word: 'Lost', detail: 'The server gave the session up. A new one is being made.' }
          : { mood: 'calm', word: 'Ended', detail: 'The session was left.' };
    }
  });

  /** The page has let go of the session. */
  forget(): void {
    this.#status.set(undefined);
    this.#trouble.set(undefined);
  }

  #again$(error: unknown, attempt: number): Observable<number> {
    if (!this.isLive()) this.#trouble.set(problemOf(error));
    return this.#backOff(error, attempt);
  }

  #opening(): LifeLine {
    const trouble = this.#trouble();
    return trouble
      ? { mood: 'bad', word: 'No connection', detail: `${trouble} Trying again.` }
      : { mood: 'busy', word: 'Connecting', detail: 'Opening a session on the server.' };
  }

  #countdown(since: number, attempt: number): LifeLine {
    const left = leftOf(this.#window(), Math.max(this.#now() - since, 0));
    const media = this.#window() === 0 ? '' : ' Media flow on.';
    return { mood: 'busy', word: 'Reclaiming', detail: `${left}, attempt ${attempt}.${media}` };
  }

  #tell(status: JanusStatus): void {
    this.#status.set(status);
    this.#now.set(Date.now());
    if (status.kind === 'live') this.#trouble.set(undefined);
    if (status.kind === 'live')
      this.#log.add(
        'good',
        status.by === 'create' ? 'Live: a session was made' : 'Reclaimed: the same session',
      );
    if (status.kind === 'reclaiming' && status.attempt === 1) this.#log.add('busy', 'Line lost: reclaiming');
    if (status.kind === 'ended' && status.cause) this.#log.add('bad', `Lost: ${status.cause.message}`);
  }

  #tellGap({ from, to }: Gap): void {
    this.#log.add('calm', `Gap of ${seconds(to - from)}: the room was asked for anew`);
  }

  #window$(): Observable<Window> {
    return info$(this.#janus.transport$).pipe(
      map(windowOf),
      catchError(() => of(undefined)),
    );
  }
}
