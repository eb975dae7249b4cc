import { EMPTY, type Observable, Subject, defer, distinctUntilChanged, filter, map, throwError } from 'rxjs';
import type { JanusClientError } from '../errors/errors.js';
import type { JanusMessage } from '../protocol/messages.js';
import { type HandleEvent, toHandleEvent } from './events.js';
import { Folded } from './folded.js';
import type { HandleHost } from './host.js';
import type { Plugin } from './plugin.js';
import { isSame } from './same.js';
import { type Reader, type Told, toldBy } from './told.js';

const readNothing: Reader<unknown> = () => undefined;

/** What a handle hears: its events, what its plugin reads in them, and the state that it folds. */
export abstract class Listening {
  protected readonly folded: Folded | undefined;
  protected ended: JanusClientError | undefined;
  // Made when somebody listens: most handles of a large service are never listened to.
  #event: Subject<HandleEvent> | undefined;
  readonly #read: Reader<unknown>;

  constructor(host: HandleHost, { state, read = readNothing }: Plugin, saved: unknown) {
    this.folded = state && new Folded(host, state, saved ?? state.initial);
    this.#read = read;
  }

  get event$(): Observable<HandleEvent> {
    return this.#living$(() => (this.#event ??= new Subject()));
  }

  /** The plugin's state, for its methods; nothing where the plugin keeps none. */
  get state$(): Observable<unknown> {
    return this.#living$(() => this.folded?.state$ ?? EMPTY);
  }

  /** Something of that state, when it is another than before. */
  part$<T>(part: (state: unknown) => T): Observable<T> {
    return this.state$.pipe(map(part), distinctUntilChanged<T>(isSame));
  }

  /** What the plugin tells unasked, as its reader reads it. */
  get told$(): Observable<Told<unknown>> {
    return this.event$.pipe(
      map((event) => toldBy(event, this.#read)),
      filter((told) => told !== undefined),
    );
  }

  /** The state first: whoever hears of the event finds it right. */
  protected hear(message: JanusMessage): void {
    if (!this.#event && !this.folded) return;
    const event = toHandleEvent(message);
    this.folded?.fold({ kind: 'event', event });
    this.#event?.next(event);
  }

  /** Its users hear of an error when it was lost, and of none when it was ended by us. */
  protected end(error: JanusClientError | undefined): void {
    this.folded?.end(error);
    if (error) this.#event?.error(error);
    else this.#event?.complete();
  }

  #living$<T>(make$: () => Observable<T>): Observable<T> {
    return defer(() => (this.ended ? throwError(() => this.ended) : make$()));
  }
}
