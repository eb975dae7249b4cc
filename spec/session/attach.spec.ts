import { type Observable, map, of, switchMap, take, throwError, timer } from 'rxjs';
import { ConnectionFailedError, type Handle, type JanusSession, create$ } from 'rxjs-janus';
import type { ScriptedTransportOptions } from 'rxjs-janus/testing';
import { type VirtualTime, anError, virtually } from '../support/marbles.js';
import {
  type Followed,
  type Rig,
  answering,
  event,
  refusal,
  rigOf,
  silence,
  wordOfSession,
  wordOfStatus,
} from './support/rig.js';

const after$ = (ms: number, message: object): Observable<object> => timer(ms).pipe(map(() => message));
const wordOfHandle = ({ id }: Handle): string => `handle ${String(id)}`;
const echotest = 'janus.plugin.echotest';
const END = 50_000;

const withSession = (
  time: VirtualTime,
  script: ScriptedTransportOptions = {},
): Rig & { readonly session: Followed<JanusSession> } => {
  const it = rigOf(time, script);
  const session = it.follow(create$(it.janus$), wordOfSession);
  time.at(END, () => session.subscription.unsubscribe());
  return { ...it, session };
};

const handleFrames = ({ janus$ }: Rig): string[] =>
  janus$.sent
    .filter(({ janus }) => /attach|detach/.test(janus))
    .map(({ janus, handle_id: id }) => (id ? `${janus} ${String(id)}` : janus));

