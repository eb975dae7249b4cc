// The service's queue, tried as the ES module that it is.
import { execFileSync } from 'node:child_process';
import { root } from '../../house/support/source-files.js';

const SCRIPT = `
  import { Subject, of, throwError } from 'rxjs';
  import { conflateBy } from './examples/node-monitor/conflate-by.mjs';
  const told = [];
  const running = new Map();
  const ask$ = ({ key, word }) => {
    told.push('ask ' + key + word);
    const done = new Subject();
    running.set(key, done);
    return done;
  };
  const answer = (key) => {
    const done = running.get(key);
    running.delete(key);
    done.next('did ' + key);
    done.complete();
  };
  const wish = new Subject();
  const lease = wish.pipe(conflateBy(({ key }) => key, ask$, 2)).subscribe({
    next: (value) => told.push(value),
    complete: () => told.push('complete'),
  });
  for (const [key, word] of ['a1', 'b1', 'a2', 'c1', 'a3', 'c2']) wish.next({ key, word });
  told.push('most ' + running.size);
  answer('a');
  answer('b');
  wish.complete();
  answer('a');
  answer('c');
  of(1).pipe(conflateBy(() => 0, () => throwError(() => 'it'), 1)).subscribe({ error: (error) => told.push('error ' + error) });
  told.push(lease.closed);
  console.log(JSON.stringify(told));
`;

describe('the queue of the service', () => {
  it('asks so much at a time, never twice for one key, and of what waits the last word alone', () => {
    const out = execFileSync(process.execPath, ['--input-type=module', '-e', SCRIPT], { cwd: root });
    expect(JSON.parse(out.toString())).toEqual([
      'ask a1',
      'ask b1',
      'most 2',
      'did a',
      'ask a3',
      'did b',
      'ask c2',
      'did a',
      'did c',
      'complete',
      'error it',
      true,
    ]);
  });
});
