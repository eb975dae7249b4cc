// What a trace tells, step by step, in virtual time; and that it changes nothing.
import { NEVER, concat, map, of, switchMap, tap, throwError, timer } from 'rxjs';
import {
  type Connection,
  ConnectionFailedError,
  type JanusMessage,
  type JanusTransport,
  type OutgoingRequest,
  create$,
  transportOver,
} from 'rxjs-janus';
import { type ScriptedTransportOptions, coreScript, scriptedTransport } from 'rxjs-janus/testing';
import { type TraceOptions, type TraceStep, recorder, trace } from 'rxjs-janus/trace';
import { type VirtualTime, virtually } from '../support/marbles.js';

const core = coreScript();

const traced = (
  time: VirtualTime,
  options: ScriptedTransportOptions = {},
  words: TraceOptions = {},
): { janus$: ReturnType<typeof scriptedTransport>; told: (string | undefined)[]; steps: TraceStep[] } => {
  const steps: TraceStep[] = [];
  const told: string[] = [];
  const { scheduler } = time;
  const sink = (step: TraceStep): void => {
    steps.push(step);
    const { request, kind, text } = step;
    told.push(`${String(time.now())} ${request === undefined ? '' : `[${String(request)}] `}${kind} ${text}`);
  };
  const janus$ = scriptedTransport({ ...options, scheduler, trace: trace(sink, { scheduler, ...words }) });
  return { janus$, told, steps };
};

