// A line may break at any moment of the keep-alive cycle: each moment is tried, on a real server with its default
// limits, by a client with its defaults; all at once, as each takes its time.
import { hasRealJanus } from '../support/janus/index.js';
import { until } from '../support/until.js';
import { keepFigures } from './support/figures.js';
import { type Break, cutFor, Moments, momentsOf, stall, type Story } from './support/moments.js';

/** What the server is set to by default, and the one setting that reclaiming needs. */
const DEFAULTS = { sessionTimeout: 60, reclaimSessionTimeout: 10, plugins: ['echotest'] };
const ALL_MS = 90_000;
/** A third of the shortest limit; what the client's defaults come to. */
const STREAM_MS = 10_000 / 3;
const POLL_MS = 60_000 / 3;
/** A beat may stay unanswered for so long. */
const REPLY_MS = 5_000;

interface Row {
  readonly moment: number;
  readonly outcomes: readonly { readonly survived: boolean; readonly usableMs: number }[];
}

const stories: Moments[] = [];
const started = hasRealJanus ? describe : describe.skip;

/** Registers a test for each moment; all clients begin when the file does. */
function tell(
  name: string,
  file: string,
  story: Story,
  more: (moments: Moments, moment: number) => Promise<void>,
): void {
  const moments = new Moments(story);
  const rows: Row[] = [];
  stories.push(moments);
  started(name, () => {
    afterAll(() => keepFigures(file, { breaks: story.breaks.map((one) => one.name), rows }));
    it.each(story.moments)(
      'a break after %i ms is survived',
      async (moment) => {
        const outcomes = await moments.outcomesAt(moment);
        rows.push({ moment, outcomes });
        expect(outcomes.map(({ survived, error }) => ({ survived, error }))).toEqual(
          story.breaks.map(() => ({ survived: true, error: undefined })),
        );
        await more(moments, moment);
      },
      ALL_MS,
    );
  });
}

beforeAll(async () => {
  if (hasRealJanus) await Promise.all(stories.map((moments) => moments.start()));
}, ALL_MS);
afterAll(() => Promise.all(stories.map((moments) => moments.stop())), ALL_MS);

const quickly =
  (...limits: readonly number[]) =>
  async (moments: Moments, moment: number): Promise<void> => {
    const usable = (await moments.outcomesAt(moment)).map(({ usableMs }) => usableMs);
    usable.forEach((ms, i) => expect(ms).toBeLessThan(limits[i] ?? 0));
  };

tell(
  'over WebSocket, counted from an answered keep-alive',
  'cut-moments-websocket',
  {
    over: 'websocket',
    janus: DEFAULTS,
    periodMs: STREAM_MS,
    fromBeat: true,
    moments: momentsOf(STREAM_MS, 24),
    breaks: [cutFor(0), cutFor(2_000), cutFor(4_000), cutFor(4_000, { told: true })],
  },
  // How long the others take is chance; what was told, tries at once.
  quickly(1_000, 9_000, 9_000, 5_000),
);

tell(
  'over REST, counted from the beginning of the session',
  'cut-moments-rest',
  {
    over: 'rest',
    janus: DEFAULTS,
    periodMs: POLL_MS,
    fromBeat: false,
    moments: momentsOf(POLL_MS, 11),
    breaks: [cutFor(0), cutFor(2_000, { told: true })],
  },
  quickly(1_000, 4_000),
);

const found = async (moments: Moments, moment: number): Promise<void> => {
  const [outcome] = await moments.outcomesAt(moment);
  // At the next beat, which stays unanswered.
  expect(outcome?.usableMs).toBeGreaterThan(POLL_MS - moment + REPLY_MS - 500);
  expect(outcome?.usableMs).toBeLessThan(POLL_MS - moment + REPLY_MS + 2_000);
};

const HALF_OPEN = {
  // A server that ends a session with its line: what is closed first would end it.
  janus: { ...DEFAULTS, reclaimSessionTimeout: 0 },
  periodMs: POLL_MS,
  fromBeat: false,
  moments: momentsOf(POLL_MS - 500, 9),
  breaks: [stall] as readonly Break[],
} as const;

tell(
  'half-open over WebSocket, reclaiming off, counted from the beginning of the session',
  'half-open-websocket',
  { over: 'websocket', ...HALF_OPEN },
  async (moments, moment) => {
    await found(moments, moment);
    const client = moments.clientAt(moment, stall);
    // The old line is closed last: it stood when the claim was answered.
    expect(await client?.openAtClaim).toBe(true);
    await until('the end of the old line', () => client?.sockets[0]?.destroyed, { timeoutMs: 4_000 });
  },
);
