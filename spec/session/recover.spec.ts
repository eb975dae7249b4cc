import { type Observable, map, of, switchMap, throwError, timer } from 'rxjs';
import { ConnectionFailedError, type Gap, type SessionOptions, create$ } from 'rxjs-janus';
import type { ScriptedTransportOptions } from 'rxjs-janus/testing';
import { type VirtualTime, anError, virtually } from '../support/marbles.js';
import {
  type Followed,
  type Rig,
  answering,
  refusal,
  rigOf,
  silence,
  wordOfSession,
  wordOfStatus,
} from './support/rig.js';

const failed = new ConnectionFailedError('script:');
const fail$ = throwError(() => failed);
const after$ = (ms: number, message: object): Observable<object> => timer(ms).pipe(map(() => message));
const wordOfGap = ({ from, to }: Gap): string => `gap ${String(from)} to ${String(to)}`;

interface Story extends Rig {
  readonly session: Followed<unknown>;
  readonly status: Followed<unknown>;
  readonly gap: Followed<unknown>;
}

/** A session and all that it tells; ended at a time, so that nothing is left. */
const storyOf = (
  time: VirtualTime,
  script: ScriptedTransportOptions,
  endsAt: number,
  options: SessionOptions = {},
): Story => {
  const it = rigOf(time, script);
  const session = it.follow(create$(it.janus$, options), wordOfSession);
  const status = it.follow(session.last.status$, wordOfStatus);
  const gap = it.follow(session.last.gap$, wordOfGap);
  time.at(endsAt, () => session.subscription.unsubscribe());
  return { ...it, session, status, gap };
};

