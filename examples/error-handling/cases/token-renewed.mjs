// Tokens that run out while the session lives: a source of tokens is asked for another when one is refused. No error comes.
import { concat, defer, of, switchMap, take, tap } from 'rxjs';
import { create$ } from 'rxjs-janus';
import { echoTest } from 'rxjs-janus/echotest';

/** @type {import('../stage.mjs').Case} */
export const tokenRenewed = {
  name: 'token-renewed',
  title: 'A token runs out, and another is fetched',
  kinds: [],
  server: { tokens: ['first-token', 'second-token'] },
  run$: ({ transport, server, did, handled }) => {
    // The pattern: a function that fetches. It is asked for each connection, and once more when the server refuses what
    // it gave; what was refused is sent again. Only a second refusal is an error.
    const token = (/** @type {{ refused?: string }} */ { refused }) =>
      defer(() => {
        if (refused !== undefined) handled('was asked for another token, and went on with it');
        return of(refused === undefined ? 'first-token' : 'second-token');
      });
    return create$(transport({ token })).pipe(
      switchMap((session) => session.attach$(echoTest)),
      switchMap((echo) => {
        did('withdrew the token that the session was made with');
        return concat(server.removeToken('first-token'), echo.configure$({ audio: true }));
      }),
      tap(({ data }) => handled(`was answered by the same handle: ${data.result}`)),
      take(1),
    );
  },
};
