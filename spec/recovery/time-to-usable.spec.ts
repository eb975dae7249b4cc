// How long a session is away after a cut, against a client written by hand: the measurement of `spec/bench/recovery`,
// in short here and in full in the long lane.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { root } from '../house/support/source-files.js';
import { hasRealJanus, type RealJanus, startJanus } from '../support/janus/index.js';
import { isLongLane, keepFigures } from './support/figures.js';

interface Row {
  readonly cuts: number;
  readonly moreMs: { readonly median: number };
  readonly ratio: { readonly median: number };
}

const ALL_MS = 300_000;
const CUTS = isLongLane ? 200 : 24;
/** The aim where the machine is ours; elsewhere what a busy one makes of the same figures, and no more. */
const LIMITS = isLongLane ? { moreMs: 1, ratio: 1.5 } : { moreMs: 2.5, ratio: 2.5 };

(hasRealJanus ? describe : describe.skip)('from a cut to a usable session', () => {
  let janus: RealJanus;
  let rows: Readonly<Record<string, Row>>;

  beforeAll(async () => {
    janus = await startJanus({ reclaimSessionTimeout: 10, sessionTimeout: 60, plugins: [] });
    const args = [
      'spec/bench/recovery/run.mjs',
      '--json',
      '--url',
      janus.webSocketUrl,
      '--cuts',
      String(CUTS),
    ];
    const options = { cwd: root, timeout: ALL_MS - 10_000 };
    const { stdout } = await promisify(execFile)(process.execPath, args, options);
    rows = JSON.parse(stdout) as typeof rows;
    keepFigures('time-to-usable', rows);
  }, ALL_MS);
  afterAll(() => janus.stop());

  it(`one session takes at most ${String(LIMITS.moreMs)} ms longer than by hand`, () => {
    expect(rows['1 session']?.moreMs.median).toBeLessThan(LIMITS.moreMs);
  });

  it(`a hundred sessions on one line take at most ${String(LIMITS.ratio)} times all claims in one write`, () => {
    expect(rows['100 sessions on one line']?.ratio.median).toBeLessThan(LIMITS.ratio);
  });
});
