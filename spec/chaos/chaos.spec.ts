// Sessions by the dozen on one real server, each line broken by a script of its own, time and again.
import { config } from 'rxjs';
import { hasRealJanus, type RealJanus, startJanus } from '../support/janus/index.js';
import { type Over } from '../support/servers/target.js';
import { Campaign } from './support/campaign.js';
import { type LineOptions } from './support/line.js';
import { RULES } from './support/rules.js';
import { tell } from './support/tell.js';

const setting = (name: string, usual: number): number => Number(process.env[name] ?? usual);
/** With the same seed the same faults strike at the same times. */
const seed = setting('CHAOS_SEED', 1);
const rounds = setting('CHAOS_ROUNDS', 396);
/** A wave takes some four seconds, a long one ten. */
const LIMIT_MS = 60_000 + rounds * 400;

/** How many sessions stand on each line of one transport; `CHAOS_LINES=1` leaves one line with one, for a close look. */
const SESSIONS = setting('CHAOS_LINES', 0) > 0 ? [1] : [...Array<number>(12).fill(1), 2, 2, 2, 2, 3, 3];
const linesOf = (over: Over): Omit<LineOptions, 'seed'>[] =>
  SESSIONS.map((sessions, i) => ({ name: `${over}-${String(i + 1)}`, over, sessions }));

(hasRealJanus ? describe : describe.skip)(`under chaos (CHAOS_SEED=${String(seed)})`, () => {
  let server: RealJanus;
  let campaign: Campaign;

  beforeAll(async () => {
    server = await startJanus({ sessionTimeout: 12, reclaimSessionTimeout: 6 });
    const lines = [...linesOf('websocket'), ...linesOf('rest')];
    campaign = new Campaign(server, { seed, rounds, lines });
    config.onUnhandledError = (error) =>
      campaign.violations.push({ rule: 'nothing is thrown at nobody', told: String(error) });
    await campaign.run();
    tell(`seed ${String(seed)}`, ...campaign.figures.lines);
  }, LIMIT_MS);

  afterAll(async () => {
    config.onUnhandledError = null;
    await server.stop();
  });

  it('broke lines in earnest, and most sessions came back', () => {
    const { drops, reclaimed, requests } = campaign.figures;
    expect(drops).toBeGreaterThan(rounds / 2);
    expect(reclaimed).toBeGreaterThan(drops / 2);
    expect(requests['request-in-doubt']).toBeGreaterThan(0);
  });

  it.each(RULES)('%s', (rule) => {
    const broken = campaign.violations.filter((violation) => violation.rule === rule);
    expect(broken.map(({ told }) => told).slice(0, 5)).toEqual([]);
  });
});
