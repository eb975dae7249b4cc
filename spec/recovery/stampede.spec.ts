// A thousand clients lose one server at once: how their attempts to come back spread over virtual time.
import { Crowd } from './support/crowd.js';
import { keepFigures } from './support/figures.js';
import { QuickTime } from './support/quick-time.js';
import { histogram, mostWithin } from './support/spread.js';

const CLIENTS = 1_000;
const LOST_AT = 15_000;
const AWAY_MS = 20_000;
/** The longest wait between two attempts, and what a connection takes. */
const LONGEST_MS = 8_100;
const END = LOST_AT + AWAY_MS + 40_000;

/** What knocked at the server, milliseconds from the loss, and how many sessions it had in the end. */
function play(forgetting: boolean): { times: (what: string) => number[]; sessions: number } {
  const time = new QuickTime();
  const crowd = new Crowd(CLIENTS, time);
  crowd.begin();
  time.runTo(LOST_AT);
  crowd.lose({ forMs: AWAY_MS, forgetting });
  time.runTo(END);
  const knocks = [...crowd.knocks];
  const { sessions } = crowd;
  crowd.end();
  time.runTo(END + 1_000);
  return {
    times: (what) => knocks.filter((knock) => knock.what === what).map(({ at }) => at - LOST_AT),
    sessions,
  };
}

const stories = [
  // A claim that is refused is followed by a wait of its own, up to a second, and a new session.
  { name: 'the network is away', forgetting: false, backBy: 'claim', slackMs: 0 },
  { name: 'a server that starts anew is away', forgetting: true, backBy: 'create', slackMs: 1_100 },
] as const;

describe.each(stories)('a thousand clients, $name for 20 s', ({ name, forgetting, backBy, slackMs }) => {
  const { times, sessions } = play(forgetting);
  const connects = times('connect');
  const back = times(backBy);
  const perSecond = histogram(connects);
  const most = Math.max(...perSecond.slice(4));

  afterAll(() =>
    keepFigures(`stampede-${backBy}`, { name, awayMs: AWAY_MS, clients: CLIENTS, connects, back }),
  );

  it('all try at once', () => {
    expect(connects.filter((time) => time === 0)).toHaveLength(CLIENTS);
  });

  it('try less often from second to second, and soon no more than four tenths of them in any', () => {
    const [first = 0, second = 0, third = 0, fourth = 0] = perSecond;
    expect([first < 3 * CLIENTS, second < 0.9 * CLIENTS, third < 0.65 * CLIENTS]).toEqual([true, true, true]);
    expect(Math.max(fourth, ...perSecond.slice(4, AWAY_MS / 1_000))).toBeLessThan(0.4 * CLIENTS);
  });

  it('do not stampede when it is back', () => {
    expect(mostWithin(back, 1_000)).toBeLessThan(0.3 * CLIENTS);
    expect(mostWithin(back, 100)).toBeLessThan(0.05 * CLIENTS);
    expect(most).toBeLessThan(0.45 * CLIENTS);
  });

  it('are back within the longest wait, each with one session', () => {
    expect([back.length, sessions]).toEqual([CLIENTS, CLIENTS]);
    expect(Math.max(...back)).toBeLessThan(AWAY_MS + LONGEST_MS + slackMs);
  });
});
