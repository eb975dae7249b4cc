import { map, take } from 'rxjs';
import { type OpenOptions, type OutgoingRequest, create$, openSession$ } from 'rxjs-janus';
import { anError, virtually } from '../support/marbles.js';
import { type Rig, answering, refusal, rigOf, wordOfSession } from './support/rig.js';

const gone$ = answering({ claim: () => refusal(458, 'No such session 5') });
const bare = (sent: readonly OutgoingRequest[]): unknown[] =>
  sent.map((frame) => ({ ...frame, transaction: 'x' }));

describe('openSession$', () => {
  it.each<[string, OpenOptions | undefined]>([
    ['no options', undefined],
    ['no id', {}],
    ['null', { sessionId: null }],
    ['undefined', { sessionId: undefined }],
    ['no id and orElse', { orElse: 'create' }],
  ])('with %s sends exactly what create$ sends', (_, options) => {
    const story = (open: (it: Rig) => ReturnType<typeof create$>): unknown[] => {
      let sent: unknown[] = [];
      virtually((time) => {
        const it = rigOf(time);
        time.expectObservable(open(it).pipe(map(({ id }) => id)), '^ 30s !').toBe('a', { a: 1 });
        time.at(31_000, () => (sent = bare(it.janus$.sent)));
      });
      return sent;
    };
    const made = story(({ janus$ }) => create$(janus$));
    expect(made.length).toBeGreaterThan(3);
    expect(story(({ janus$ }) => openSession$(janus$, options))).toEqual(made);
  });

  it('with an id claims', () => {
    virtually((time) => {
      const it = rigOf(time);
      time
        .expectObservable(openSession$(it.janus$, { sessionId: 5 }).pipe(map(({ id }) => id)), '^--!')
        .toBe('a', { a: 5 });
      time.at(4, () => expect(it.frames).toEqual(['0 claim', '0 info', '3 destroy']));
    });
  });

  it('passes on what both take', () => {
    virtually((time) => {
      const it = rigOf(time);
      const options = { keepAliveMs: 4_000, teardown: 'abandon' } as const;
      time.expectObservable(openSession$(it.janus$, { ...options, sessionId: 5 }).pipe(take(0))).toBe('|');
      time.expectObservable(openSession$(it.janus$, { ...options, sessionId: 5 }), '^ 5s !').toBe('a', {
        a: expect.anything() as unknown,
      });
      time.at(6_000, () => expect(it.frames).toEqual(['0 claim', '0 info', '4000 keepalive']));
    });
  });

  it('errors when the session is gone, by default', () => {
    virtually((time) => {
      const it = rigOf(time, { answer: gone$ });
      const error = anError('session-reclaim', { why: 'not-found' });
      time.expectObservable(openSession$(it.janus$, { sessionId: 5 })).toBe('#', undefined, error);
      time
        .expectObservable(openSession$(it.janus$, { sessionId: 5, orElse: 'error' }))
        .toBe('#', undefined, error);
      time.at(1, () => expect(it.frames).toEqual(['0 claim', '0 claim']));
    });
  });

  it('makes a new one when the session is gone and it may', () => {
    virtually((time) => {
      const it = rigOf(time, { answer: gone$ });
      time
        .expectObservable(
          openSession$(it.janus$, { sessionId: 5, orElse: 'create' }).pipe(map(({ id }) => id)),
          '^--!',
        )
        .toBe('a', { a: 1 });
      time.at(4, () => expect(it.frames).toEqual(['0 claim', '0 create', '0 info', '3 destroy']));
      time.at(4, () => expect(it.janus$.lines).toEqual({ opened: 1, open: 0 }));
    });
  });

  it('is then one session for all its subscribers, and claims once', () => {
    virtually((time) => {
      const it = rigOf(time, { answer: gone$ });
      const session$ = openSession$(it.janus$, { sessionId: 5, orElse: 'create' });
      const both = [it.follow(session$, wordOfSession), it.follow(session$, wordOfSession)];
      time.at(3, () => both.forEach(({ subscription }) => subscription.unsubscribe()));
      time.at(4, () => expect(both.map(({ told }) => told)).toEqual([['0 session 1'], ['0 session 1']]));
      time.at(4, () => expect(it.frames).toEqual(['0 claim', '0 create', '0 info', '3 destroy']));
    });
  });

  it.each([403, 457, 490])('makes no new one for any other refusal: %d', (code) => {
    virtually((time) => {
      const it = rigOf(time, { answer: answering({ claim: () => refusal(code) }) });
      time
        .expectObservable(openSession$(it.janus$, { sessionId: 5, orElse: 'create' }))
        .toBe('#', undefined, anError('session-reclaim', { code }));
      time.at(1, () => expect(it.frames).toEqual(['0 claim']));
    });
  });

  it('makes no new one when the session that it claimed is lost later', () => {
    virtually((time) => {
      const it = rigOf(time, { answer: answering({ keepalive: () => refusal(458) }) });
      time
        .expectObservable(
          openSession$(it.janus$, { sessionId: 5, orElse: 'create' }).pipe(map(({ id }) => id)),
        )
        .toBe('a 9999ms #', { a: 5 }, anError('session-lost'));
      time.at(11_000, () => expect(it.frames).toEqual(['0 claim', '0 info', '10000 keepalive']));
    });
  });
});
