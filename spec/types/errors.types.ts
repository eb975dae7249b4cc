// What an error channel carries: told apart by class and by kind, down to the data of each.
import { type Observable, catchError, of, throwError } from 'rxjs';
import {
  type HandleEvent,
  type JanusClientError,
  type JanusErrorKind,
  type RequestTimeoutError,
  SessionReclaimError,
  isJanusError,
  ofKind,
} from 'rxjs-janus';
import { type Same, yes } from './support/same.js';

declare const event$: Observable<HandleEvent>;

export const byClass = catchError((error: unknown) =>
  error instanceof SessionReclaimError ? of(error.sessionId, error.why) : throwError(() => error),
);

export function byKind(error: JanusClientError): string {
  switch (error.kind) {
    case 'connection-lost':
      return `${String(error.code)} ${error.reason}`;
    case 'server':
      return `${error.code} ${error.codeName} ${error.reason}`;
    case 'plugin':
      return `${error.code} ${error.codeName}`;
    case 'request-timeout':
      return error.verb;
    default:
      return error.message;
  }
}

export function types(error: unknown): void {
  if (isJanusError(error)) yes<Same<typeof error.kind, JanusErrorKind>>();
  if (isJanusError(error, 'request-timeout')) yes<Same<typeof error, RequestTimeoutError>>();
  const slow$ = event$.pipe(ofKind('slowlink'));
  yes<Same<typeof slow$, Observable<Extract<HandleEvent, { kind: 'slowlink' }>>>>();
  // @ts-expect-error there is no such kind
  isJanusError(error, 'out-of-luck');
  // @ts-expect-error there is no such event
  event$.pipe(ofKind('slow'));
}
