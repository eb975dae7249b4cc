import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Whether the module is the script that Node was started with, not one that another imports. */
export function isMain(url) {
  return process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(url);
}

/** Runs a script's body; an error ends the process with its message and code 1. */
export async function runMain(body) {
  try {
    await body();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
