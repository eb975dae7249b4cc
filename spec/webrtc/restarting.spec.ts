// What is done about a broken path of media, and when.
import { EMPTY, NEVER, type Observable, throwError } from 'rxjs';
import { RequestInDoubtError, RequestTimeoutError, PluginError } from 'rxjs-janus';
import type { Recovery } from 'rxjs-janus/webrtc';
import { recoverySettings } from '../../src/webrtc/recovery/recovery.js';
import { restarting$ } from '../../src/webrtc/recovery/restarting.js';
import { type VirtualTime, virtually } from '../support/marbles.js';

const ICE: Readonly<Record<string, RTCIceConnectionState>> = {
  n: 'new',
  k: 'checking',
  c: 'connected',
  d: 'disconnected',
  f: 'failed',
};
const wait = (since: number): Recovery => ({ kind: 'waiting', since });
const restart = (since: number, attempt = 1): Recovery => ({ kind: 'restarting', since, attempt });
const steady: Recovery = { kind: 'steady' };

interface Story {
  readonly ice: string;
  readonly gap?: string;
  readonly restarts?: readonly Observable<unknown>[];
  readonly told: string;
  readonly values: Readonly<Record<string, Recovery>>;
  readonly error?: unknown;
}

/** Three restarts, 10 ms each, waits of exactly 2, 4 and 8 ms between them, 5 ms for ICE to mend itself. */
const run = ({ hot, expectObservable, scheduler }: VirtualTime, story: Story): void => {
  const backOff = { firstMs: 2, maxMs: 8, random: () => 1 };
  const settings = recoverySettings({ disconnectedMs: 5, restartMs: 10, restarts: 3, backOff }, scheduler);
  const restarts = [...(story.restarts ?? [])];
  const told$ = restarting$(
    {
      ice$: hot(story.ice, ICE),
      gap$: hot(story.gap ?? '-'),
      restart$: () => restarts.shift() ?? EMPTY,
      failed: (cause) => new Error('failed', { cause }),
    },
    settings,
  );
  expectObservable(told$, '- 200ms !').toBe(story.told, story.values, story.error);
};

const failed = (cause?: unknown) => new Error('failed', { cause });
const facts = { verb: 'configure', acked: false };
const late = new RequestTimeoutError({ ...facts, timeoutMs: 1 });
const unanswered = new RequestTimeoutError({ ...facts, acked: true, timeoutMs: 1 });
const inDoubt = new RequestInDoubtError(facts);
const refused = new PluginError({ code: 425, codeName: 'X', reason: '', verb: 'configure', plugin: 'p' });

describe('a broken path of media', () => {
  it.each<[string, Story]>([
    [
      'is left to itself at first, and nothing is done when it mends itself',
      { ice: 'nkc-d--c', told: '----w--s', values: { w: wait(4), s: steady } },
    ],
    [
      'is restarted when it does not',
      { ice: 'nkc-d-------c', told: '----w----r--s', values: { w: wait(4), r: restart(9), s: steady } },
    ],
    [
      'is restarted at once when it failed, and when it fails while it is left to itself',
      {
        ice: 'c-f-c-d-f--c',
        told: '--r-s-w-R--S',
        values: { r: restart(2), s: steady, w: wait(6), R: restart(8), S: steady },
      },
    ],
    [
      'is restarted at once behind a gap, and by one',
      {
        ice: 'c--d--c 20ms d---c',
        gap: '-g 27ms g',
        told: '---r--s 20ms w-R-S',
        values: { r: restart(3), s: steady, w: wait(27), R: restart(29), S: steady },
      },
    ],
    [
      'is restarted again with growing waits, and given up after the last',
      {
        ice: 'c-f',
        told: '--a 11ms b 13ms c 17ms #',
        values: { a: restart(2, 1), b: restart(14, 2), c: restart(28, 3) },
        error: failed(),
      },
    ],
    [
      'has its next restart sooner when the one before has failed',
      {
        ice: 'c-f--k-f------c',
        told: '--a------b----s',
        values: { a: restart(2, 1), b: restart(9, 2), s: steady },
      },
    ],
    [
      'is restarted for as long as there is no line, which costs no attempt',
      {
        ice: 'c-f---------------------------c',
        restarts: [throwError(() => late), throwError(() => inDoubt), NEVER],
        told: '--a-b---c---------------------s',
        values: { a: restart(2), b: restart(4), c: restart(8), s: steady },
      },
    ],
    [
      'costs an attempt where the server does not answer',
      {
        ice: 'c-f---------c',
        restarts: [throwError(() => unanswered), NEVER],
        told: '--a-b-------s',
        values: { a: restart(2, 1), b: restart(4, 2), s: steady },
      },
    ],
    [
      'is given up at once when a restart is refused',
      {
        ice: 'c-f',
        restarts: [throwError(() => refused)],
        told: '--(a#)',
        values: { a: restart(2) },
        error: failed(refused),
      },
    ],
  ])('%s', (_, story) => {
    virtually((time) => run(time, story));
  });

  it('leaves no timer when nobody looks any more', () => {
    virtually(({ hot, at, timers, scheduler }) => {
      const settings = recoverySettings({}, scheduler);
      const ice$ = hot('d', ICE);
      const means = { ice$, gap$: NEVER, restart$: () => NEVER, failed };
      const looking = restarting$(means, settings).subscribe();
      at(2, () => {
        const before = timers();
        looking.unsubscribe();
        expect(timers()).toBe(before - 1);
      });
    });
  });
});
