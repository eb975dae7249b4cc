import { NEVER, Subject, concat, ignoreElements, switchMap, throwError, timer } from 'rxjs';
import {
  HttpStatusError,
  type JanusSession,
  type SessionOptions,
  SessionSupersededError,
  claim$,
  create$,
} from 'rxjs-janus';
import type { ScriptedTransportOptions } from 'rxjs-janus/testing';
import { type VirtualTime, virtually } from '../support/marbles.js';
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

/** Answers `detach`, and tells nobody `detached`: the session is another client's. */
const foreign = { detach: () => [{ janus: 'success' }] };

interface Story extends Rig {
  readonly session: Followed<JanusSession>;
  readonly status: Followed<unknown>;
  wake(): void;
}

const storyOf = (
  time: VirtualTime,
  script: ScriptedTransportOptions,
  options: SessionOptions = {},
  endsAt = 19_000,
): Story => {
  const woken = new Subject<void>();
  const it = rigOf(time, { wake$: woken, ...script });
  const session = it.follow(create$(it.janus$, { keepAliveMs: 60_000, ...options }), wordOfSession);
  const status = it.follow(session.last.status$, wordOfStatus);
  time.at(endsAt, () => session.subscription.unsubscribe());
  return { ...it, session, status, wake: () => woken.next() };
};

const probes = ({ janus$ }: Rig): unknown[] =>
  janus$.sent.filter(({ janus }) => janus === 'attach').map(({ plugin }) => plugin);

const infoWith = (...plugins: string[]): object => ({
  info: () => [
    {
      janus: 'server_info',
      'session-timeout': 60,
      plugins: Object.fromEntries(plugins.map((name) => [name, {}])),
    },
  ],
});

const echo = infoWith('janus.plugin.sip', 'janus.plugin.echotest');

describe('after a wake-up', () => {
  it('a throwaway handle shows that the session is still ours', () => {
    virtually((time) => {
      const it = storyOf(time, { answer: answering(echo) });
      time.at(1_000, () => it.wake());
      time.at(20_000, () => {
        expect(it.frames).toEqual(['0 create', '0 info', '1000 attach', '1000 detach', '19000 destroy']);
        expect(probes(it)).toEqual(['janus.plugin.echotest']);
        expect(it.session.told).toEqual(['0 session 1']);
      });
    });
  });

  it('the session ends as superseded when `detached` goes to somebody else', () => {
    virtually((time) => {
      const it = storyOf(time, { answer: answering({ ...echo, ...foreign }) });
      time.at(1_000, () => it.wake());
      time.at(20_000, () => {
        expect(it.session.told).toEqual(['0 session 1', '6000 session-superseded']);
        expect(it.status.told.slice(1)).toEqual(['6000 ended by session-superseded', '6000 complete']);
        expect(it.frames.at(-1)).toBe('1000 detach');
      });
    });
  });

  it('a line that does not answer is lost, and the session claimed on another', () => {
    virtually((time) => {
      const it = storyOf(time, { answer: answering({ ...echo, attach: silence }) });
      time.at(1_000, () => it.wake());
      time.at(20_000, () => {
        expect(it.frames).toEqual([
          '0 create',
          '0 info',
          '1000 attach',
          '6000 claim',
          '6000 info',
          '19000 destroy',
        ]);
      });
    });
  });

  it.each([
    ['a plugin that the token may not attach to', { ...echo, attach: () => refusal(405) }],
    ['a handle whose detach is refused', { ...echo, detach: () => refusal(459) }],
    ['an answer without an id', { ...echo, attach: () => [{ janus: 'success' }] }],
    ['no plugin to attach to', infoWith()],
  ])('%s proves nothing', (_, table) => {
    virtually((time) => {
      const it = storyOf(time, { answer: answering(table) });
      time.at(1_000, () => it.wake());
      time.at(20_000, () => expect(it.session.told).toEqual(['0 session 1']));
    });
  });

  it('a plugin of a handle in use is attached to, and else whatever there is', () => {
    virtually((time) => {
      const it = storyOf(time, { answer: answering(infoWith('janus.plugin.sip')) });
      time.at(1_000, () => it.wake());
      time.at(2_000, () => {
        const session = it.session.last;
        it.follow(session.attach$('janus.plugin.videoroom'));
      });
      time.at(3_000, () => it.wake());
      time.at(20_000, () =>
        expect(probes(it)).toEqual(['janus.plugin.sip', 'janus.plugin.videoroom', 'janus.plugin.videoroom']),
      );
    });
  });

  it('one probe at a time is enough', () => {
    virtually((time) => {
      const it = storyOf(time, { answer: answering({ ...echo, ...foreign }) });
      for (const at of [1_000, 2_000, 3_000]) time.at(at, () => it.wake());
      time.at(20_000, () => expect(probes(it)).toHaveLength(1));
    });
  });
});

it('an ack without its event is reason to probe', () => {
  virtually((time) => {
    const it = storyOf(time, { answer: answering(foreign) });
    const session = it.session.last;
    const handle = it.follow(session.attach$('janus.plugin.echotest'));
    const request = it.follow(handle.last.message$({ audio: true }));
    time.at(20_000, () => {
      expect(request.told).toEqual(['10000 request-timeout']);
      expect(it.session.told).toEqual(['0 session 1', '15000 session-superseded']);
      expect(handle.told.at(-1)).toBe('15000 session-superseded');
    });
  });
});

