import { type Observable, map, timer } from 'rxjs';
import { type SessionOptions, claim$, create$ } from 'rxjs-janus';
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

const after$ = (ms: number, message: object): Observable<object> => timer(ms).pipe(map(() => message));
const limits = (sessionS: number | undefined, reclaimS: number | undefined): readonly object[] => [
  { janus: 'server_info', 'session-timeout': sessionS, 'reclaim-session-timeout': reclaimS },
];

const held = (
  time: VirtualTime,
  script: ScriptedTransportOptions,
  endsAt: number,
  options: SessionOptions = {},
): Rig & { readonly session: Followed<unknown> } => {
  const it = rigOf(time, script);
  const session = it.follow(create$(it.janus$, options), wordOfSession);
  time.at(endsAt, () => session.subscription.unsubscribe());
  return { ...it, session };
};

const beatsOf = ({ frames }: Rig): string[] => frames.filter((frame) => frame.endsWith('keepalive'));

describe('the period of the keep-alive', () => {
  // A third of the shortest of session_timeout, over WebSocket reclaim_session_timeout, and 75 s; 0 is none.
  it.each<
    [kind: 'stream' | 'poll', sessionS: number | undefined, reclaimS: number | undefined, periodMs: number]
  >([
    ['stream', 60, 30, 10_000],
    ['poll', 60, 30, 20_000],
    ['stream', 60, 0, 20_000],
    ['stream', 0, 12, 4_000],
    ['poll', 0, 12, 25_000],
    ['stream', 0, 0, 25_000],
    ['stream', undefined, undefined, 25_000],
    ['stream', 3_600, 3_600, 25_000],
    ['poll', 12, 6, 4_000],
    ['stream', 10, 10, 3_333],
  ])(
    'over a %s with session_timeout %p s and reclaim_session_timeout %p s is %d ms',
    (kind, sessionS, reclaimS, periodMs) => {
      virtually((time) => {
        const answer = answering({ info: () => limits(sessionS, reclaimS) });
        const it = held(time, { kind, answer }, 2.5 * periodMs);
        time.at(3 * periodMs, () =>
          expect(beatsOf(it)).toEqual([`${String(periodMs)} keepalive`, `${String(2 * periodMs)} keepalive`]),
        );
      });
    },
  );

  it('is what the options say, if they do', () => {
    virtually((time) => {
      const it = held(time, {}, 10_000, { keepAliveMs: 4_000 });
      time.at(11_000, () => expect(beatsOf(it)).toEqual(['4000 keepalive', '8000 keepalive']));
    });
  });

  it('is 25 s where the server does not tell its limits', () => {
    virtually((time) => {
      const it = held(time, { answer: answering({ info: () => refusal(490) }) }, 30_000);
      const mute = held(time, { answer: answering({ info: silence }) }, 40_000);
      time.at(41_000, () => expect(beatsOf(it)).toEqual(['25000 keepalive']));
      time.at(41_000, () => expect(beatsOf(mute)).toEqual(['35000 keepalive']));
    });
  });

  it('is counted by one interval for all sessions of a line and a period', () => {
    virtually((time) => {
      const it = rigOf(time);
      const sessions = [it.follow(create$(it.janus$))];
      time.at(3_000, () => sessions.push(it.follow(claim$(it.janus$, 9))));
      time.at(4_000, () => sessions.push(it.follow(create$(it.janus$, { keepAliveMs: 7_000 }))));
      time.at(21_000, () => sessions.forEach(({ subscription }) => subscription.unsubscribe()));
      time.at(22_000, () => {
        expect(beatsOf(it)).toEqual([
          ...['10000 keepalive', '10000 keepalive', '11000 keepalive'],
          ...['18000 keepalive', '20000 keepalive', '20000 keepalive'],
        ]);
        expect(it.frames.filter((frame) => frame.endsWith('info'))).toEqual(['0 info']);
      });
    });
  });

  it.each<[string, 'stream' | 'poll', number, number, SessionOptions, string | undefined]>([
    ['reclaim_session_timeout is 0', 'stream', 60, 0, {}, 'reclaim_session_timeout'],
    ['reclaim_session_timeout is 0 over REST, where it plays no part', 'poll', 60, 0, {}, undefined],
    ['the period is as long as the window', 'stream', 60, 30, { keepAliveMs: 30_000 }, 'keepAliveMs'],
    ['the period is as long as the session', 'poll', 60, 30, { keepAliveMs: 60_000 }, 'keepAliveMs'],
    ['there is a window', 'stream', 60, 30, { keepAliveMs: 9_000 }, undefined],
    ['nothing is known', 'stream', 0, 30, {}, undefined],
  ])('is warned of when %s', (_, kind, sessionS, reclaimS, options, setting) => {
    virtually((time) => {
      const it = held(
        time,
        { kind, answer: answering({ info: () => limits(sessionS, reclaimS) }) },
        100,
        options,
      );
      time.at(101, () =>
        expect(it.diagnostics).toEqual(
          setting === undefined
            ? []
            : [{ kind: 'no-reclaim-window', setting, advice: expect.any(String) as unknown }],
        ),
      );
    });
  });
});

