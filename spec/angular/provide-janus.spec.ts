import { pass } from './support/fake-time.js';
import { application, inComponent } from './support/angular.js';
import {
  DestroyRef,
  type DestroyableInjector,
  Injector,
  PLATFORM_ID,
  inject,
  runInInjectionContext,
} from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { type Observable, NEVER, map, of, throwError } from 'rxjs';
import {
  type JanusSession,
  InvalidArgumentError,
  SessionReclaimError,
  type SessionSnapshot,
} from 'rxjs-janus';
import {
  JANUS_SESSION,
  JANUS_TRANSPORT,
  injectJanus,
  injectJanusHandle$,
  injectJanusSession$,
  janusErrorIn,
  outcome,
  provideJanus,
  stateOf$,
  statusOf$,
  withRest,
  withWebSocket,
} from 'rxjs-janus/angular';
import { JANUS_SCRIPT, type JanusTestingOptions, provideJanusTesting } from 'rxjs-janus/angular/testing';
import { echoTest } from 'rxjs-janus/echotest';

const verbs = (): string[] => TestBed.inject(JANUS_SCRIPT).sent.map(({ janus }) => janus);

/** All that an Observable tells, as one list. */
const heardOf = (source$: Observable<unknown>): unknown[] => {
  const heard: unknown[] = [];
  source$.subscribe({
    next: (value) => heard.push(value),
    error: (error: unknown) => heard.push(error),
    complete: () => heard.push('complete'),
  });
  return heard;
};

/** Something with a life of its own: a component, a route. */
const part = (): DestroyableInjector => Injector.create({ providers: [], parent: TestBed.inject(Injector) });

const snapshot: SessionSnapshot = {
  version: 1,
  sessionId: 77,
  savedAt: 0,
  handles: [{ handleId: 78, plugin: echoTest.package }],
};

const storing = (stored: unknown): JanusTestingOptions => ({
  store: { load: () => of(stored), save: () => of(undefined), clear: () => of(undefined) },
});

describe('provideJanus', () => {
  it('connects when the session is subscribed to, and not before; the tokens are of the same', () => {
    application(provideJanusTesting());
    const janus = inComponent(() => injectJanus());
    expect(verbs()).toEqual([]);
    expect(TestBed.inject(JANUS_TRANSPORT)).toBe(janus.transport$);
    expect(TestBed.inject(JANUS_SESSION)).toBe(janus.session$);
    const [session] = heardOf(janus.session$) as [JanusSession];
    expect(verbs()).toEqual(['create', 'info']);
    expect(session.id).toBe(1);
  });

  it('gives all who inject it one session and one line', async () => {
    application(provideJanusTesting());
    const [one] = heardOf(inComponent(() => injectJanusSession$()));
    const [other] = heardOf(inComponent(() => injectJanusSession$()));
    expect(one).toBe(other);
    await pass(10);
    expect(verbs().filter((verb) => verb === 'create')).toHaveLength(1);
    expect(TestBed.inject(JANUS_SCRIPT).lines.opened).toBe(1);
  });

  it('ends a handle, and the session after its last, with what injected them', async () => {
    application(provideJanusTesting());
    const [one, other] = [part(), part()];
    const heard = [one, other].map((injector) =>
      heardOf(runInInjectionContext(injector, () => injectJanusHandle$(echoTest)).pipe(map(({ id }) => id))),
    );
    await pass(10);
    expect(heard).toEqual([[2], [3]]);
    one.destroy();
    await pass(10);
    expect(heard).toEqual([[2, 'complete'], [3]]);
    expect(verbs().filter((verb) => verb === 'detach' || verb === 'destroy')).toEqual(['detach']);
    other.destroy();
    await pass(10);
    expect(verbs().slice(-2)).toEqual(['detach', 'destroy']);
    expect(TestBed.inject(JANUS_SCRIPT).lines.open).toBe(0);
  });

  it('ends the session with the application, whoever holds it still', async () => {
    const script: JanusTestingOptions = {};
    application(provideJanusTesting(script));
    const server = TestBed.inject(JANUS_SCRIPT);
    const heard = heardOf(inComponent(() => injectJanus()).session$);
    TestBed.resetTestingModule();
    await pass(10);
    expect(heard.at(-1)).toBe('complete');
    expect(server.sent.at(-1)?.janus).toBe('destroy');
    expect(server.lines.open).toBe(0);
  });

  it('hands nothing to what is destroyed already', () => {
    application(provideJanusTesting());
    const injector = part();
    const session$ = runInInjectionContext(injector, () => injectJanusSession$());
    injector.destroy();
    expect(heardOf(session$)).toEqual(['complete']);
    expect(verbs()).toEqual([]);
  });

  it('shares one handle among the subscribers of one injection', async () => {
    application(provideJanusTesting());
    const echo$ = inComponent(() => injectJanusHandle$(echoTest));
    const [one] = heardOf(echo$);
    const [other] = heardOf(echo$);
    await pass(10);
    expect(one).toBe(other);
    expect(verbs().filter((verb) => verb === 'attach')).toHaveLength(1);
  });

  it('takes up the stored session and its handle, once', async () => {
    application(provideJanusTesting(storing(snapshot)));
    const ids = [1, 2].map(() =>
      heardOf(inComponent(() => injectJanusHandle$(echoTest)).pipe(map(({ id }) => id))),
    );
    await pass(10);
    expect(verbs().filter((verb) => ['create', 'claim', 'attach'].includes(verb))).toEqual([
      'claim',
      'attach',
    ]);
    expect(ids).toEqual([[78], [1]]);
  });

  it('makes a new session where the stored one is gone, unless told otherwise', async () => {
    const gone: JanusTestingOptions = {
      answer: ({ janus }) =>
        janus === 'claim' ? [{ janus: 'error', error: { code: 458, reason: 'gone' } }] : undefined,
      ...storing(snapshot),
    };
    application(provideJanusTesting(gone));
    const [session] = heardOf(inComponent(() => injectJanusSession$())) as [JanusSession];
    expect(session.id).toBe(1);
    TestBed.resetTestingModule();
    application(provideJanusTesting({ ...gone, orElse: 'error' }));
    expect(heardOf(inComponent(() => injectJanusSession$()))).toEqual([expect.any(SessionReclaimError)]);
    await pass(10);
  });

  it('opens nothing on the server, and says so to nobody', async () => {
    const made: string[] = [];
    const app = application(
      { provide: PLATFORM_ID, useValue: 'server' },
      provideJanus({
        transport: () => {
          made.push('a transport');
          throw new Error('there is no WebSocket here');
        },
      }),
    );
    const stable = heardOf(app.isStable);
    const janus = inComponent(() => injectJanus());
    const heard = [
      heardOf(statusOf$(janus.session$)),
      heardOf(
        stateOf$(
          inComponent(() => injectJanusHandle$(echoTest)),
          (echo) => echo.media$,
          'none' as never,
        ),
      ),
      heardOf(janus.open$()),
      heardOf(janus.transport$),
      heardOf(janus.transport$.state$),
    ];
    await pass(60_000);
    expect(made).toEqual([]);
    expect(heard).toEqual([[{ kind: 'opening' }], ['none'], [], [], [{ kind: 'idle' }]]);
    expect(stable).toEqual([true]);
  });

  it.each([
    ['withWebSocket', withWebSocket, 'wss://janus.example/ws'],
    ['withRest', withRest, 'https://janus.example/janus'],
  ] as const)('%s reads its options in an injection context, and dials nobody', (_, withTransport, url) => {
    application(
      provideJanus({
        transport: withTransport(() => {
          inject(DestroyRef);
          return { url };
        }),
      }),
    );
    expect(heardOf(inComponent(() => injectJanus()).transport$.state$)).toEqual([{ kind: 'idle' }]);
  });
});

