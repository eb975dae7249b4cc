import type { NgZone } from '@angular/core';
import { NEVER, Observable, switchMap } from 'rxjs';
import type { JanusMessage } from '../protocol/messages.js';
import type { Diagnostic } from '../transport/diagnostic.js';
import { transportOver } from '../transport/transport-over.js';
import type { Connection, JanusTransport, TransportState } from '../transport/transport.js';
import { throughZone } from './through-zone.js';

/** A transport whose sockets and timers run outside the zone, and which tells inside. */
class TransportIn extends Observable<JanusMessage> implements JanusTransport {
  readonly connection$: Observable<Connection>;
  readonly state$: Observable<TransportState>;
  readonly wake$: Observable<unknown>;
  readonly diagnostics$: Observable<Diagnostic>;
  readonly gate$: JanusTransport['gate$'];
  readonly diagnose: JanusTransport['diagnose'];

  constructor(janus$: JanusTransport, zone: NgZone, connection$ = janus$.connection$) {
    super((subscriber) => this.connection$.pipe(switchMap(({ message$ }) => message$)).subscribe(subscriber));
    this.connection$ = connection$.pipe(throughZone(zone));
    this.state$ = janus$.state$.pipe(throughZone(zone));
    this.wake$ = janus$.wake$.pipe(throughZone(zone));
    this.diagnostics$ = janus$.diagnostics$.pipe(throughZone(zone));
    this.gate$ = (attempt, maxMs) => janus$.gate$(attempt, maxMs).pipe(throughZone(zone));
    this.diagnose = (diagnostic) => janus$.diagnose(diagnostic);
  }
}

/** The transport of a page. */
export const transportIn = (janus$: JanusTransport, zone: NgZone): JanusTransport =>
  new TransportIn(janus$, zone);

/** The transport of a page that is rendered on the server: idle, whoever subscribes. */
export const idleTransport = (zone: NgZone): JanusTransport =>
  new TransportIn(
    transportOver(() => NEVER),
    zone,
    NEVER,
  );
