// Candidates of ours leave in batches, behind their description; the server's wait for theirs.
import type { Candidate } from 'rxjs-janus';
import { Incoming } from '../../src/webrtc/trickle/incoming.js';
import { type Batch, batched$ } from '../../src/webrtc/trickle/outgoing.js';
import { virtually } from '../support/marbles.js';

const one = (name: string): Candidate => ({ candidate: name, sdpMid: '0', sdpMLineIndex: 0 });
const found = { a: one('a'), b: one('b'), c: one('c'), z: null };

const gates = { t: true, f: false };
const batches: Readonly<Record<string, Batch>> = {
  A: [found.a],
  B: [found.b],
  C: [found.c],
  X: [found.a, found.b],
  Y: [found.b, found.c],
  z: null,
};

describe('candidates of ours', () => {
  it.each([
    ['leave together when they come within the time of a batch', 'ab----c', 't', '-----X-----C'],
    ['wait while the gate is closed, and leave after it opens', 'a-b----', 'f--t', '--------X'],
    ['are kept when the gate closes before they leave', 'a-b-c', 'tf-----t', '------------(AY)'],
    ['leave at once with their end, which goes alone', 'ab-z', 't', '---(Xz)'],
    ['end behind the gate too', 'abz', 'f----t', '-----(Xz)'],
  ])('%s', (_, candidates, gate, expected) => {
    virtually(({ hot, expectObservable, scheduler }) => {
      const all = { ...batches, A: [found.a, found.b, found.c], Y: [] };
      const known = expected.includes('(AY)') ? all : batches;
      const told$ = batched$(hot(candidates, found), hot(gate, gates), { trickleBatchMs: 5, scheduler });
      expectObservable(told$, '- 60ms !').toBe(expected.replace('(AY)', 'A'), known);
    });
  });

  it('leave no timer behind', () => {
    virtually(({ hot, scheduler, at, timers }) => {
      const told = batched$(hot('a', found), hot('t', gates), { trickleBatchMs: 50, scheduler }).subscribe();
      at(3, () => {
        const before = timers();
        told.unsubscribe();
        expect(timers()).toBe(before - 1);
      });
    });
  });
});

describe('candidates of the server', () => {
  it('are kept until the description is set, then added in order, their end too', () => {
    const added: (string | undefined)[] = [];
    const incoming = new Incoming((candidate) => {
      added.push(candidate?.candidate);
      return Promise.resolve();
    });
    incoming.take(one('a'));
    incoming.take({ completed: true });
    expect(added).toEqual([]);
    incoming.release();
    incoming.take(one('b'));
    expect(added).toEqual(['a', undefined, 'b']);
    // An offer of ours is out: what comes is of the answer's.
    incoming.hold();
    incoming.take(one('c'));
    expect(added).toHaveLength(3);
    incoming.release();
    expect(added).toEqual(['a', undefined, 'b', 'c']);
  });

  it('are no end where the platform takes one not', () => {
    const incoming = new Incoming(() => Promise.reject(new Error('of no use')));
    incoming.release();
    expect(() => incoming.take(one('a'))).not.toThrow();
  });
});
