// The story's lines in a terminal. Of a session or handle id the beginning alone is shown: it is a capability.
import { of } from 'rxjs';

/** @typedef {{ title?: string, said?: string }} Told */

/** @type {(id: number) => string} */
export const short = (id) => `${String(id).slice(0, 4)}…`;

/** @type {(title: string) => import('rxjs').Observable<Told>} */
export const title$ = (title) => of({ title });

/** @type {(said: string) => import('rxjs').Observable<Told>} */
export const said$ = (said) => of({ said });

export const printer = () => {
  const startedAt = performance.now();
  const seconds = () => `${((performance.now() - startedAt) / 1_000).toFixed(1)} s`;
  let steps = 0;
  return {
    told: (/** @type {Told} */ { title, said }) => {
      if (title) console.log(`\n${++steps}. ${title} (${seconds()})`);
      if (said) console.log(`   ${said}`);
    },
    good: () => console.log(`\nAll went as told, ${steps} steps in ${seconds()}.`),
    bad: (/** @type {string} */ problem) => {
      process.exitCode = 1;
      console.error(`\nIt went otherwise: ${problem}`);
    },
  };
};
