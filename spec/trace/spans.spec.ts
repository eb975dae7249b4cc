import { ROOT_CONTEXT, type Tracer, trace as telemetry } from '@opentelemetry/api';
import { type SpanLike, type TracerLike, type TraceStep, spansTo } from 'rxjs-janus/trace';

interface Told {
  readonly name: string;
  readonly attributes?: Record<string, string | number> | undefined;
  readonly startTime?: number | undefined;
  readonly events: string[];
  failure?: string | undefined;
  ended?: number;
}

const taking = (): { spans: Told[]; take: (step: Partial<TraceStep>) => void } => {
  const spans: Told[] = [];
  const tracer: TracerLike = {
    startSpan: (name, options) => {
      const told: Told = {
        name,
        attributes: options?.attributes,
        startTime: options?.startTime?.getTime(),
        events: [],
      };
      spans.push(told);
      return spanOf(told);
    },
  };
  const sink = spansTo(tracer);
  return { spans, take: (step) => sink({ kind: 'event', at: 0, text: '', ...step }) };
};

const spanOf = (told: Told): SpanLike => ({
  addEvent: (event) => told.events.push(event),
  setStatus: ({ code, message }) => {
    expect(code).toBe(2);
    told.failure = message;
  },
  end: (time) => {
    told.ended = time?.getTime() ?? -1;
  },
});

const request = { kind: 'request', request: 1, verb: 'message', session: '…1', at: 5 } as const;

describe('spansTo', () => {
  it('makes a span for each request, ended by its answer, with the ack in it', () => {
    const { spans, take } = taking();
    take(request);
    take({ kind: 'ack', request: 1 });
    expect(spans[0]?.ended).toBeUndefined();
    take({ kind: 'reply', request: 1 });
    expect(spans).toEqual([
      {
        name: 'janus message',
        attributes: { 'janus.verb': 'message', 'janus.session': '…1', 'janus.request': 1 },
        startTime: 5,
        events: ['ack'],
        ended: -1,
      },
    ]);
  });

  it.each([
    ['a refusal', { kind: 'error', request: 1, text: 'error 458' }, 'error 458'],
    ['what could not be sent', { kind: 'unsent', request: 1, text: 'no line' }, 'no line'],
    ['the line going', { kind: 'down', text: 'lost: 1006' }, 'lost: 1006'],
    ['being sent again', request, 'sent again'],
  ] as const)('ends it in an error by %s', (_, step, failure) => {
    const { spans, take } = taking();
    take(request);
    take(step);
    expect(spans[0]).toMatchObject({ failure, ended: -1 });
  });

  it('makes a span for each gap, as long as it was', () => {
    const { spans, take } = taking();
    take({ kind: 'gap', at: 5_000, afterMs: 1_200, session: '…1' });
    expect(spans).toMatchObject([{ name: 'janus gap', startTime: 3_800, ended: 5_000 }]);
  });

  it('keeps no more than some thousand spans open', () => {
    const { spans, take } = taking();
    for (let number = 1; number <= 5_000; number += 1) take({ ...request, request: number });
    expect(spans.filter(({ ended }) => ended === undefined)).toHaveLength(4_096);
    expect(spans[0]).toMatchObject({ failure: 'no answer' });
  });

  it('takes a tracer of OpenTelemetry as it is', () => {
    const tracer: Tracer = telemetry.getTracer('specs');
    const sink = spansTo(tracer);
    expect(() => sink({ ...request, text: 'message' })).not.toThrow();
    expect(telemetry.getSpan(ROOT_CONTEXT)).toBeUndefined();
  });
});
