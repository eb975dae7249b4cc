import { type Observable, defer } from 'rxjs';
import { Gate } from '../../src/transport/gate.js';
import { virtually } from '../support/marbles.js';

const values = { a: 0 };

/** The gate as an attempt meets it: asked when the attempt fails. */
const asked$ = (gate: Gate): Observable<unknown> => defer(() => gate.wait$());

describe('the gate', () => {
  it('opens once, a second after somebody asked', () => {
    virtually(({ expectObservable }) => {
      expectObservable(asked$(new Gate())).toBe('1s (a|)', values);
    });
  });

  it('opens for all who asked while it was shut, at the time of the first', () => {
    virtually(({ expectObservable, scheduler }) => {
      const gate = new Gate(scheduler);
      expectObservable(asked$(gate), '        ^').toBe('1s (a|)', values);
      expectObservable(asked$(gate), '400ms   ^').toBe('1s (a|)', values);
      expectObservable(asked$(gate), '999ms   ^').toBe('1s (a|)', values);
    });
  });

  it('shuts again for who asks after it opened', () => {
    virtually(({ expectObservable }) => {
      const gate = new Gate();
      expectObservable(asked$(gate), '        ^').toBe('       1s (a|)', values);
      expectObservable(asked$(gate), '1001ms  ^').toBe('    2001ms (a|)', values);
    });
  });

  it('goes on for the others when one of them leaves, and begins anew when all have left', () => {
    virtually(({ expectObservable }) => {
      const gate = new Gate();
      expectObservable(asked$(gate), '        ^ 299ms !').toBe('');
      expectObservable(asked$(gate), '200ms   ^ 99ms  !').toBe('');
      expectObservable(asked$(gate), '500ms   ^').toBe('1500ms (a|)', values);
    });
  });
});