describe('a drop', () => {
  it('is claimed back at once, and silent to who holds the session', () => {
    virtually((time) => {
      const it = storyOf(time, {}, 30_000);
      time.at(12_000, () => it.janus$.drop());
      time.at(30_001, () => {
        expect(it.session.told).toEqual(['0 session 1']);
        expect(it.frames).toEqual([
          ...['0 create', '0 info', '10000 keepalive'],
          ...['12000 claim', '12000 info', '22000 keepalive', '30000 destroy'],
        ]);
        expect(it.status.told).toEqual([
          '0 live by create',
          '12000 reclaiming since 12000, attempt 1, connection-lost',
          '12000 live by claim',
          '30000 ended',
          '30000 complete',
        ]);
        expect(it.gap.told).toEqual(['12000 gap 12000 to 12000', '30000 complete']);
        expect(it.janus$.lines).toEqual({ opened: 2, open: 0 });
      });
    });
  });

  it('before the first beat is claimed back like any other', () => {
    virtually((time) => {
      const connect$ = (attempt: number) => (attempt === 2 ? fail$ : of(0));
      const it = storyOf(time, { connect$ }, 9_000);
      time.at(5_000, () => it.janus$.drop());
      time.at(9_001, () => {
        expect(it.session.told).toEqual(['0 session 1']);
        expect(it.frames).toEqual(['0 create', '0 info', '6000 claim', '6000 info', '9000 destroy']);
      });
    });
  });

  it('is tried once a second after the first try, each told in the status', () => {
    virtually((time) => {
      const connect$ = (attempt: number) => (attempt > 1 && attempt < 5 ? fail$ : of(0));
      const it = storyOf(time, { connect$ }, 20_000);
      time.at(12_000, () => it.janus$.drop());
      time.at(20_001, () => {
        expect(it.status.told).toEqual([
          '0 live by create',
          '12000 reclaiming since 12000, attempt 1, connection-lost',
          '12000 reclaiming since 12000, attempt 2, connection-failed',
          '13000 reclaiming since 12000, attempt 3, connection-failed',
          '14000 reclaiming since 12000, attempt 4, connection-failed',
          '15000 live by claim',
          '20000 ended',
          '20000 complete',
        ]);
        expect(it.gap.told).toEqual(['15000 gap 12000 to 15000', '20000 complete']);
      });
    });
  });

  it('replays the newest status to who asks late, and the end to who asks after it', () => {
    virtually((time) => {
      const connect$ = (attempt: number) => (attempt > 1 && attempt < 4 ? fail$ : of(0));
      const it = storyOf(time, { connect$ }, 20_000);
      const { status$ } = it.session.last as { readonly status$: Observable<never> };
      const from = (ms: number) => time.at(ms, () => asked.push(it.follow(status$, wordOfStatus)));
      const asked: Followed<unknown>[] = [];
      time.at(12_000, () => it.janus$.drop());
      [5_000, 12_500, 18_000, 25_000].forEach(from);
      time.at(30_000, () =>
        expect(asked.map(({ told }) => told[0])).toEqual([
          '5000 live by create',
          '12500 reclaiming since 12000, attempt 2, connection-failed',
          '18000 live by claim',
          '25000 ended',
        ]),
      );
      time.at(30_000, () => expect(asked[3]?.told).toEqual(['25000 ended', '25000 complete']));
    });
  });

  it('brings all sessions of the transport back together, over one line', () => {
    virtually((time) => {
      const attempts: number[] = [];
      const connect$ = (attempt: number): Observable<unknown> => {
        attempts.push(time.now());
        return attempt > 1 && attempt < 4 ? timer(5).pipe(switchMap(() => fail$)) : of(0);
      };
      const it = rigOf(time, { connect$ });
      const sessions = [1, 2, 3].map(() => it.follow(create$(it.janus$)));
      time.at(12_000, () => it.janus$.drop());
      time.at(15_000, () => sessions.forEach(({ subscription }) => subscription.unsubscribe()));
      time.at(15_001, () => {
        expect(it.frames.filter((frame) => frame.endsWith('claim'))).toEqual([
          '14010 claim',
          '14010 claim',
          '14010 claim',
        ]);
        expect(it.janus$.lines.opened).toBe(2);
        expect(attempts).toEqual([0, 12_000, 13_005, 14_010]);
      });
    });
  });

  it('of a line that drops again before a beat was answered waits, so that a flapping line does not spin', () => {
    virtually((time) => {
      const it = storyOf(time, {}, 40_000);
      for (const ms of [12_000, 12_100, 13_500, 26_000]) time.at(ms, () => it.janus$.drop());
      time.at(40_001, () =>
        expect(it.frames.filter((frame) => /claim|keepalive/.test(frame))).toEqual([
          '10000 keepalive',
          '12000 claim',
          '13100 claim',
          '14500 claim',
          '24500 keepalive',
          '26000 claim',
          '36000 keepalive',
        ]),
      );
    });
  });

  it('keeps the old line until the claim is answered, as a half-open one can still be saved', () => {
    virtually((time) => {
      let beats = 0;
      const answer = answering({
        keepalive: () => (++beats > 1 ? undefined : []),
        claim: () => after$(200, { janus: 'success' }),
      });
      const it = storyOf(time, { answer }, 16_000);
      time.at(14_999, () => expect(it.janus$.lines).toEqual({ opened: 1, open: 1 }));
      time.at(15_100, () => expect(it.janus$.lines).toEqual({ opened: 2, open: 2 }));
      time.at(15_201, () => expect(it.janus$.lines).toEqual({ opened: 2, open: 1 }));
      time.at(16_001, () => expect(it.gap.told).toEqual(['15200 gap 15000 to 15200', '16000 complete']));
    });
  });

  it('whose claim is not answered in 5 s tries another line', () => {
    virtually((time) => {
      let claims = 0;
      const it = storyOf(
        time,
        { answer: answering({ claim: () => (++claims > 1 ? undefined : []) }) },
        20_000,
      );
      time.at(12_000, () => it.janus$.drop());
      time.at(20_001, () => {
        expect(it.frames.filter((frame) => frame.endsWith('claim'))).toEqual(['12000 claim', '18000 claim']);
        expect(it.janus$.lines).toEqual({ opened: 3, open: 0 });
        expect(it.gap.told[0]).toBe('18000 gap 12000 to 18000');
      });
    });
  });
});