describe('what signals are made of', () => {
  const refused = new SessionReclaimError(1, 458, 'No such session 1', 'not-found');
  const wrong$ = throwError(() => new Error('a fault of the application’s'));

  it('statusOf$ begins with opening and ends with why there is none', () => {
    application(provideJanusTesting());
    const heard = heardOf(statusOf$(inComponent(() => injectJanusSession$())));
    expect(heard).toEqual([{ kind: 'opening' }, { kind: 'live', by: 'create' }]);
    expect(heardOf(statusOf$(throwError(() => refused)))).toEqual([
      { kind: 'opening' },
      { kind: 'ended', cause: refused },
      'complete',
    ]);
    expect(heardOf(statusOf$(wrong$))).toEqual([{ kind: 'opening' }, expect.any(Error)]);
  });

  it('stateOf$ holds its initial value while there is nothing to tell of', () => {
    const select$ = (source: number): Observable<string> => of(`of ${String(source)}`);
    expect(heardOf(stateOf$(NEVER, select$, 'none'))).toEqual(['none']);
    expect(heardOf(stateOf$(of(1, 2), select$, 'none'))).toEqual([
      'none',
      'of 1',
      'of 2',
      'none',
      'complete',
    ]);
    expect(
      heardOf(
        stateOf$(
          throwError(() => refused),
          select$,
          'none',
        ),
      ),
    ).toEqual(['none', 'none', 'complete']);
    expect(heardOf(stateOf$(wrong$, select$, 'none'))).toEqual(['none', expect.any(Error)]);
  });

  it('outcome tells of values, end and failure in one union', () => {
    expect(heardOf(of(1).pipe(outcome()))).toEqual([
      { kind: 'waiting' },
      { kind: 'ready', value: 1 },
      { kind: 'done' },
      'complete',
    ]);
    expect(heardOf(throwError(() => refused).pipe(outcome()))).toEqual([
      { kind: 'waiting' },
      { kind: 'failed', error: refused },
      'complete',
    ]);
    expect(heardOf(wrong$.pipe(outcome()))).toEqual([{ kind: 'waiting' }, expect.any(Error)]);
  });
});

describe('janusErrorIn', () => {
  const error = new InvalidArgumentError('url', 'an address', 7);

  it.each([
    ['itself', error],
    [
      'a rejection as zone.js wraps it',
      Object.assign(new Error('Uncaught (in promise)'), { rejection: error }),
    ],
    ['a cause of a cause', new Error('a', { cause: new Error('b', { cause: error }) })],
  ])('finds %s', (_, thrown) => {
    expect(janusErrorIn(thrown)).toBe(error);
  });

  it('finds none in others, nor in a ring', () => {
    const ring: { cause?: unknown } = {};
    ring.cause = ring;
    expect([undefined, 'text', new Error('another'), ring].map(janusErrorIn)).toEqual(
      Array(4).fill(undefined),
    );
  });
});
