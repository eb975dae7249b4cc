import { Observable, type Observer, type Subscriber } from 'rxjs';
import type { Line } from '../exchange/line.js';
import type { SessionCore } from './core.js';
import { claim$, create$ } from './entry.js';

/** Opens the session on the line that comes, and errors with that line. */
class Opening implements Observer<Line> {
  readonly #core: SessionCore;
  readonly #wanted: number | undefined;
  readonly #opened: Subscriber<Line>;

  constructor(core: SessionCore, wanted: number | undefined, opened: Subscriber<Line>) {
    this.#core = core;
    this.#wanted = wanted;
    this.#opened = opened;
  }

  next(line: Line): void {
    // Left while others were told of the line.
    if (this.#opened.closed) return;
    const { id } = this.#core;
    if (id === undefined) this.#run(create$(this.#core, line, this.#wanted));
    else this.#claim(line, id);
  }

  error(error: unknown): void {
    this.#opened.error(error);
  }

  complete(): void {
    this.#opened.complete();
  }

  /**
   * Its events may come before the claim is answered, so that it stands on the line first. Over a stream all that waits
   * follows the claim in one burst, as the server answers in order; over REST it waits for the claim's success,
   * since a claim empties the event queue and requests may overtake it.
   */
  #claim(line: Line, id: number): void {
    const core = this.#core;
    core.onLine = this;
    core.stand(line);
    this.#run(claim$(core, line, id));
    if (line.connection.kind === 'stream') core.resume(line);
  }

  #run(open$: Observable<Line>): void {
    const opening = open$.subscribe({
      next: (line) => this.#opened.next(line),
      error: (error: unknown) => this.error(error),
    });
    this.#opened.add(opening);
  }
}

/**
 * The session created (or, once it has an id, claimed) on a line, and that line. Errors when it is refused, and when
 * the line is lost. No `switchMap`, and no subscription to the line, which would cost a session one and a half kilobytes for
 * as long as it lives.
 */
export const opened$ = (core: SessionCore, wanted: number | undefined): Observable<Line> =>
  new Observable((subscriber) => core.exchange.line.join(new Opening(core, wanted, subscriber)));
