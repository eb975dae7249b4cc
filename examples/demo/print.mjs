// The demo's lines in a terminal. Colours on a terminal alone, and none where NO_COLOR asks for none.
import { shortened } from './short.mjs';

// `npm start | head` is no error.
process.stdout.once('error', () => process.exit());

const colours = process.stdout.isTTY && !process.env['NO_COLOR'];
const paint = (/** @type {number} */ code) => (/** @type {string} */ text) =>
  colours ? `\u001b[${code}m${text}\u001b[0m` : text;
const [bold, dim, green, red] = [paint(1), paint(2), paint(32), paint(31)];

/** One run's lines: steps are numbered and timed from its start. */
export const printer = () => {
  const startedAt = performance.now();
  let steps = 0;
  let named = shortened;
  const seconds = () => `${((performance.now() - startedAt) / 1_000).toFixed(1)} s`;
  return {
    /** Errors name the address that was dialled, the proxy's: from now on the server's is shown in its place. */
    show: (/** @type {string} */ server, /** @type {string} */ insteadOf) => {
      named = (text) => shortened(text.replaceAll(insteadOf, server));
    },
    line: (/** @type {string} */ text) => console.log(text),
    frame: (/** @type {string} */ direction, /** @type {string} */ frame) =>
      console.log(dim(`     ${direction} ${frame}`)),
    told: (/** @type {import('./demo.mjs').Told} */ { title, said }) => {
      if (title) console.log(`\n${bold(`${++steps}. ${title}`)} ${dim(`(${seconds()})`)}`);
      if (said) console.log(`   ${named(said)}`);
    },
    good: () => console.log(`\n${green('All went as told')}, ${steps} steps in ${seconds()}.`),
    bad: (/** @type {string} */ problem, /** @type {string} */ remedy) =>
      console.error(`\n${red('It went otherwise')}: ${named(problem)}\n${remedy}`),
  };
};
