import {
  type Observable,
  type ObservableInput,
  type SchedulerLike,
  from,
  map,
  of,
  take,
  throwError,
} from 'rxjs';
import { InvalidArgumentError } from '../errors/input-errors.js';
import { wrongDuration } from '../errors/wrong-duration.js';

/** What a token source is told. */
export interface TokenContext {
  /** The token that the server has just refused, when that is why another is asked for. */
  readonly refused?: string;
}

/** What both transports take. */
export interface TransportOptions {
  /** The server's address, or a source of it that is asked for each connection; its first value counts. */
  readonly url: string | (() => ObservableInput<string>);
  /** The token of the server's token authentication, or a source of it, asked for each connection. */
  readonly token?: string | ((context: TokenContext) => ObservableInput<string>);
  /** The server's `api_secret`. */
  readonly apiSecret?: string;
  /** Milliseconds until an attempt to connect is given up; 10,000 by default. */
  readonly connectTimeoutMs?: number;
  /** The longest frame that is read, in characters; a longer one is dropped with a diagnostic. 16,000,000 by default. */
  readonly maxFrameLength?: number;
  /** Where all timers of the transport run; the asynchronous scheduler by default. */
  readonly scheduler?: SchedulerLike;
}

/** How long an attempt to connect may take, milliseconds. */
export const CONNECT_TIMEOUT_MS = 10_000;

/** The longest frame read, characters. */
export const MAX_FRAME_LENGTH = 16_000_000;

const firstOf$ = <T>(source: ObservableInput<T>): Observable<T> => from(source).pipe(take(1));

/** The address for a new connection. */
export const urlOf$ = ({ url, connectTimeoutMs }: TransportOptions): Observable<string> => {
  const wrong = wrongDuration('connectTimeoutMs', connectTimeoutMs);
  if (wrong) return throwError(() => wrong);
  return (typeof url === 'function' ? firstOf$(url()) : of(url)).pipe(
    map((address: unknown) => {
      if (typeof address === 'string' && address !== '') return address;
      throw new InvalidArgumentError('url', 'an address', address);
    }),
  );
};

/** Token and secret for a new connection. */
export interface Credentials {
  /** The token. */
  readonly token?: string;
  /** The api secret. */
  readonly apisecret?: string;
}

const credentials = (token: string | undefined, apiSecret: string | undefined): Credentials => ({
  ...(token !== undefined && { token }),
  ...(apiSecret !== undefined && { apisecret: apiSecret }),
});

/** Token and secret for a new connection. */
export const credentialsOf$ = ({ token, apiSecret }: TransportOptions): Observable<Credentials> =>
  typeof token === 'function'
    ? firstOf$(token({})).pipe(map((value) => credentials(value, apiSecret)))
    : of(credentials(token, apiSecret));
