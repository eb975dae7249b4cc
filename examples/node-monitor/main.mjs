// node examples/node-monitor/main.mjs: watches rooms, records those with somebody in them, and tells Prometheus.
import { defer, first, fromEvent, map, merge, race, switchMap, take, takeUntil, tap, timer } from 'rxjs';
import { restTransport, webSocketTransport } from 'rxjs-janus';
import { logTo, trace } from 'rxjs-janus/trace';
import { health$ } from './health.mjs';
import { diagnosed, logOf, logged } from './log.mjs';
import { metricsOf } from './metrics.mjs';
import { counted, monitor$ } from './monitor.mjs';
import { optionsFrom } from './options.mjs';
import { stateIn } from './state-file.mjs';

/** A second is what is asked of us: the farewells get most of it. */
const STOP_MS = 600;

const options = optionsFrom(process.env);
const log = logOf(options.logLevel);
const metrics = metricsOf();
const state = stateIn(options.stateFile);
const transport = options.url.startsWith('http') ? restTransport : webSocketTransport;
const janus$ = transport({
  url: options.url,
  ...options.credentials,
  // Every frame, where it is asked for; no line of it holds a secret.
  ...(log.isLevelEnabled('trace') && { trace: trace(logTo((line) => log.trace(line))) }),
});

const stop$ = merge(
  ...['SIGTERM', 'SIGINT'].map((signal) => fromEvent(process, signal).pipe(map(() => signal))),
).pipe(take(1));

const watching = merge(
  monitor$(janus$, options, state).pipe(counted(metrics), logged(log, metrics, options.linesPerSecond)),
  janus$.diagnostics$.pipe(diagnosed(log)),
  state.written$,
).subscribe({ error: (error) => fail(error) });

const serving = health$(options.port, {
  register: metrics.register,
  ready: () => metrics.ready(options.rooms.length),
})
  .pipe(takeUntil(stop$))
  .subscribe({
    next: (port) => log.info({ port, rooms: options.rooms.length }, 'listening'),
    error: (error) => fail(error),
  });

stop$
  .pipe(
    tap((signal) => log.info({ signal, sessions: options.onStop }, 'stopping')),
    switchMap(() =>
      race(
        // The deadline runs first, as the farewells of many sessions take their time to write.
        timer(STOP_MS).pipe(map(() => 'in time, without all farewells')),
        ended$().pipe(map(() => 'in order')),
      ),
    ),
  )
  .subscribe((how) => {
    state.flush();
    log.info(`stopped ${how}`);
    process.exit();
  });

/** Each subscription is a lease: its end sends the farewells, or leaves the session to the next process. */
function ended$() {
  return defer(() => {
    watching.unsubscribe();
    return janus$.state$.pipe(first(({ kind }) => kind === 'idle'));
  });
}

/** @param {unknown} error */
function fail(error) {
  log.fatal({ err: error }, 'failed');
  watching.unsubscribe();
  serving.unsubscribe();
  process.exitCode = 1;
}