describe('the end of a recovery', () => {
  it.each([
    [458, 'not-found'],
    [403, 'unauthorized'],
    [490, 'refused'],
  ] as const)('comes with the refusal %d of the claim, once', (code, why) => {
    virtually((time) => {
      const it = storyOf(time, { answer: answering({ claim: () => refusal(code) }) }, 60_000);
      time.at(12_000, () => it.janus$.drop());
      time.at(60_001, () => {
        expect(it.session.told).toEqual(['0 session 1', '12000 session-reclaim']);
        expect(it.session.errors).toEqual([anError('session-reclaim', { sessionId: 1, code, why })]);
        expect(it.status.told.slice(1)).toEqual([
          '12000 reclaiming since 12000, attempt 1, connection-lost',
          '12000 ended by session-reclaim',
          '12000 complete',
        ]);
        expect(it.gap.told).toEqual(['12000 complete']);
        expect(it.frames.slice(3)).toEqual(['12000 claim']);
        expect(it.janus$.lines).toEqual({ opened: 2, open: 0 });
      });
    });
  });

  const downAfter = (ms: number, time: VirtualTime) => () => (time.now() >= ms ? fail$ : of(0));
  const info = (sessionS: number) =>
    answering({
      info: () => [{ janus: 'server_info', 'session-timeout': sessionS, 'reclaim-session-timeout': 30 }],
    });

  // The last answer came at 10 s. The server may keep the session for session_timeout and 4 s after it.
  it.each<[string, number, SessionOptions, number]>([
    ['session_timeout 60 s: 74 s', 60, {}, 75_000],
    ['session_timeout 30 s: 44 s', 30, {}, 45_000],
    ['no session_timeout: 70 s', 0, {}, 71_000],
    ['forMs of 3.5 s: 15.5 s', 60, { reclaim: { forMs: 3_500 } }, 16_000],
  ])(
    'comes with the last connection error at the first attempt past the deadline (%s)',
    (_, limitS, options, endsAt) => {
      virtually((time) => {
        const it = storyOf(
          time,
          { answer: info(limitS), connect$: downAfter(12_000, time) },
          600_000,
          options,
        );
        time.at(12_000, () => it.janus$.drop());
        time.at(600_001, () => {
          expect(it.session.told).toEqual(['0 session 1', `${String(endsAt)} connection-failed`]);
          expect(it.session.errors).toEqual([failed]);
          expect(it.status.told.at(-2)).toBe(`${String(endsAt)} ended by connection-failed`);
        });
      });
    },
  );

  it('does not come to an attempt that opens a line, however late: it gets its claim', () => {
    virtually((time) => {
      const connect$ = (attempt: number) => (attempt === 2 ? timer(200_000) : of(0));
      const it = storyOf(time, { connect$ }, 220_000);
      time.at(12_000, () => it.janus$.drop());
      time.at(220_001, () => {
        expect(it.session.told).toEqual(['0 session 1']);
        expect(it.gap.told[0]).toBe('212000 gap 12000 to 212000');
      });
    });
  });

  it('does not come while lines open, though no claim is answered: the server has the last word', () => {
    virtually((time) => {
      const answer = answering({ claim: () => (time.now() < 100_000 ? silence() : refusal(458)) });
      const it = storyOf(time, { answer }, 600_000);
      time.at(12_000, () => it.janus$.drop());
      time.at(600_001, () => {
        expect(it.session.told).toEqual(['0 session 1', '102000 session-reclaim']);
        expect(it.frames.slice(3, 6)).toEqual(['12000 claim', '18000 claim', '24000 claim']);
        expect(it.janus$.lines.open).toBe(0);
      });
    });
  });

  it('comes at the first drop where nothing is to be claimed back', () => {
    virtually((time) => {
      const it = storyOf(time, {}, 60_000, { reclaim: false });
      time.at(12_000, () => it.janus$.drop());
      time.at(60_001, () => {
        expect(it.session.told).toEqual(['0 session 1', '12000 connection-lost']);
        expect(it.frames).toEqual(['0 create', '0 info', '10000 keepalive']);
        expect(it.status.told).toEqual([
          '0 live by create',
          '12000 ended by connection-lost',
          '12000 complete',
        ]);
        expect(it.janus$.lines).toEqual({ opened: 1, open: 0 });
      });
    });
  });

  it('leaves a new session to who subscribes again', () => {
    virtually((time) => {
      const it = rigOf(time, { answer: answering({ claim: () => refusal(458) }) });
      const session$ = create$(it.janus$);
      const first = it.follow(session$, wordOfSession);
      time.at(1_000, () => it.janus$.drop());
      time.at(2_000, () => {
        const second = it.follow(session$, wordOfSession);
        expect(second.told).toEqual(['2000 session 2']);
        time.at(100, () => second.subscription.unsubscribe());
      });
      time.at(3_000, () => expect(first.told).toEqual(['0 session 1', '1000 session-reclaim']));
      time.at(3_000, () => expect(it.janus$.lines.open).toBe(0));
    });
  });
});