describe('a session claimed away', () => {
  it('is claimed back where the policy says so, each time later', () => {
    virtually((time) => {
      const retake = { reclaim: { onSuperseded: 'retake' } } as const;
      const it = storyOf(time, { answer: answering({ ...echo, ...foreign }) }, retake, 30_000);
      for (const at of [1_000, 10_000]) time.at(at, () => it.wake());
      time.at(31_000, () => {
        expect(it.session.told).toEqual(['0 session 1']);
        expect(it.status.told).toEqual([
          '0 live by create',
          '6000 reclaiming since 6000, attempt 1, session-superseded',
          '7000 live by claim',
          '15000 reclaiming since 15000, attempt 2, session-superseded',
          '16000 live by claim',
          '30000 ended',
          '30000 complete',
        ]);
      });
    });
  });

  it.each([{ reclaim: false }, { reclaim: { onSuperseded: 'end' } }] as const)('ends with %j', (options) => {
    virtually((time) => {
      const it = storyOf(time, { answer: answering({ ...echo, ...foreign }) }, options);
      time.at(1_000, () => it.wake());
      time.at(20_000, () => expect(it.session.told.at(-1)).toBe('6000 session-superseded'));
    });
  });
});

const other = new SessionSupersededError(1);

describe('another poll of the same session', () => {
  /** Polls end so after 5 s, as often as is said. */
  const polls = (times: number): Pick<ScriptedTransportOptions, 'kind' | 'hold$'> => {
    let opened = 0;
    const ending$ = concat(
      timer(5_000).pipe(ignoreElements()),
      throwError(() => other),
    );
    return { kind: 'poll', hold$: () => (++opened > times ? NEVER : ending$) };
  };

  it('soon after a claim is an earlier owner’s, and claimed away from it', () => {
    virtually((time) => {
      const it = rigOf(time, polls(2));
      const session = it.follow(claim$(it.janus$, 1, { keepAliveMs: 60_000 }), wordOfSession);
      time.at(40_000, () => session.subscription.unsubscribe());
      time.at(41_000, () => {
        expect(session.told).toEqual(['0 session 1']);
        expect(it.frames.filter((frame) => frame.endsWith('claim'))).toEqual([
          '0 claim',
          '5000 claim',
          '11000 claim',
        ]);
      });
    });
  });

  it('that does not cease is another client’s, a minute after the claim', () => {
    virtually((time) => {
      const it = rigOf(time, polls(1_000));
      const session = it.follow(claim$(it.janus$, 1, { keepAliveMs: 60_000 }), wordOfSession);
      time.at(200_000, () => {
        expect(session.told).toEqual(['0 session 1', expect.stringMatching(/^6\d{4} session-superseded$/)]);
      });
    });
  });

  it('of a session that was never claimed is another client’s', () => {
    virtually((time) => {
      const it = rigOf(time, polls(1));
      const session = it.follow(create$(it.janus$, { keepAliveMs: 60_000 }), wordOfSession);
      time.at(10_000, () => expect(session.told).toEqual(['0 session 1', '5000 session-superseded']));
    });
  });
});

const detached = (sender: number): object => ({ janus: 'detached', session_id: 1, sender });

describe('over REST, where `detached` may be in a poll that hangs on a dead socket', () => {
  const deaf = (
    time: VirtualTime,
    second: () => ReturnType<NonNullable<ScriptedTransportOptions['hold$']>>,
  ) => {
    let polls = 0;
    const hold$ = () => (++polls === 2 ? second() : NEVER);
    const it = storyOf(time, { kind: 'poll', hold$, answer: answering({ ...echo, ...foreign }) });
    time.at(1_000, () => it.wake());
    return it;
  };

  it('the session is claimed anew when a second poll is not refused', () => {
    virtually((time) => {
      const it = deaf(time, () => NEVER);
      time.at(20_000, () => {
        expect(it.session.told).toEqual(['0 session 1']);
        expect(it.status.told[1]).toBe('7000 reclaiming since 7000, attempt 1, connection-lost');
        expect(it.frames).toContain('7000 claim');
      });
    });
  });

  it('it is superseded when that is answered with 404', () => {
    virtually((time) => {
      const it = deaf(time, () => throwError(() => new HttpStatusError(404, 'poll', 1)));
      time.at(20_000, () => expect(it.session.told).toEqual(['0 session 1', '6000 session-superseded']));
    });
  });

  it('it is superseded when that is told what ours was not', () => {
    virtually((time) => {
      const it = deaf(time, () => timer(500).pipe(switchMap(() => (it.janus$.push(detached(2)), NEVER))));
      time.at(20_000, () => expect(it.session.told).toEqual(['0 session 1', '6500 session-superseded']));
    });
  });

  it('it is claimed anew when that fails in another way', () => {
    virtually((time) => {
      const it = deaf(time, () => throwError(() => other));
      time.at(20_000, () => expect(it.frames).toContain('6000 claim'));
    });
  });
});
