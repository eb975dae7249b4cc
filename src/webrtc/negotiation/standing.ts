import {
  EMPTY,
  Observable,
  type ObservableInput,
  Subject,
  type Subscriber,
  catchError,
  concat,
  defer,
  finalize,
  first,
  from,
  ignoreElements,
  merge,
  mergeMap,
  tap,
  throwError,
} from 'rxjs';
import { isJanusError } from '../../errors/errors.js';
import type { Handle } from '../../handle/handle.js';
import { ofKind } from '../../internal/of-kind.js';
import { OfferLostError } from '../errors.js';
import type { Agreed, Negotiation } from './negotiation.js';
import { type Send, jsepIn } from './send.js';

/** Asks the server for another offer, with new credentials of ICE: a method of a plugin, the offer as `jsep` of its reply. */
export type AskRestart = () => ObservableInput<unknown>;

/** Those who negotiate for as long as a PeerConnection lives, and who restart ICE when they are asked to. */
export class Standing {
  readonly #negotiation: Negotiation;
  readonly #handle: Handle;
  readonly #asked = new Subject<Subscriber<unknown>>();

  constructor(negotiation: Negotiation, handle: Handle) {
    this.#negotiation = negotiation;
    this.#handle = handle;
  }

  /** Has ICE restarted. Completes when both sides agree on it; errors when they do not, or nobody negotiates. */
  restart$(): Observable<unknown> {
    return new Observable((asked) => {
      if (this.#asked.observed) this.#asked.next(asked);
      else asked.error(new OfferLostError(this.#handle));
    });
  }

  /** Offers when that is needed, or asked for. */
  offers$<T>(send$: Send<T>): Observable<T> {
    const { needed$ } = this.#negotiation;
    return merge(
      needed$.pipe(mergeMap(() => this.#negotiation.offer$(send$))),
      this.#asked.pipe(
        // An offer of the server's that crosses it is agreed on first, and is not what was asked for.
        mergeMap((asked) =>
          this.#restart$(asked, this.#negotiation.offer$(send$, true), ({ restart }) => restart),
        ),
      ),
    );
  }

  /** Answers what the server offers: at first, unasked, or when it is asked to. */
  answers$<T>(offers$: ObservableInput<unknown>, send$: Send<T>, ask$?: AskRestart): Observable<T> {
    const answered$ = (source$: Observable<unknown>): Observable<T> =>
      source$.pipe(
        mergeMap((value) => {
          const offer = jsepIn(value, 'offer');
          return offer ? this.#negotiation.answer$(offer, send$) : EMPTY;
        }),
      );
    const unasked$ = this.#handle.event$.pipe(ofKind('plugin'));
    const asked$ = this.#asked.pipe(
      mergeMap((asked) => this.#restart$(asked, answered$(this.#notLost$(defer(ask$ ?? (() => EMPTY)))))),
    );
    return merge(answered$(merge(unasked$, this.#notLost$(from(offers$)))), ask$ ? asked$ : EMPTY);
  }

  /** What goes wrong with a restart is the asker's, but for a lost offer: no restart mends that. */
  #restart$<T>(
    asked: Subscriber<unknown>,
    work$: Observable<T>,
    isIt: (agreed: Agreed) => boolean = () => true,
  ): Observable<T> {
    return defer(() => {
      const agreed$ = this.#negotiation.agreed$.pipe(
        first(isIt),
        tap(() => asked.complete()),
        ignoreElements(),
      );
      const unanswered$ = defer(() => {
        if (!asked.closed) asked.error(new OfferLostError(this.#handle));
        return EMPTY;
      });
      const told$ = concat(work$, unanswered$).pipe(
        catchError((error: unknown) => {
          asked.error(error);
          return error instanceof OfferLostError ? throwError(() => error) : EMPTY;
        }),
      );
      return merge(agreed$, told$);
    });
  }

  /**
   * An answer that never comes, or that a drop took along, is an offer that waits for us without our knowing it. So is a
   * refusal of what was sent again behind a drop.
   */
  #notLost$<T>(source$: Observable<T>): Observable<T> {
    return defer(() => {
      let gaps = 0;
      const counting = this.#handle.gap$.subscribe({ next: () => (gaps += 1), error: () => undefined });
      const isLost = (error: unknown): boolean =>
        isJanusError(error, 'request-in-doubt') ||
        (isJanusError(error, 'request-timeout') && error.acked) ||
        (isJanusError(error, 'plugin') && gaps > 0);
      return source$.pipe(
        catchError((cause: unknown) =>
          throwError(() => (isLost(cause) ? new OfferLostError(this.#handle, { cause }) : cause)),
        ),
        finalize(() => counting.unsubscribe()),
      );
    });
  }
}
