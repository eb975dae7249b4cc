import { type Observable, ReplaySubject, connect, filter, startWith, switchMap, take } from 'rxjs';
import type { Handle } from '../../handle/handle.js';
import { type SipEvent, type SipTold, readSipEvent } from './sip-event.js';
import { SIP_VERBS, type SipVerbs } from './verbs.js';

/** The answer to a verb, and then the event of that Call-ID which ends what it began; that one may come before. */
export const outcome$ = <K extends 'message' | 'subscribe'>(
  line: Handle<SipVerbs>,
  told$: Observable<SipEvent>,
  verb: K,
  fields: SipVerbs[K]['fields'],
): Observable<SipEvent> => {
  const { ends }: { readonly ends: readonly string[] } = SIP_VERBS[verb];
  return told$.pipe(
    filter(({ kind }) => ends.includes(kind)),
    connect(
      (end$) =>
        line.request$(verb, fields).pipe(
          switchMap((reply) => {
            const { call_id: id }: { readonly call_id?: string } = reply.data.result;
            return end$.pipe(
              filter((end) => !id || (end as SipTold).call_id === id),
              take(1),
              startWith(readSipEvent(reply)),
            );
          }),
        ),
      { connector: () => new ReplaySubject(Infinity) },
    ),
    filter((event) => event !== undefined),
  );
};
