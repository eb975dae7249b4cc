// The pictures of the guides are drawn from marbles that hold: here each of them is run.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  NEVER,
  Observable,
  type Observer,
  catchError,
  concat,
  defer,
  delay,
  filter,
  ignoreElements,
  map,
  merge,
  of,
  onErrorResumeNextWith,
  retry,
  shareReplay,
  switchMap,
  take,
  timer,
} from 'rxjs';
import {
  ConnectionFailedError,
  type JanusSession,
  type OutgoingRequest,
  backOff,
  claim$,
  create$,
  ofKind,
  type Handle,
} from 'rxjs-janus';
import { type ScriptedTransport, coreScript, scriptedTransport } from 'rxjs-janus/testing';
import { root } from '../house/support/source-files.js';
import { type VirtualTime, anError, virtually } from '../support/marbles.js';

interface Row {
  readonly label: string;
  readonly marbles?: string;
  readonly subscription?: string;
  readonly box?: string;
  readonly values?: Readonly<Record<string, string>>;
  readonly error?: string;
}

interface Diagram {
  readonly name: string;
  readonly rows: readonly Row[];
}

const diagrams = JSON.parse(
  readFileSync(join(root, 'scripts/marbles/diagrams.json'), 'utf8'),
) as readonly Diagram[];

type Rows = Readonly<Record<string, Observable<unknown>>>;
type Scene = (time: VirtualTime, diagram: Diagram) => Rows;

/** Requests but `info`, which the pictures leave out. */
const sent$ = (janus$: ScriptedTransport, words: Readonly<Record<string, string>> = {}): Observable<string> =>
  janus$.sent$.pipe(
    filter(({ janus }) => janus !== 'info'),
    map(({ janus }) => words[janus] ?? janus),
  );

/** A server that takes a frame for each answer; `answer` says otherwise, or nothing. */
const slow = (
  { scheduler }: VirtualTime,
  answer: (request: OutgoingRequest) => readonly object[] | undefined = () => undefined,
  connect$?: (attempt: number) => Observable<unknown>,
): ScriptedTransport => {
  const core = coreScript();
  return scriptedTransport({
    scheduler,
    ...(connect$ && { connect$ }),
    answer: (request) =>
      of(answer(request) ?? core(request)).pipe(
        delay(1, scheduler),
        switchMap((messages) => messages),
      ),
  });
};

/** The line as the pictures show it: from the state of the transport, with what the script does to it. */
const line$ = (janus$: ScriptedTransport): Observable<string> =>
  janus$.state$.pipe(
    filter(({ kind }) => kind === 'open' || kind === 'lost'),
    map(({ kind }) => (kind === 'open' ? 'open' : 'cut')),
  );

const session = (): string => 'session';

const attached$ = (session$: Observable<JanusSession>): Observable<Handle> =>
  session$.pipe(
    switchMap((one) => one.reattach$('janus.plugin.echotest', 5)),
    shareReplay({ bufferSize: 1, refCount: true }),
  );

/** A row, while something else is held. */
const meanwhile$ = <T>(row$: Observable<T>, held$: Observable<unknown>): Observable<T> =>
  merge(row$, held$.pipe(ignoreElements(), onErrorResumeNextWith(NEVER)));

const comingBack = (time: VirtualTime): ScriptedTransport =>
  slow(time, undefined, (attempt) => (attempt === 1 ? of(0) : timer(5, time.scheduler)));