describe('unsubscribing in a gap', () => {
  it('says destroy over a line that is only suspected, and gives the attempt up', () => {
    virtually((time) => {
      const connect$ = (attempt: number) => (attempt === 1 ? of(0) : timer(60_000));
      const it = storyOf(time, { connect$, answer: answering({ keepalive: silence }) }, 17_000);
      time.at(16_999, () => expect(it.janus$.lines.open).toBe(1));
      time.at(90_000, () => {
        expect(it.frames).toEqual(['0 create', '0 info', '10000 keepalive', '17000 destroy']);
        expect(it.janus$.lines).toEqual({ opened: 1, open: 0 });
        expect(it.diagnostics).toEqual([]);
      });
    });
  });

  it('says destroy over the new line while the claim is in flight', () => {
    virtually((time) => {
      const it = storyOf(time, { answer: answering({ claim: silence }) }, 13_000);
      time.at(12_000, () => it.janus$.drop());
      time.at(40_000, () => {
        expect(it.frames.slice(3)).toEqual(['12000 claim', '13000 destroy']);
        expect(it.diagnostics).toEqual([]);
      });
    });
  });

  it('tells that no farewell could be sent where no line is left', () => {
    virtually((time) => {
      const connect$ = (attempt: number) => (attempt === 1 ? of(0) : timer(60_000));
      const it = storyOf(time, { connect$ }, 13_000);
      time.at(12_000, () => it.janus$.drop());
      time.at(90_000, () => {
        expect(it.frames).toEqual(['0 create', '0 info', '10000 keepalive']);
        expect(it.diagnostics).toEqual([{ kind: 'farewell-unsent', sessionId: 1 }]);
        expect(it.status.told.at(-2)).toBe('13000 ended');
        expect(it.janus$.lines).toEqual({ opened: 1, open: 0 });
      });
    });
  });

  it('says and tells nothing where the session is abandoned', () => {
    virtually((time) => {
      const connect$ = (attempt: number) => (attempt === 1 ? of(0) : timer(60_000));
      const it = storyOf(time, { connect$ }, 13_000, { teardown: 'abandon' });
      time.at(12_000, () => it.janus$.drop());
      time.at(90_000, () =>
        expect([it.frames.length, it.diagnostics, it.janus$.lines.open]).toEqual([3, [], 0]),
      );
    });
  });
});

describe('the waits between attempts', () => {
  /** The line goes at 9 s and does not come back; the server keeps a session for 10 s without its line. */
  const attempts = (time: VirtualTime, reclaimS: number): number[] => {
    const tried: number[] = [];
    const info = { janus: 'server_info', 'session-timeout': 60, 'reclaim-session-timeout': reclaimS };
    const it = storyOf(
      time,
      {
        answer: answering({ info: () => [info] }),
        backOff: { firstMs: 500, maxMs: 8_000 },
        connect$: (attempt) => (attempt === 1 ? of(0) : (tried.push(time.now()), fail$)),
      },
      40_000,
    );
    time.at(9_000, () => it.janus$.drop());
    return tried;
  };

  it('are no longer than a keep-alive period while the server has the session for certain', () => {
    virtually((time) => {
      const tried = attempts(time, 10);
      // Beats every 3,333 ms, the last answered at 6,666: until 20,666 no wait is longer than that.
      time.at(40_001, () =>
        expect(tried).toEqual([9000, 9500, 10500, 12500, 15833, 19166, 22499, 30499, 38499]),
      );
    });
  });

  it('are those of the back-off where the window is long', () => {
    virtually((time) => {
      const tried = attempts(time, 60);
      time.at(40_001, () => expect(tried).toEqual([9000, 9500, 10500, 12500, 16500, 24500, 32500]));
    });
  });
});
