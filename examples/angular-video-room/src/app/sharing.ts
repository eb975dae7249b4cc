import { Injectable, inject, signal } from '@angular/core';
import {
  BehaviorSubject,
  EMPTY,
  type Observable,
  catchError,
  concat,
  defer,
  distinctUntilChanged,
  finalize,
  of,
  switchMap,
  tap,
} from 'rxjs';
import { Capture } from './capture';
import { problemOf } from './problems';

/** Whether a screen is shared, and which. */
@Injectable({ providedIn: 'root' })
export class Sharing {
  readonly #capture = inject(Capture);
  readonly #on$ = new BehaviorSubject(false);
  readonly #screen = signal<MediaStream | undefined>(undefined);
  readonly #problem = signal<string | undefined>(undefined);
  readonly screen = this.#screen.asReadonly();
  readonly problem = this.#problem.asReadonly();

  /** The screen while there is one, undefined while there is none; what is shared ends with the subscription. */
  readonly screen$: Observable<MediaStream | undefined> = this.#on$.pipe(
    switchMap((on) => (on ? concat(this.#chosen$(), this.#over$) : of(undefined))),
    distinctUntilChanged(),
    tap((screen) => this.#screen.set(screen)),
    finalize(() => {
      this.#screen.set(undefined);
      this.#on$.next(false);
    }),
  );

  /** Stopped in the browser's own bar, or nothing was chosen. */
  readonly #over$ = defer(() => {
    this.#on$.next(false);
    return EMPTY;
  });

  toggle(): void {
    this.#problem.set(undefined);
    this.#on$.next(!this.#on$.value);
  }

  #chosen$(): Observable<MediaStream> {
    return this.#capture.screen$.pipe(
      catchError((error: unknown) => {
        this.#problem.set(problemOf(error));
        return EMPTY;
      }),
    );
  }
}
