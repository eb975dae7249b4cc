// A failure of chaos is worth nothing unless it can be made to happen again.
import { printScript, type ScriptOf, scriptOf } from './support/script.js';

const about: ScriptOf = {
  seed: 7,
  round: 3,
  line: 'websocket-2',
  over: 'websocket',
  sessions: 2,
  wave: 'short',
};

describe('a script of faults', () => {
  it('is the same for the same seed, round and line', () => {
    expect(scriptOf({ ...about })).toEqual(scriptOf(about));
  });

  it.each([{ seed: 8 }, { round: 4 }, { line: 'websocket-3' }])('is another one with %p', (change) => {
    expect(scriptOf({ ...about, ...change })).not.toEqual(scriptOf(about));
  });

  it('is told in one line, in the order of time', () => {
    const script = scriptOf(about);
    const times = [...script.steps.map(({ atMs }) => atMs)];
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(printScript(script)).toMatch(/^\d+ ms [a-z-]+.* \| \d+ ms \d:[a-z ]+/);
  });

  it('brings every fault about within a few hundred rounds', () => {
    const waves = ['short', 'long', 'restart'] as const;
    const scripts = waves.flatMap((wave) =>
      Array.from({ length: 200 }, (_, round) => scriptOf({ ...about, round, wave })),
    );
    const kinds = new Set(scripts.flatMap(({ steps }) => steps.map(({ fault }) => fault.kind)));
    expect([...kinds].sort()).toEqual([
      'blackhole',
      'cut',
      'cut-at',
      'cut-one',
      'destroy',
      'expire',
      'flap',
      'leave',
      'merge',
      'outage',
      'refuse',
      'reset',
      'slow',
      'split',
      'stall',
    ]);
  });
});
