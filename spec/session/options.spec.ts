import { type Observable } from 'rxjs';
import { type JanusTransport, type SessionOptions, claim$, create$, openSession$ } from 'rxjs-janus';
import { anError, virtually } from '../support/marbles.js';
import { rigOf } from './support/rig.js';

/** What TypeScript would not let through comes from JavaScript, from JSON and from `as`. */
const bad = (options: object): SessionOptions => options;

const wrong: readonly [string, SessionOptions][] = [
  ...[0, -1, NaN, '10', null, Infinity, 2 ** 31].map((value): [string, SessionOptions] => [
    'keepAliveMs',
    bad({ keepAliveMs: value }),
  ]),
  ...[0, -1, NaN, '10', null, Infinity, 2 ** 31].map((value): [string, SessionOptions] => [
    'requestTimeoutMs',
    bad({ requestTimeoutMs: value }),
  ]),
  ...[-1, NaN, 'many', null].map((value): [string, SessionOptions] => [
    'maxWaiting',
    bad({ maxWaiting: value }),
  ]),
  ...[0, -1, NaN, '10', null, Infinity].map((value): [string, SessionOptions] => [
    'reclaim.forMs',
    bad({ reclaim: { forMs: value } }),
  ]),
  ...['leave', null, 1, true].map((value): [string, SessionOptions] => [
    'teardown',
    bad({ teardown: value }),
  ]),
];

describe('a bad option', () => {
  it.each(wrong)('%s in %p is told on the error channel, before anything is sent', (argument, options) => {
    virtually((time) => {
      const it = rigOf(time);
      const error = anError('invalid-argument', { argument });
      const ways: readonly ((janus$: JanusTransport) => Observable<unknown>)[] = [
        (janus$) => create$(janus$, options),
        (janus$) => claim$(janus$, 5, options),
        (janus$) => openSession$(janus$, options),
        (janus$) => openSession$(janus$, { ...options, sessionId: 5 }),
      ];
      for (const way$ of ways) time.expectObservable(way$(it.janus$)).toBe('#', undefined, error);
      time.at(1, () => expect([it.frames, it.janus$.lines.opened]).toEqual([[], 0]));
    });
  });

  it.each([0, -1, 1.5, NaN, 2 ** 53, '1', '', true])('id %p is told on the error channel', (id) => {
    virtually((time) => {
      const it = rigOf(time);
      const given = id as number;
      time
        .expectObservable(create$(it.janus$, { id: given }))
        .toBe('#', undefined, anError('invalid-argument', { argument: 'id' }));
      const sessionId = anError('invalid-argument', { argument: 'sessionId' });
      time.expectObservable(claim$(it.janus$, given)).toBe('#', undefined, sessionId);
      time.expectObservable(openSession$(it.janus$, { sessionId: given })).toBe('#', undefined, sessionId);
      time
        .expectObservable(openSession$(it.janus$, { sessionId: given, orElse: 'create' }))
        .toBe('#', undefined, sessionId);
      time.at(1, () => expect(it.janus$.lines.opened).toBe(0));
    });
  });

  it.each([null, undefined])('id %p is one for claim$, which has nothing to fall back on', (id) => {
    virtually((time) => {
      const it = rigOf(time);
      time
        .expectObservable(claim$(it.janus$, id as unknown as number))
        .toBe('#', undefined, anError('invalid-argument', { argument: 'sessionId' }));
    });
  });

  it('orElse is told on the error channel', () => {
    virtually((time) => {
      const it = rigOf(time);
      const options = { orElse: 'creat' } as unknown as { orElse: 'create' };
      time
        .expectObservable(openSession$(it.janus$, options))
        .toBe('#', undefined, anError('invalid-argument', { argument: 'orElse' }));
    });
  });
});

describe('the options', () => {
  it.each<SessionOptions>([
    { keepAliveMs: 'auto' },
    { keepAliveMs: 1 },
    { keepAliveMs: 2 ** 31 - 1 },
    { requestTimeoutMs: 1 },
    { maxWaiting: 0 },
    { reclaim: false },
    { reclaim: {} },
    { reclaim: { forMs: 1 } },
    { teardown: 'destroy' },
    { teardown: () => 'abandon' },
  ])('take %j', (options) => {
    virtually((time) => {
      const it = rigOf(time);
      time.expectObservable(create$(it.janus$, options), '^!').toBe('a', { a: expect.anything() as unknown });
    });
  });
});
