// One request as its subscriber saw it: everything that came, and when.
import { type Observable } from 'rxjs';
import { isJanusError } from 'rxjs-janus';
import { type ChoreName } from './chores.js';

export interface Asked {
  readonly name: ChoreName;
  readonly tag: string;
  readonly at: number;
  /** When the last of its deadlines has passed. */
  readonly dueAt: number;
  /** Whether its session stood on a line then. */
  readonly stood: boolean;
  /** How much the line had carried then, and at its end. */
  readonly carried: { readonly before: number; readonly after: number };
  readonly values: number;
  readonly completed: boolean;
  readonly failed: boolean;
  readonly error: unknown;
  readonly endedAt: number | undefined;
}

/** Subscribes, and keeps count; `carried` tells what has passed over the line so far. */
export function ask(
  about: Pick<Asked, 'name' | 'tag' | 'dueAt' | 'stood'>,
  request$: Observable<unknown>,
  carried: () => number,
): Asked {
  const asked = {
    ...about,
    at: Date.now(),
    carried: { before: carried(), after: 0 },
    values: 0,
    completed: false,
    failed: false,
    error: undefined as unknown,
    endedAt: undefined as number | undefined,
  };
  const end = (how: Partial<Asked>): void => {
    Object.assign(asked, how, { endedAt: Date.now() });
    asked.carried.after = carried();
  };
  request$.subscribe({
    next: () => asked.values++,
    error: (error: unknown) => end({ failed: true, error }),
    complete: () => end({ completed: true }),
  });
  return asked;
}

/** `answered`, the kind of its error, or that it is still on its way. */
export function outcomeOf({ completed, failed, error }: Asked): string {
  if (failed) return isJanusError(error) ? error.kind : 'an error that is none of ours';
  return completed ? 'answered' : 'unanswered';
}