describe('trace', () => {
  it('tells a session from the connecting to the closing', () => {
    virtually((time) => {
      const { janus$, told } = traced(time);
      const lease = create$(janus$, { scheduler: time.scheduler, keepAliveMs: 1_000 }).subscribe();
      time.at(1_500, () => lease.unsubscribe());
      time.at(1_600, () =>
        expect(told).toEqual([
          '0 line connecting script:',
          '0 line open script:',
          '0 [1] request create',
          '0 [1] reply success session …1',
          '0 [2] request info',
          expect.stringMatching(/^0 \[2\] reply server_info .*reclaim_session_timeout 30 s$/),
          '1000 [3] request keepalive',
          '1000 [3] reply ack',
          '1500 [4] request destroy',
          '1500 [4] reply success',
          '1500 down closed',
        ]),
      );
    });
  });

  it('connects nothing by itself, and tells each message once, whoever listens', () => {
    virtually((time) => {
      const { janus$, told } = traced(time);
      expect(janus$.lines.opened).toBe(0);
      const seen: JanusMessage[] = [];
      const wrapped: JanusTransport = janus$;
      const all = [wrapped, wrapped].map((one$) => one$.subscribe((message) => seen.push(message)));
      time.at(5, () => janus$.push({ janus: 'webrtcup', session_id: 7, sender: 8 }));
      time.at(6, () => all.forEach((one) => one.unsubscribe()));
      time.at(10, () => {
        expect(seen).toHaveLength(2);
        expect(janus$.lines).toEqual({ opened: 1, open: 0 });
        expect(told.filter((line) => line?.includes('webrtcup'))).toEqual(['5 event webrtcup']);
      });
    });
  });

  it('tells the drop, the claim and the gap; what is sent again keeps its number', () => {
    virtually((time) => {
      const silent = (request: OutgoingRequest): readonly object[] | undefined =>
        request.janus === 'attach' && janus$.lines.opened === 1 ? [] : undefined;
      const { janus$, told, steps } = traced(time, {
        answer: silent,
        connect$: (attempt) => (attempt === 2 ? timer(200, time.scheduler) : of(0)),
      });
      const lease = create$(janus$, { scheduler: time.scheduler })
        .pipe(switchMap((session) => session.attach$('janus.plugin.echotest')))
        .subscribe();
      time.at(100, () => janus$.drop());
      time.at(400, () => lease.unsubscribe());
      time.at(500, () => {
        expect(told.filter((line) => /^[1-3]\d\d /.test(line ?? ''))).toEqual([
          expect.stringMatching(/^100 down lost: .*dropped by the script/),
          '100 line connecting script:',
          '300 line open script:',
          expect.stringMatching(/^300 \[\d\] request claim$/),
          // The script answers before the next request is sent.
          '300 [4] reply success',
          '300 gap reclaimed after 0.2 s without a line',
          '300 [3] request attach janus.plugin.echotest',
          '300 [3] reply success handle …2',
          expect.stringMatching(/^300 \[\d\] request info$/),
          expect.stringMatching(/^300 \[\d\] reply server_info/),
        ]);
        expect(steps.find(({ kind }) => kind === 'gap')).toMatchObject({ session: '…1', afterMs: 200 });
      });
    });
  });

  it('tells the polls of REST, and that one broke', () => {
    virtually((time) => {
      let polls = 0;
      const { janus$, told } = traced(time, {
        kind: 'poll',
        hold$: () =>
          ++polls === 1
            ? timer(50, time.scheduler).pipe(
                switchMap(() => throwError(() => new ConnectionFailedError('script:'))),
              )
            : NEVER,
      });
      const lease = create$(janus$, { scheduler: time.scheduler, keepAliveMs: 10_000 }).subscribe();
      time.at(90, () => lease.unsubscribe());
      time.at(100, () =>
        expect(told.filter((line) => /poll|gap/.test(line ?? ''))).toEqual([
          '0 poll long poll',
          '50 line the long poll broke',
          '50 gap reclaimed after 0.0 s without a line',
          '50 poll long poll',
        ]),
      );
    });
  });

  it('tells what could not be sent, a refusal, a diagnostic', () => {
    virtually((time) => {
      const { janus$, told } = traced(time, {
        answer: (request) =>
          request.janus === 'create'
            ? [{ janus: 'error', error: { code: 403, reason: 'Unauthorized request 12345678901234' } }]
            : core(request),
      });
      const lineOf: { current?: Connection } = {};
      const lease = janus$.connection$.subscribe((line) => {
        lineOf.current = line;
      });
      janus$.diagnose({ kind: 'farewell-unsent', sessionId: 12_345_678_901_234 });
      lineOf.current?.sendFailure$.subscribe();
      create$(janus$, { scheduler: time.scheduler }).subscribe({ error: () => undefined });
      time.at(10, () => {
        lease.unsubscribe();
      });
      time.at(20, () => lineOf.current?.send({ janus: 'ping', transaction: 'late' }));
      time.at(30, () =>
        expect(told.filter((line) => /diagnostic|error|unsent/.test(line ?? ''))).toEqual([
          '0 diagnostic farewell-unsent …1234',
          '0 [1] error error 403 Unauthorized request …1234',
          expect.stringMatching(/^20 \[\d\] unsent /),
        ]),
      );
    });
  });

  it('leaves out values where it is told so, hides what it is told to, and ends long texts', () => {
    virtually((time) => {
      const body = { request: 'say', text: 'hello', code: 'xyzzy', sdp: 'v=0', more: 'm'.repeat(500) };
      const plain = traced(time, {}, { hide: ['code'], maxText: 120 });
      const bare = traced(time, {}, { bodies: false });
      for (const { janus$ } of [plain, bare])
        create$(janus$, { scheduler: time.scheduler, requestTimeoutMs: 100 })
          .pipe(
            switchMap((session) => session.attach$('janus.plugin.lua')),
            switchMap((handle) => handle.message$(body, { jsep: { type: 'offer', sdp: 'v=0' } })),
          )
          .subscribe({ error: () => undefined });
      time.at(500, () => {
        const [full, short] = [plain, bare].map(({ told }) => told.find((line) => line?.includes('message')));
        expect(full).toMatch(/"text":"hello","code":"\*\*\*","sdp":"\*\*\*".*…$/);
        expect(short).toMatch(/request message say \+ offer$/);
      });
    });
  });

  it('cannot be harmed by a body that is no JSON, which its sender is told of', () => {
    virtually((time) => {
      const circle: { self?: unknown } = {};
      circle.self = circle;
      const { janus$, told } = traced(time);
      create$(janus$, { scheduler: time.scheduler, requestTimeoutMs: 50 })
        .pipe(
          switchMap((session) => session.attach$('janus.plugin.lua')),
          switchMap((handle) => handle.message$(circle)),
        )
        .subscribe({ error: () => undefined });
      time.at(100, () => expect(told.some((line) => line?.endsWith('request message (no JSON)'))).toBe(true));
    });
  });

  it('passes on all that the transport gives', () => {
    virtually(({ cold, expectObservable, scheduler }) => {
      const wire = { kind: 'stream' as const, send: () => undefined };
      const inner$ = transportOver(() => cold('--w---#', { w: wire }, new Error('gone')), { scheduler });
      const janus$ = trace(() => undefined, { scheduler })(inner$);
      expectObservable(janus$.connection$.pipe(map(({ kind, open, grant }) => [kind, open, grant]))).toBe(
        '--c---#',
        { c: ['stream', true, 0] },
        expect.objectContaining({ kind: 'connection-lost' }),
      );
      expectObservable(concat(janus$.gate$(1), of('then')).pipe(tap(() => undefined))).toBe('(at|)', {
        a: expect.anything() as unknown,
        t: 'then',
      });
    });
  });
});

describe('a recorder', () => {
  it('keeps the newest steps, oldest first', () => {
    const tape = recorder({ last: 3 });
    for (let at = 1; at <= 20; at += 1) {
      tape.take({ kind: 'event', at, text: `event ${String(at)}` });
      expect(tape.steps().map((step) => step.at)).toEqual([at - 2, at - 1, at].filter((kept) => kept > 0));
    }
    expect(tape.text().split('\n')).toHaveLength(3);
  });
});
