import { Observable, Subscriber } from 'rxjs';
import type { Line } from '../exchange/line.js';
import type { SessionCore } from './core.js';
import { claim$, create$ } from './entry.js';

/** Opens the session on the line that comes, and errors with that line. */
class Opening extends Subscriber<Line> {
  readonly #core: SessionCore;
  readonly #wanted: number | undefined;
  readonly #opened: Subscriber<Line>;

  constructor(core: SessionCore, wanted: number | undefined, opened: Subscriber<Line>) {
    super(opened);
    this.#core = core;
    this.#wanted = wanted;
    this.#opened = opened;
  }

  protected override _next(line: Line): void {
    const { id } = this.#core;
    const open$ = id === undefined ? create$(this.#core, line, this.#wanted) : claim$(this.#core, line, id);
    const opening = open$.subscribe({
      next: () => this.#opened.next(line),
      error: (error: unknown) => this.error(error),
    });
    this.add(opening);
  }
}

/**
 * The session created (or, once it has an id, claimed) on a line, and that line. Errors when it is refused, and when
 * the line is lost. A class and no `switchMap`, which costs a session a kilobyte for as long as it lives.
 */
export const opened$ = (core: SessionCore, wanted: number | undefined): Observable<Line> =>
  new Observable((subscriber) => void core.exchange.line$.subscribe(new Opening(core, wanted, subscriber)));
