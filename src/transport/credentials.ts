import { EMPTY, type Observable, catchError, defer, filter, map, of, tap } from 'rxjs';
import type { OutgoingRequest } from '../protocol/requests.js';
import { type Given, encoder } from './encode.js';
import { joined } from './joined.js';
import { type TokenContext, type TransportOptions, firstOf$ } from './options.js';
import type { Connection } from './transport.js';

/** Token and secret of one connection; the token can be asked for once more. */
export class Credentials implements Pick<Connection, 'grant' | 'renewToken$'> {
  readonly #apiSecret: string | undefined;
  readonly #again$: (grant: number) => Observable<unknown>;
  grant = 0;
  given: Given = {};
  /** Writes a request with them. */
  encode: (request: OutgoingRequest) => string;

  constructor({ token: source, apiSecret }: TransportOptions, token: string | undefined) {
    this.#apiSecret = apiSecret;
    this.encode = this.#take(token);
    this.#again$ = joined(() => {
      const refused = this.given.token;
      if (typeof source === 'string' || refused === undefined) return EMPTY;
      return tokenOf$(source, { refused }).pipe(
        filter((next) => next !== refused),
        tap((next) => {
          this.encode = this.#take(next);
          this.grant++;
        }),
        catchError(() => EMPTY),
      );
    });
  }

  renewToken$(grant: number): Observable<unknown> {
    return defer(() => (grant === this.grant ? this.#again$(grant) : of(0)));
  }

  #take(token: string | undefined): (request: OutgoingRequest) => string {
    const apisecret = this.#apiSecret;
    this.given = { ...(token !== undefined && { token }), ...(apisecret !== undefined && { apisecret }) };
    return encoder(this.given);
  }
}

const tokenOf$ = (
  source: TransportOptions['token'],
  context: TokenContext,
): Observable<string | undefined> =>
  source === undefined
    ? of(undefined)
    : defer(() => firstOf$(typeof source === 'function' ? source(context) : source));

/** Token and secret for a new connection. */
export const credentialsOf$ = (options: TransportOptions): Observable<Credentials> =>
  tokenOf$(options.token, {}).pipe(map((token) => new Credentials(options, token)));