const scenes: Readonly<Record<string, Scene>> = {
  create: (time) => {
    const janus$ = slow(time);
    return { sent: sent$(janus$), 'create$(janus$)': create$(janus$, time).pipe(map(session)) };
  },
  claim: (time) => {
    const [here, gone] = [
      slow(time),
      slow(time, ({ janus }) =>
        janus === 'claim' ? [{ janus: 'error', error: { code: 458, reason: 'No such session' } }] : undefined,
      ),
    ];
    const later$ = timer(2, time.scheduler);
    return {
      sent: sent$(here),
      'claim$(janus$, 7)': later$.pipe(
        switchMap(() => claim$(here, 7, { ...time, teardown: 'abandon' })),
        map(session),
      ),
      'claim$(janus$, 9)': later$.pipe(switchMap(() => claim$(gone, 9, time))),
    };
  },
  'keep-alive': (time) => {
    let beats = 0;
    const janus$ = slow(time, ({ janus }) => (janus === 'keepalive' && ++beats > 2 ? [] : undefined));
    return {
      sent: sent$(janus$, { keepalive: 'beat' }),
      answers: janus$.pipe(
        filter(({ janus }) => janus !== 'server_info'),
        map(({ janus }) => janus),
        catchError(() => NEVER),
      ),
      'janus$.state$': meanwhile$(
        janus$.state$.pipe(
          map(({ kind }) => kind),
          filter((kind) => kind === 'open' || kind === 'lost'),
        ),
        create$(janus$, { ...time, keepAliveMs: 6, reclaim: false }),
      ),
    };
  },
  reclaim: (time) => {
    const janus$ = comingBack(time);
    time.at(7, () => janus$.drop());
    const session$ = create$(janus$, { ...time, keepAliveMs: 1_000 });
    return {
      'the line': line$(janus$),
      sent: sent$(janus$),
      session$: session$.pipe(map(session)),
      status$: session$.pipe(
        switchMap((one) => one.status$),
        map(({ kind }) => kind),
      ),
      gap$: session$.pipe(
        switchMap((one) => one.gap$),
        map(() => 'gap'),
      ),
    };
  },
  gap: (time, { rows }) => {
    const janus$ = comingBack(time);
    time.at(8, () => janus$.drop());
    const handle$ = attached$(create$(janus$, { ...time, keepAliveMs: 1_000 }));
    const said = rows.find(({ label }) => label === 'the server says') as Required<Row>;
    const says$ = time.cold(said.marbles, said.values);
    says$.subscribe((word) => janus$.push({ janus: 'hangup', session_id: 1, sender: 5, reason: word }));
    return {
      'the line': line$(janus$),
      'handle.event$': handle$.pipe(
        switchMap((one) => one.event$),
        ofKind('hangup'),
        map(({ reason }) => reason),
      ),
      'handle.gap$': handle$.pipe(
        switchMap((one) => one.gap$),
        map(() => 'gap'),
      ),
    };
  },
  'in-doubt': (time) => {
    let lines = 0;
    const reply = { janus: 'event', sender: 5, plugindata: { plugin: 'janus.plugin.echotest', data: {} } };
    const janus$ = slow(
      time,
      ({ janus }) => (janus === 'message' ? (lines > 1 ? [reply] : []) : undefined),
      (attempt) => {
        lines = attempt;
        return attempt === 1 ? of(0) : timer(5, time.scheduler);
      },
    );
    time.at(8, () => janus$.drop());
    const handle$ = attached$(create$(janus$, { ...time, keepAliveMs: 1_000 }));
    const asked$ = (when: number, options: object): Observable<string> =>
      timer(when, time.scheduler).pipe(
        switchMap(() => handle$.pipe(switchMap((one) => one.message$({}, options)))),
        take(1),
        map(() => 'reply'),
      );
    return {
      'the line': meanwhile$(line$(janus$), handle$),
      'message$(body)': asked$(6, {}),
      '{ idempotent: true }': asked$(6, { idempotent: true }),
      'made in the gap': asked$(10, {}),
    };
  },
  'of-kind': (time, { rows }) => {
    const [source] = rows as readonly Required<Row>[];
    const events$ = time.cold(source?.marbles ?? '', source?.values).pipe(map((kind) => ({ kind })));
    return {
      '': events$.pipe(
        ofKind('slowlink'),
        map(({ kind }) => kind),
      ),
    };
  },
  'back-off': (time) => {
    let tries = 0;
    const told: Observer<string>[] = [];
    const attempts$ = new Observable<string>((subscriber) => void told.push(subscriber));
    const session$ = defer(() => {
      for (const one of told) one.next('try');
      if (++tries < 4) throw new ConnectionFailedError('script:');
      return of('session');
    });
    const delay$ = backOff({ firstMs: 3, maxMs: 60, random: () => 1, scheduler: time.scheduler });
    return { attempts: attempts$, '': concat(session$.pipe(retry({ delay: delay$ })), NEVER) };
  },
};

describe.each(diagrams)('the marbles of $name', (diagram) => {
  it('hold', () => {
    virtually((time) => {
      const scene = scenes[diagram.name];
      if (!scene) throw new Error('nobody runs it');
      const rows = scene(time, diagram);
      const frames = Math.max(...diagram.rows.map(({ marbles = '' }) => marbles.length));
      const subscription = diagram.rows.find((row) => row.subscription)?.subscription;
      let compared = 0;
      for (const { label, marbles, values, error } of diagram.rows) {
        const row$ = rows[label];
        if (!row$ || marbles === undefined) continue;
        compared += 1;
        const until = label === 'sent' || !subscription ? `^${'-'.repeat(frames)}!` : subscription;
        const kind = error && {
          SessionReclaimError: 'session-reclaim',
          RequestInDoubtError: 'request-in-doubt',
        };
        const wanted = kind && kind[error.split(',')[0] as keyof typeof kind];
        time.expectObservable(row$, until).toBe(marbles, values, wanted && anError(wanted));
      }
      expect(compared).toBeGreaterThan(0);
    });
  });

  it('are drawn as they are', () => {
    const draw = pathToFileURL(join(root, 'scripts/marbles/draw.mjs')).href;
    const script = `import { draw } from '${draw}'; process.stdout.write(draw(${JSON.stringify(diagram)}));`;
    const drawn = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    expect(readFileSync(join(root, `docs/pictures/${diagram.name}.svg`), 'utf8')).toBe(drawn);
  });
});