describe('attach$', () => {
  it('is cold, sends the plugin’s package name, and emits a handle with the id that the server gave', () => {
    virtually((time) => {
      const it = withSession(time);
      const handle$ = it.session.last.attach$(echotest);
      expect(it.frames).toEqual(['0 create', '0 info']);
      const handle = it.follow(handle$, wordOfHandle);
      expect(it.janus$.sent.at(-1)).toEqual({
        janus: 'attach',
        transaction: expect.any(String) as unknown,
        session_id: 1,
        plugin: echotest,
      });
      expect(handle.told).toEqual(['0 handle 2']);
      expect([handle.last.id, handle.last.sessionId, handle.last.plugin]).toEqual([2, 1, echotest]);
      time.at(1, () => handle.subscription.unsubscribe());
    });
  });

  it('passes the name on that the application gives the handle', () => {
    virtually((time) => {
      const it = withSession(time);
      it.follow(it.session.last.attach$(echotest, { opaqueId: 'user-7' }));
      expect(it.janus$.sent.at(-1)).toMatchObject({ janus: 'attach', opaque_id: 'user-7' });
    });
  });

  it('is one handle for all its subscribers, detached with the last of them, and a new one after that', () => {
    virtually((time) => {
      const it = withSession(time);
      const handle$ = it.session.last.attach$(echotest).pipe(map(({ id }) => id));
      time.expectObservable(handle$, '^---!').toBe('       a', { a: 2 });
      time.expectObservable(handle$, '--^-----!').toBe('   --a', { a: 2 });
      time.expectObservable(handle$, '----------^-!').toBe('----------b', { b: 3 });
      time.at(20, () => expect(handleFrames(it)).toEqual(['attach', 'detach 2', 'attach', 'detach 3']));
      time.at(20, () =>
        expect(it.frames.slice(2)).toEqual(['0 attach', '8 detach', '10 attach', '12 detach']),
      );
    });
  });

  it('may be left as soon as it is there', () => {
    virtually((time) => {
      const it = withSession(time);
      const id$ = it.session.last.attach$(echotest).pipe(
        take(1),
        map(({ id }) => id),
      );
      time.expectObservable(id$).toBe('(a|)', { a: 2 });
      time.at(1, () => expect(handleFrames(it)).toEqual(['attach', 'detach 2']));
    });
  });

  it.each([
    [460, "No such plugin 'x'"],
    [405, "Provided token can't access plugin"],
    [403, 'Unauthorized request'],
  ])('errors with the server’s refusal %d, and the session goes on', (code, reason) => {
    virtually((time) => {
      const it = withSession(time, { answer: answering({ attach: () => refusal(code, reason) }) });
      time
        .expectObservable(it.session.last.attach$('x'))
        .toBe('#', undefined, anError('server', { code, reason, verb: 'attach', sessionId: 1 }));
      time.at(20_000, () => expect(it.session.told).toEqual(['0 session 1']));
      time.at(20_000, () => expect(handleFrames(it)).toEqual(['attach']));
    });
  });

  it.each([undefined, null, '', 5, {}, { package: 5 }, { package: '' }])(
    'errors with %p for a plugin, and sends nothing',
    (plugin) => {
      virtually((time) => {
        const it = withSession(time);
        const error = anError('invalid-argument', { argument: 'plugin' });
        time.expectObservable(it.session.last.attach$(plugin as string)).toBe('#', undefined, error);
        time.expectObservable(it.session.last.reattach$(plugin as string, 5)).toBe('#', undefined, error);
        time.at(1, () => expect(it.frames).toEqual(['0 create', '0 info']));
      });
    },
  );

  it('detaches the handle whose id comes when nobody waits any more', () => {
    virtually((time) => {
      const it = withSession(time, {
        answer: answering({ attach: () => after$(500, { janus: 'success', data: { id: 7 } }) }),
      });
      time.expectObservable(it.session.last.attach$(echotest), '^---!').toBe('');
      time.at(501, () => expect(it.frames.slice(2)).toEqual(['0 attach', '500 detach']));
      time.at(501, () => expect(handleFrames(it)).toEqual(['attach', 'detach 7']));
    });
  });

  it('detaches the handle whose id comes after the deadline', () => {
    virtually((time) => {
      const answer = answering({ attach: () => after$(10_500, { janus: 'success', data: { id: 7 } }) });
      const it = withSession(time, { answer });
      const error = anError('request-timeout', { verb: 'attach', sessionId: 1 });
      time.expectObservable(it.session.last.attach$(echotest)).toBe('10s #', undefined, error);
      time.at(10_501, () => expect(handleFrames(it)).toEqual(['attach', 'detach 7']));
    });
  });

  it('destroys alone when all is left while it is in flight', () => {
    virtually((time) => {
      const it = rigOf(time, { answer: answering({ attach: silence }) });
      const handle = it.follow(create$(it.janus$).pipe(switchMap((session) => session.attach$(echotest))));
      time.at(5, () => handle.subscription.unsubscribe());
      time.at(20_000, () => expect(it.frames).toEqual(['0 create', '0 info', '0 attach', '5 destroy']));
      time.at(20_000, () => expect(it.janus$.lines.open).toBe(0));
    });
  });

  it.each([
    ['no id', {}],
    ['text for an id', { id: '7' }],
  ])('errors when the answer carries %s', (_, data) => {
    virtually((time) => {
      const it = withSession(time, { answer: answering({ attach: () => [{ janus: 'success', data }] }) });
      time.expectObservable(it.session.last.attach$(echotest)).toBe('#', undefined, anError('protocol'));
      time.at(1, () => expect(it.session.told).toEqual(['0 session 1']));
    });
  });

  it('in a gap waits for the claim', () => {
    virtually((time) => {
      const failed = new ConnectionFailedError('script:');
      const it = withSession(time, {
        connect$: (attempt) => (attempt === 2 ? throwError(() => failed) : of(0)),
      });
      time.at(12_000, () => it.janus$.drop());
      time.at(12_300, () => {
        const handle = it.follow(it.session.last.attach$(echotest), wordOfHandle);
        time.at(1_000, () => expect(handle.told).toEqual(['13000 handle 2']));
      });
      time.at(13_500, () =>
        expect(it.frames.slice(3)).toEqual(['13000 claim', '13000 attach', '13000 info']),
      );
    });
  });
});

