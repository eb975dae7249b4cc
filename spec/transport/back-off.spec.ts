import { type Observable, defer, retry, throwError } from 'rxjs';
import {
  ConnectionFailedError,
  HttpStatusError,
  InvalidArgumentError,
  ServerError,
  SessionLostError,
  SessionReclaimError,
  SessionTimeoutError,
  backOff,
} from 'rxjs-janus';
import { virtually } from '../support/marbles.js';

const lost = new SessionTimeoutError(1);

/** When each attempt starts, failing every time until it gives up after ten. */
const attemptsAt = (
  now: () => number,
  random: () => number,
): { at: number[]; source$: Observable<never> } => {
  const at: number[] = [];
  const source$ = defer(() => {
    at.push(now());
    return throwError(() => lost);
  }).pipe(retry({ count: 9, delay: backOff({ random }) }));
  return { at, source$ };
};

describe('backOff', () => {
  it('waits twice as long at most after each failure, up to half a minute', () => {
    virtually((time) => {
      const { at, source$ } = attemptsAt(time.now, () => 1);
      source$.subscribe({ error: () => undefined });
      const waits = (): number[] => at.slice(1).map((ms, index) => ms - (at[index] ?? 0));
      time.at(300_000, () =>
        expect(waits()).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000, 30_000]),
      );
    });
  });

  it('spreads the attempts over the whole of each wait', () => {
    virtually((time) => {
      const { at, source$ } = attemptsAt(time.now, () => 0.25);
      source$.subscribe({ error: () => undefined });
      time.at(300_000, () => expect(at.slice(0, 4)).toEqual([0, 250, 750, 1_750]));
    });
  });

  it.each([
    new InvalidArgumentError('id', 'a number', 'x'),
    new ServerError({ code: 403, reason: 'Unauthorized', verb: 'create' }),
    new HttpStatusError(403, 'poll'),
    new SessionReclaimError(1, 403, 'Unauthorized', 'unauthorized'),
    new SessionLostError(1, 'unauthorized'),
    new TypeError('a mistake of the application'),
  ])('passes on at once what no retry mends: %s', (error) => {
    virtually((time) => {
      time.expectObservable(backOff()(error, 1)).toBe('#', undefined, error);
    });
  });

  it.each([
    new ConnectionFailedError('wss://janus.example/ws'),
    new ServerError({ code: 472, reason: 'Currently not accepting new sessions', verb: 'create' }),
    new HttpStatusError(503, 'create'),
    new SessionReclaimError(1, 458, 'No such session', 'not-found'),
    lost,
  ])('waits after what time or a new session may mend: %s', (error) => {
    virtually((time) => {
      time.expectObservable(backOff({ random: () => 0.5 })(error, 1)).toBe('500ms (a|)', { a: 0 });
    });
  });
});
