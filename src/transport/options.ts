import {
  type MonoTypeOperatorFunction,
  Observable,
  type ObservableInput,
  asyncScheduler,
  from,
  map,
  of,
  take,
  tap,
} from 'rxjs';
import { checkDuration } from '../errors/checks.js';
import { InvalidArgumentError } from '../errors/input-errors.js';
import type { ReconnectOptions } from './gate.js';
import type { JanusTransport } from './transport.js';
import type { WireSink } from './wire.js';

/** What a token source is told. */
export interface TokenContext {
  /** The token that the server has just refused, when that is why another is asked for. */
  readonly refused?: string;
}

/** What both transports take. */
export interface TransportOptions extends ReconnectOptions {
  /**
   * The server's address; or several, for servers that may stand in for one another; or a source of it, whose first
   * value counts. The one that answered last is dialled first. While a session of a lost line is sought it stays, as
   * the session is there and nowhere else; after that a failed attempt makes it the next one's turn, or the source
   * is asked.
   */
  readonly url: string | readonly string[] | (() => ObservableInput<string>);
  /**
   * The token of the server's token authentication, or a source of it: the first value counts, for each connection,
   * and once more when the server refuses it with 403. What was refused is then sent again.
   */
  readonly token?: string | ObservableInput<string> | ((context: TokenContext) => ObservableInput<string>);
  /** The server's `api_secret`. */
  readonly apiSecret?: string;
  /** Milliseconds until an attempt to connect is given up; 10,000 by default. */
  readonly connectTimeoutMs?: number;
  /** The longest frame that is read, in characters; a longer one is dropped with a diagnostic. 16,000,000 by default. */
  readonly maxFrameLength?: number;
  /** Wraps the transport that is made: `trace()` of `rxjs-janus/trace`. */
  readonly trace?: (janus$: JanusTransport) => JanusTransport;
}

/** How long an attempt to connect may take, milliseconds. */
export const CONNECT_TIMEOUT_MS = 10_000;

/** The longest frame read, characters. */
export const MAX_FRAME_LENGTH = 16_000_000;

/** The first value; text is a value, and not a list of its letters. */
export const firstOf$ = <T>(source: ObservableInput<T> | T): Observable<T> =>
  typeof source === 'string' ? of(source) : from(source as ObservableInput<T>).pipe(take(1));

/** The address for a new connection: the one that the transport says, or else what the source gives. */
export const urlOf$ = ({ url }: TransportOptions, sink: WireSink, picked: string): Observable<string> => {
  const address$: Observable<unknown> =
    typeof url === 'function' && picked === '' ? firstOf$(url()) : of(picked || url);
  return address$.pipe(
    map((address) => {
      if (typeof address !== 'string' || address === '')
        throw new InvalidArgumentError('url', 'an address', address);
      sink.dialling(address);
      return address;
    }),
  );
};

/** The address or the addresses, where they are known before anybody dials. */
export const fixedUrl = ({ url }: TransportOptions): string | readonly string[] =>
  typeof url === 'string' || Array.isArray(url) ? (url as string | readonly string[]) : '';

/** Errors when nothing came in the time that connecting may take. */
export const inTime =
  <T>({
    connectTimeoutMs: first = CONNECT_TIMEOUT_MS,
    scheduler = asyncScheduler,
  }: TransportOptions): MonoTypeOperatorFunction<T> =>
  (source$) =>
    new Observable((subscriber) => {
      checkDuration('connectTimeoutMs', first);
      const late = (): void => subscriber.error(new Error(`not open within ${first} ms (connectTimeoutMs)`));
      const waiting = scheduler.schedule(late, first);
      subscriber.add(waiting);
      source$.pipe(tap(() => waiting.unsubscribe())).subscribe(subscriber);
    });
