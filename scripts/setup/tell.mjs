// One line about what a script is doing, apart from the output of what it runs.

/** @param {string} line */
export function tell(line) {
  console.log(`# ${line}`);
}
