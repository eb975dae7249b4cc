// An argument cannot be right: what was stored is no session id. Told before anything is sent.
import { catchError, take, tap, throwError } from 'rxjs';
import { claim$, create$, isJanusError } from 'rxjs-janus';
import { short } from '../../demo/short.mjs';

/** @type {import('../stage.mjs').Case} */
export const invalidArgument = {
  name: 'invalid-argument',
  title: 'What was stored is no session id',
  kinds: ['invalid-argument'],
  run$: ({ transport, did, seen, handled }) => {
    const janus$ = transport();
    const store = new Map([['session', 'undefined']]);
    did(`claimed the session whose id is stored as '${store.get('session')}'`);
    return claim$(janus$, Number(store.get('session'))).pipe(
      seen(),
      // The pattern: where input comes from elsewhere, forget it and begin anew. Where it is our own, correct the program.
      catchError((error) => {
        if (!isJanusError(error, 'invalid-argument') || error.argument !== 'sessionId')
          return throwError(() => error);
        store.delete('session');
        return create$(janus$);
      }),
      tap(({ id }) => handled(`forgot what was stored, and made session ${short(id)}`)),
      take(1),
    );
  },
};