describe('reattach$', () => {
  it('sends nothing, emits at once, hears the events, and detaches at the end', () => {
    virtually((time) => {
      const it = withSession(time);
      const handle = it.follow(it.session.last.reattach$(echotest, 77), wordOfHandle);
      const events = it.follow(handle.last.event$, ({ kind }) => kind);
      expect(handle.told).toEqual(['0 handle 77']);
      expect(it.frames).toEqual(['0 create', '0 info']);
      time.at(3, () => it.janus$.push({ janus: 'webrtcup', session_id: 1, sender: 77 }));
      time.at(5, () => handle.subscription.unsubscribe());
      time.at(6, () => expect(events.told).toEqual(['3 webrtcup', '5 complete']));
      time.at(6, () => expect(handleFrames(it)).toEqual(['detach 77']));
    });
  });

  it('emits in a gap too', () => {
    virtually((time) => {
      const it = withSession(time, { connect$: (attempt) => (attempt === 1 ? of(0) : timer(3_000)) });
      time.at(12_000, () => it.janus$.drop());
      time.at(12_500, () => {
        const handle = it.follow(it.session.last.reattach$(echotest, 77), wordOfHandle);
        expect(handle.told).toEqual(['12500 handle 77']);
      });
    });
  });

  it.each([0, -1, 1.5, NaN, 2 ** 53, '7', null, undefined])('errors with the id %p', (id) => {
    virtually((time) => {
      const it = withSession(time);
      time
        .expectObservable(it.session.last.reattach$(echotest, id as number))
        .toBe('#', undefined, anError('invalid-argument', { argument: 'handleId' }));
    });
  });
});

describe('a handle that the server detaches', () => {
  it('hears it and errors, the session goes on, and nothing is sent', () => {
    virtually((time) => {
      const it = withSession(time, { answer: answering({ message: silence }) });
      const handle = it.follow(it.session.last.attach$(echotest), wordOfHandle);
      const other = it.follow(it.session.last.attach$('other'), wordOfHandle);
      const events = it.follow(handle.last.event$, ({ kind }) => kind);
      const request = it.follow(handle.last.message$({}));
      const status = it.follow(it.session.last.status$, wordOfStatus);
      time.at(5, () => it.janus$.push({ janus: 'detached', session_id: 1, sender: 2 }));
      time.at(6, () => {
        const gone = anError('handle-detached', { sessionId: 1, handleId: 2, plugin: echotest });
        expect(handle.told).toEqual(['0 handle 2', '5 handle-detached']);
        expect(events.told).toEqual(['5 detached', '5 handle-detached']);
        expect([handle.errors, events.errors, request.errors]).toEqual([[gone], [gone], [gone]]);
        expect(it.follow(handle.last.message$({})).errors).toEqual([gone]);
        expect(it.follow(handle.last.event$).errors).toEqual([gone]);
        expect([other.told, status.told]).toEqual([['0 handle 3'], ['0 live by create']]);
        expect(handleFrames(it)).toEqual(['attach', 'attach']);
      });
    });
  });

  it.each(['message', 'hangup', 'trickle'] as const)(
    'and tells so by 459 to a %s ends in the same way',
    (verb) => {
      virtually((time) => {
        const it = withSession(time, {
          answer: answering({ [verb]: () => refusal(459, 'No such handle 2 in session 1') }),
        });
        const handle = it.follow(it.session.last.attach$(echotest), wordOfHandle);
        const events = it.follow(handle.last.event$, ({ kind }) => kind);
        time.at(5, () => {
          const { message$, hangup$, trickle$ } = handle.last;
          const use = {
            message: message$.bind(handle.last, {}),
            hangup: hangup$.bind(handle.last),
            trickle: trickle$.bind(handle.last, null),
          };
          const request = it.follow<unknown>(use[verb]());
          expect(request.errors).toEqual([anError('handle-detached', { handleId: 2 })]);
        });
        time.at(6, () => {
          expect(handle.told).toEqual(['0 handle 2', '5 handle-detached']);
          expect(events.told).toEqual(['5 detached', '5 handle-detached']);
          expect(it.session.told).toEqual(['0 session 1']);
          expect(handleFrames(it)).toEqual(['attach']);
        });
      });
    },
  );

  it('may be attached again', () => {
    virtually((time) => {
      const it = withSession(time);
      const handle$ = it.session.last.attach$(echotest);
      it.follow(handle$);
      time.at(5, () => it.janus$.push({ janus: 'detached', session_id: 1, sender: 2 }));
      time.at(6, () => expect(it.follow(handle$, wordOfHandle).told).toEqual(['6 handle 3']));
    });
  });
});

