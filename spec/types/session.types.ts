// How sessions are opened: the calls that must compile, and those that must not.
import { type Observable, switchMap } from 'rxjs';
import {
  type Gap,
  type Handle,
  type JanusSession,
  type JanusTransport,
  type Reply,
  type SessionStatus,
  claim$,
  create$,
  openSession$,
} from 'rxjs-janus';
import { type EchoTestHandle, type EchoTestReply, echoTest } from 'rxjs-janus/echotest';
import { type Same, yes } from './support/same.js';

declare const janus$: JanusTransport;
declare const session: JanusSession;
declare const maybe: { readonly id: number } | undefined;

export const good = () => [
  create$(janus$),
  create$(janus$, { id: 1, keepAliveMs: 5_000, teardown: () => 'abandon' }),
  create$(janus$, { keepAliveMs: 'auto', reclaim: false, maxWaiting: 10 }),
  claim$(janus$, 1, { reclaim: { forMs: 1_000 }, teardown: 'destroy' }),
  openSession$(janus$),
  openSession$(janus$, { sessionId: null }),
  openSession$(janus$, { sessionId: maybe?.id, orElse: 'create' }),
  session.attach$(echoTest, { opaqueId: 'mine' }),
  session.reattach$('janus.plugin.of.my.own', 2),
];

export const bad = () => [
  // @ts-expect-error a transport is needed
  create$(),
  // @ts-expect-error an id is a number
  claim$(janus$, '1'),
  // @ts-expect-error a claim needs an id
  claim$(janus$),
  // @ts-expect-error null is for openSession$ alone
  claim$(janus$, null),
  // @ts-expect-error there are two ways to end
  create$(janus$, { teardown: 'leave' }),
  // @ts-expect-error claiming has no choice of the id
  claim$(janus$, 1, { id: 2 }),
  // @ts-expect-error there are two ways to go on
  openSession$(janus$, { sessionId: 1, orElse: 'claim' }),
  // @ts-expect-error a plugin or a package name
  session.attach$(1),
  // @ts-expect-error a handle id is a number
  session.reattach$(echoTest, '2'),
];

export function types(): void {
  const attached$ = session.attach$(echoTest);
  const bare$ = session.attach$('janus.plugin.of.my.own');
  const configured$ = attached$.pipe(switchMap((echo) => echo.configure$({ bitrate: 1 })));
  const created$ = create$(janus$);
  yes<Same<typeof created$, Observable<JanusSession>>>();
  yes<Same<typeof attached$, Observable<EchoTestHandle>>>();
  yes<Same<typeof bare$, Observable<Handle>>>();
  yes<Same<typeof configured$, Observable<Reply<EchoTestReply>>>>();
  yes<Same<JanusSession['gap$'], Observable<Gap>>>();
  yes<Same<JanusSession['status$'], Observable<SessionStatus>>>();
  // @ts-expect-error an id is given, not chosen afterwards
  session.id = 2;
}