describe('a beat', () => {
  it('may be answered as late as 5 s, and the next goes out at its time', () => {
    virtually((time) => {
      const it = held(
        time,
        { answer: answering({ keepalive: () => after$(4_999, { janus: 'ack' }) }) },
        35_000,
      );
      time.at(35_001, () =>
        expect(beatsOf(it)).toEqual(['10000 keepalive', '20000 keepalive', '30000 keepalive']),
      );
      time.at(35_001, () => expect(it.janus$.lines.opened).toBe(1));
    });
  });

  it.each([
    [{}, 15_000],
    [{ keepAliveMs: 4_000 }, 6_000],
    [{ keepAliveMs: 40_000 }, 45_000],
  ])(
    'that stays unanswered makes the line suspect after half a period, 5 s at most: %j at %d ms',
    (options, at) => {
      virtually((time) => {
        let beats = 0;
        const it = held(
          time,
          { answer: answering({ keepalive: () => (++beats > 1 ? undefined : []) }) },
          at + 1_000,
          options,
        );
        const lines = it.follow(it.janus$.state$, ({ kind }) => kind);
        time.at(at + 1_000, () => lines.subscription.unsubscribe());
        time.at(at + 1_001, () => {
          expect(lines.told.slice(0, 4)).toEqual([
            '0 open',
            `${String(at)} lost`,
            `${String(at)} connecting`,
            `${String(at)} open`,
          ]);
          expect(it.frames).toContain(`${String(at)} claim`);
          expect(it.session.told).toEqual(['0 session 1']);
        });
      });
    },
  );

  it('that one session misses drops the line for all, and over REST for that session alone', () => {
    for (const [kind, claimed] of [
      ['stream', [1, 2]],
      ['poll', [1]],
    ] as const)
      virtually((time) => {
        let beats = 0;
        const answer = answering({
          info: () => limits(30, 30),
          keepalive: ({ session_id }) => (session_id === 1 && ++beats === 1 ? [] : undefined),
        });
        const it = rigOf(time, { kind, answer });
        const both = [it.follow(create$(it.janus$)), it.follow(create$(it.janus$))];
        time.at(16_000, () => both.forEach(({ subscription }) => subscription.unsubscribe()));
        time.at(16_001, () => {
          const claims = it.janus$.sent.filter(({ janus }) => janus === 'claim');
          expect(claims.map(({ session_id }) => session_id)).toEqual(claimed);
        });
      });
  });

  it.each([
    [458, 'not-found'],
    [403, 'unauthorized'],
  ] as const)('that is refused with %d ends the session, without a claim', (code, why) => {
    virtually((time) => {
      const it = held(time, { answer: answering({ keepalive: () => refusal(code) }) }, 60_000);
      time.at(60_001, () => {
        expect(it.session.told).toEqual(['0 session 1', '10000 session-lost']);
        expect(it.session.errors).toEqual([
          anError('session-lost', { sessionId: 1, why, cause: anError('server', { code }) }),
        ]);
        expect(it.frames).toEqual(['0 create', '0 info', '10000 keepalive']);
        expect(it.janus$.lines).toEqual({ opened: 1, open: 0 });
      });
    });
  });

  it('that is refused with another code is told as a diagnostic, and the next goes out as ever', () => {
    virtually((time) => {
      const it = held(time, { answer: answering({ keepalive: () => refusal(490) }) }, 25_000);
      time.at(25_001, () => {
        expect(beatsOf(it)).toEqual(['10000 keepalive', '20000 keepalive']);
        expect(it.session.told).toEqual(['0 session 1']);
        const diagnostic = {
          kind: 'keep-alive-refused',
          sessionId: 1,
          error: anError('server', { code: 490, verb: 'keepalive' }),
        };
        expect(it.diagnostics).toEqual([diagnostic, diagnostic]);
      });
    });
  });

  it('does not go out after the session was left while one was in flight', () => {
    virtually((time) => {
      const it = held(time, { answer: answering({ keepalive: silence }) }, 12_000);
      time.at(60_000, () => expect(it.frames.slice(2)).toEqual(['10000 keepalive', '12000 destroy']));
      time.at(60_000, () => expect(it.janus$.lines).toEqual({ opened: 1, open: 0 }));
    });
  });
});

describe('the time-out that the server tells', () => {
  it('ends the session and its handles with the same error, and the detached that follows is not heard', () => {
    virtually((time) => {
      const it = rigOf(time);
      const session = it.follow(create$(it.janus$), wordOfSession);
      const status = it.follow(session.last.status$, wordOfStatus);
      const handle = it.follow(
        session.last.attach$('janus.plugin.echotest'),
        ({ id }) => `handle ${String(id)}`,
      );
      const events = it.follow(handle.last.event$, ({ kind }) => kind);
      const request = it.follow(handle.last.message$({}));
      time.at(3_000, () => it.janus$.push({ janus: 'timeout', session_id: 1 }));
      time.at(3_000, () => it.janus$.push({ janus: 'detached', session_id: 1, sender: handle.last.id }));
      time.at(4_000, () => {
        expect(session.told).toEqual(['0 session 1', '3000 session-timeout']);
        expect(handle.told).toEqual(['0 handle 2', '3000 session-timeout']);
        expect(events.told).toEqual(['3000 session-timeout']);
        expect(request.told).toEqual(['3000 session-timeout']);
        expect(status.told).toEqual(['0 live by create', '3000 ended by session-timeout', '3000 complete']);
        expect(new Set([...session.errors, ...handle.errors, ...events.errors, ...request.errors]).size).toBe(
          1,
        );
        expect(it.frames).toEqual(['0 create', '0 info', '0 attach', '0 message']);
        expect(it.janus$.lines.open).toBe(0);
      });
    });
  });

  it('of one session is nothing to another', () => {
    virtually((time) => {
      const it = rigOf(time);
      const [first, second] = [
        it.follow(create$(it.janus$), wordOfSession),
        it.follow(create$(it.janus$), wordOfSession),
      ];
      time.at(3_000, () => it.janus$.push({ janus: 'timeout', session_id: 1 }));
      time.at(4_000, () => second.subscription.unsubscribe());
      time.at(4_001, () =>
        expect([first.told, second.told]).toEqual([['0 session 1', '3000 session-timeout'], ['0 session 2']]),
      );
    });
  });
});