describe('a handle that is left in a gap', () => {
  it('is detached behind the claim', () => {
    virtually((time) => {
      const it = withSession(time, { connect$: (attempt) => (attempt === 1 ? of(0) : timer(500)) });
      const handle = it.follow(it.session.last.attach$(echotest));
      time.at(2_000, () => it.janus$.drop());
      time.at(2_100, () => handle.subscription.unsubscribe());
      time.at(4_000, () => expect(it.frames.slice(3)).toEqual(['2500 claim', '2500 detach', '2500 info']));
      time.at(4_000, () => expect(handleFrames(it)).toEqual(['attach', 'detach 2']));
    });
  });

  it('is not detached when the session is left too', () => {
    virtually((time) => {
      const it = rigOf(time, { connect$: (attempt) => (attempt === 1 ? of(0) : timer(500)) });
      const handle = it.follow(create$(it.janus$).pipe(switchMap((session) => session.attach$(echotest))));
      time.at(2_000, () => it.janus$.drop());
      time.at(2_100, () => handle.subscription.unsubscribe());
      time.at(9_000, () => expect(it.frames).toEqual(['0 create', '0 info', '0 attach']));
      time.at(9_000, () => expect(it.janus$.lines.open).toBe(0));
    });
  });
});

describe('the events of a session', () => {
  it('reach the handle that they come from, and no other', () => {
    virtually((time) => {
      const it = withSession(time);
      const other = it.follow(create$(it.janus$));
      const handles = [
        it.session.last.attach$('a'),
        it.session.last.attach$('b'),
        other.last.attach$('c'),
      ].map((handle$) => it.follow(handle$.pipe(switchMap(({ event$ }) => event$)), ({ kind }) => kind));
      const ids = it.janus$.sent.filter(({ janus }) => janus === 'attach').length;
      expect(ids).toBe(3);
      time.at(3, () => it.janus$.push({ ...event({ n: 1 }), session_id: 1, sender: 3 }));
      time.at(4, () => it.janus$.push({ janus: 'webrtcup', session_id: 1, sender: 4 }));
      time.at(5, () => it.janus$.push({ janus: 'ice-failed', session_id: 2, sender: 5 }));
      // Of another session, of no handle that we know, of no session at all.
      time.at(6, () => it.janus$.push({ janus: 'webrtcup', session_id: 2, sender: 3 }));
      time.at(6, () => it.janus$.push({ janus: 'webrtcup', session_id: 1, sender: 99 }));
      time.at(6, () => it.janus$.push({ janus: 'webrtcup', session_id: 99, sender: 3 }));
      time.at(6, () => it.janus$.push({ janus: 'webrtcup', sender: 3 }));
      time.at(7, () => {
        expect(handles.map(({ told }) => told)).toEqual([['3 plugin'], ['4 webrtcup'], ['5 ice-failed']]);
        other.subscription.unsubscribe();
      });
    });
  });

  it('are heard once by each who listens, from the time when they listen', () => {
    virtually((time) => {
      const it = withSession(time);
      const handle = it.follow(it.session.last.attach$('a'));
      const early = it.follow(handle.last.event$, ({ kind }) => kind);
      time.at(1, () => it.janus$.push({ janus: 'webrtcup', session_id: 1, sender: 2 }));
      time.at(2, () => {
        const late = it.follow(handle.last.event$, ({ kind }) => kind);
        time.at(5, () => expect(late.told).toEqual(['3 hangup']));
      });
      time.at(3, () => it.janus$.push({ janus: 'hangup', session_id: 1, sender: 2 }));
      time.at(8, () => expect(early.told).toEqual(['1 webrtcup', '3 hangup']));
    });
  });

  it('come again after a claim, with the gap told to handle and session', () => {
    virtually((time) => {
      const it = withSession(time, { connect$: (attempt) => (attempt === 1 ? of(0) : timer(500)) });
      const heard: string[] = [];
      const handle = it.follow(it.session.last.attach$('a'), wordOfHandle);
      it.follow(handle.last.event$, ({ kind }) => String(heard.push(kind)));
      it.follow(handle.last.gap$, ({ from, to }) => String(heard.push(`gap of ${String(to - from)}`)));
      time.at(1_000, () => it.janus$.push({ janus: 'webrtcup', session_id: 1, sender: 2 }));
      time.at(2_000, () => it.janus$.drop());
      time.at(3_000, () => it.janus$.push({ janus: 'hangup', session_id: 1, sender: 2 }));
      time.at(4_000, () =>
        expect([handle.told, heard]).toEqual([['0 handle 2'], ['webrtcup', 'gap of 500', 'hangup']]),
      );
    });
  });
});
