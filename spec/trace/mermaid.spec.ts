import { type TraceKind, type TraceStep, logLine, mermaid } from 'rxjs-janus/trace';
import { faultsIn } from './support/diagram.js';

const step = (kind: TraceKind, fields: Partial<TraceStep> = {}): TraceStep => ({
  kind,
  at: 0,
  text: kind,
  ...fields,
});

const NASTY = [
  'a;b',
  '#1',
  '%% comment',
  '%%{init: {}}%%',
  '<img src=x onerror=alert(1)>',
  'a\nb\r\nc',
  'end',
  'C->>J: x',
  '`${x}`',
  '&amp; "quoted" {a: [1]}',
];

describe('mermaid', () => {
  it('draws each kind of step', () => {
    const about = { request: 4, verb: 'message', session: '…4821', handle: '…77' };
    const steps = [
      step('line', { text: 'open wss://janus.example/ws' }),
      step('request', { ...about, text: 'message {"audio":true}' }),
      step('ack', { ...about, afterMs: 2 }),
      step('reply', { ...about, afterMs: 3, text: 'event {}' }),
      step('event', { session: '…4821', handle: '…77', text: 'webrtcup' }),
      step('gap', { session: '…4821', afterMs: 1_200, text: 'reclaimed after 1.2 s without a line' }),
      step('unsent', { request: 5, verb: 'ping' }),
    ];
    expect(mermaid(steps).split('\n').slice(3, -1)).toEqual([
      '  Note over C,J: open wss://janus.example/ws',
      '  C->>J: [4] …77 message {"audio":true}',
      '  J-->>C: [4] …77 ack (2 ms)',
      '  J->>C: [4] …77 event {} (3 ms)',
      '  J-)C: …77 webrtcup',
      '  Note over C,J: …4821 reclaimed after 1.2 s without a line',
      '  C-xJ: [5] unsent',
    ]);
    expect(faultsIn(mermaid(steps))).toEqual([]);
  });

  it.each(NASTY)('writes %j so that it means nothing but itself', (text) => {
    const diagram = mermaid([step('event', { text }), step('line', { text })]);
    expect(faultsIn(diagram)).toEqual([]);
    expect(diagram.split('\n')).toHaveLength(6);
    const shown = diagram.replace(/#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
    expect(shown).toContain(text.replace(/\s+/g, ' '));
  });

  it('leaves out keep-alives unless they are asked for', () => {
    const steps = [step('request', { verb: 'keepalive', request: 1 }), step('event', { text: 'keepalive' })];
    expect(mermaid(steps).split('\n')).toHaveLength(4);
    expect(mermaid(steps, { keepAlives: true }).split('\n')).toHaveLength(6);
  });
});

describe('the grammar of a diagram', () => {
  it.each(['C->>J: a;b', '  C->>J: #x', '  A->>B: x', '  C->>J:', '  C->>J: %%'])('refuses %j', (line) => {
    expect(faultsIn(mermaid([]) + `${line}\n`)).toHaveLength(1);
  });

  it('refuses another head', () => {
    expect(faultsIn('graph TD\n')).toHaveLength(3);
  });
});

describe('logLine', () => {
  it('tells time, direction, number, ids, words and duration', () => {
    expect(
      logLine(step('reply', { request: 2, session: '…1', handle: '…2', afterMs: 7, text: 'event {}' })),
    ).toBe('1970-01-01T00:00:00.000Z <- [2] …1/…2 event {} (7 ms)');
    expect(logLine(step('diagnostic', { text: 'malformed-frame' }))).toBe(
      '1970-01-01T00:00:00.000Z !! malformed-frame',
    );
  });
});
