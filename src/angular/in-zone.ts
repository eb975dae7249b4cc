import type { NgZone } from '@angular/core';
import { type Observable, isObservable, map } from 'rxjs';
import type { Handle } from '../handle/handle.js';
import type { JanusSession } from '../session/session.js';
import { throughZone } from './through-zone.js';

type Dress = (value: unknown, key: string | symbol) => unknown;

/** An object seen through a glass that changes what its members give; each runs on the object itself. */
const seenThrough = <T extends object>(object: T, dress: Dress): T =>
  new Proxy(object, {
    get: (_, key) => {
      const member: unknown = Reflect.get(object, key, object);
      return typeof member === 'function'
        ? (...args: unknown[]) => dress(Reflect.apply(member, object, args), key)
        : dress(member, key);
    },
  });

const told =
  (zone: NgZone): Dress =>
  (value) =>
    isObservable(value) ? value.pipe(throughZone(zone)) : value;

/** A handle whose Observables, its plugin's among them, run outside the zone and tell inside. */
const handleIn = (handle: Handle, zone: NgZone): Handle => seenThrough(handle, told(zone));

const attaches = new Set<string | symbol>(['attach$', 'reattach$']);

/** A session whose Observables, and those of its handles, run outside the zone and tell inside. */
export const sessionIn = (session: JanusSession, zone: NgZone): JanusSession => {
  const tell = told(zone);
  return seenThrough(session, (value, key) => {
    const seen = tell(value, key);
    return attaches.has(key)
      ? (seen as Observable<Handle>).pipe(map((handle) => handleIn(handle, zone)))
      : seen;
  });
};
