import type { DestroyRef, NgZone } from '@angular/core';
import { NEVER, type Observable, type OperatorFunction, type SchedulerLike, defer, map } from 'rxjs';
import type { HandleSnapshot } from '../handle/handle.js';
import { shareLatest } from '../internal/share-latest.js';
import { create$ } from '../session/create.js';
import { type OpenOptions, type OrElse, openSession$ } from '../session/open-session.js';
import type { SessionOptions } from '../session/options.js';
import { persist } from '../session/persist.js';
import type { JanusSession } from '../session/session.js';
import type { SnapshotStore } from '../session/store.js';
import type { JanusTransport } from '../transport/transport.js';
import { sessionIn } from './in-zone.js';
import type { Janus } from './janus.js';
import { throughZone } from './through-zone.js';
import { untilDestroyed } from './until-destroyed.js';

/** What it is made from. */
interface Held {
  readonly session?: SessionOptions;
  readonly store?: SnapshotStore;
  readonly orElse?: OrElse;
  readonly scheduler: SchedulerLike;
  readonly zone: NgZone;
  readonly onServer: boolean;
  readonly destroyRef: DestroyRef;
}

/** The {@link Janus} that an injector holds. */
export class HeldJanus implements Janus {
  readonly transport$: JanusTransport;
  readonly session$: Observable<JanusSession>;
  readonly scheduler: SchedulerLike;
  readonly #held: Held;
  /** What is left to take up again, by session. */
  readonly #stored = new WeakMap<JanusSession, readonly HandleSnapshot[]>();

  constructor(janus$: JanusTransport, held: Held) {
    const { store, orElse = 'create', scheduler, session } = held;
    const options = { ...session, scheduler };
    this.transport$ = janus$;
    this.scheduler = scheduler;
    this.#held = held;
    this.session$ = this.#shared$(
      store ? persist(store, { ...options, orElse })(janus$) : create$(janus$, options),
    );
  }

  open$(options: Omit<OpenOptions, 'scheduler'> = {}): Observable<JanusSession> {
    return this.#shared$(openSession$(this.transport$, { ...options, scheduler: this.scheduler }));
  }

  outside<T>(): OperatorFunction<T, T> {
    return throughZone(this.#held.zone);
  }

  takeStored(session: JanusSession, plugin: string): HandleSnapshot | undefined {
    const left = this.#stored.get(session) ?? [];
    const wanted = left.find((handle) => handle.plugin === plugin);
    this.#stored.set(
      session,
      left.filter((handle) => handle !== wanted),
    );
    return wanted;
  }

  /** Dressed once for all its subscribers, so that what they know of a session they know of the same object. */
  #shared$(session$: Observable<JanusSession>): Observable<JanusSession> {
    const { zone, onServer, destroyRef } = this.#held;
    const dressed$ = session$.pipe(
      map((session) => this.#dress(session)),
      shareLatest(),
    );
    return defer(() => (onServer ? NEVER : dressed$)).pipe(throughZone(zone), untilDestroyed(destroyRef));
  }

  #dress(session: JanusSession): JanusSession {
    const dressed = sessionIn(session, this.#held.zone);
    this.#stored.set(dressed, session.snapshot().handles);
    return dressed;
  }
}
