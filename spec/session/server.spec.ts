import { map, throwError } from 'rxjs';
import { ConnectionFailedError, create$, info$, ping$ } from 'rxjs-janus';
import { anError, virtually } from '../support/marbles.js';
import { answering, refusal, rigOf, silence } from './support/rig.js';

describe('ping$ and info$', () => {
  it('are cold, ask once per subscription, complete, and let the line go', () => {
    virtually((time) => {
      const it = rigOf(time);
      const pong$ = ping$(it.janus$).pipe(map(({ janus }) => janus));
      const known$ = info$(it.janus$).pipe(map((info) => info['session-timeout']));
      expect(it.frames).toEqual([]);
      time.expectObservable(pong$).toBe('        (p|)', { p: 'pong' });
      time.expectObservable(pong$, '---^').toBe('---(p|)', { p: 'pong' });
      time.expectObservable(known$, '------^').toBe('------(i|)', { i: 60 });
      time.at(9, () => expect(it.frames).toEqual(['0 ping', '3 ping', '6 info']));
      time.at(9, () => expect(it.janus$.lines).toEqual({ opened: 3, open: 0 }));
    });
  });

  it('use the line that sessions use', () => {
    virtually((time) => {
      const it = rigOf(time);
      time.expectObservable(create$(it.janus$).pipe(map(({ id }) => id)), '^----!').toBe('a', { a: 1 });
      time
        .expectObservable(ping$(it.janus$).pipe(map(({ janus }) => janus)), '--^')
        .toBe('--(p|)', { p: 'pong' });
      time.at(9, () => expect(it.janus$.lines).toEqual({ opened: 1, open: 0 }));
    });
  });

  it('error without a line, when it drops, when nothing comes in time, when they are refused, and at a strange answer', () => {
    virtually((time) => {
      const failed = new ConnectionFailedError('script:');
      time
        .expectObservable(ping$(rigOf(time, { connect$: () => throwError(() => failed) }).janus$))
        .toBe('#', undefined, failed);
      const mute = rigOf(time, { answer: answering({ ping: silence, info: silence }) });
      time.expectObservable(ping$(mute.janus$)).toBe('---#', undefined, anError('connection-lost'));
      time.at(3, () => mute.janus$.drop());
      const slow = rigOf(time, { answer: answering({ ping: silence, info: silence }) });
      const late = anError('request-timeout', { verb: 'info', timeoutMs: 10_000 });
      time.expectObservable(info$(slow.janus$)).toBe('10s #', undefined, late);
      time
        .expectObservable(info$(slow.janus$, { timeoutMs: 40 }))
        .toBe('40ms #', undefined, anError('request-timeout', { timeoutMs: 40 }));
      const strange = rigOf(time, {
        answer: answering({ ping: () => [{ janus: 'success' }], info: () => refusal(490) }),
      });
      time.expectObservable(ping$(strange.janus$)).toBe('#', undefined, anError('protocol'));
      time
        .expectObservable(info$(strange.janus$))
        .toBe('#', undefined, anError('server', { verb: 'info', code: 490 }));
    });
  });

  it('take a scheduler for their deadline', () => {
    virtually((time) => {
      const it = rigOf(time, { scheduler: time.scheduler, answer: answering({ ping: silence }) });
      time
        .expectObservable(ping$(it.janus$, { timeoutMs: 40, scheduler: time.scheduler }))
        .toBe('40ms #', undefined, anError('request-timeout'));
    });
  });
});
