import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { readPages } from '../../house/support/source-files.js';
import { snippetsOf } from '../../types/support/snippets.js';

type Change = readonly [printed: string, instead: string];

/** Writes the next snippet behind the first mention of that file in README.md, with what must differ here. */
export function readmeScript(folder: string, name: string, changes: readonly Change[]): string {
  const [page = { path: 'README.md', text: '' }] = readPages('README.md');
  const from = page.text.indexOf(`Save this as \`${name}\``);
  const [snippet] = snippetsOf({ ...page, text: page.text.slice(from) });
  if (from < 0 || snippet === undefined) throw new Error(`README.md has no ${name}`);
  writeFileSync(join(folder, name), changes.reduce(replaced, snippet[1]));
  return name;
}

/** The first line that a script prints, which would run on; it is stopped then. */
export async function firstLineOf(folder: string, script: string): Promise<string> {
  const child = spawn(process.execPath, [script], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const lines = createInterface({ input: child.stdout });
    const [line] = (await Promise.race([once(lines, 'line'), once(lines, 'close')])) as [string?];
    return line ?? 'ended without a word';
  } finally {
    child.kill();
  }
}

function replaced(text: string, [printed, instead]: Change): string {
  if (!text.includes(printed)) throw new Error(`README.md says no ${printed}`);
  return text.replace(printed, instead);
}
