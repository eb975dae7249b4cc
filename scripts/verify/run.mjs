// The long lane: what takes too long for every change. Writes what came of it to docs/verify.md.
//   npm run verify                    all steps
//   npm run verify -- --list          the steps that run specs, and which, as JSON
//   npm run verify -- bench node-24   those alone, printed and not written; with --write their rows on the page are new
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../lib/exec.mjs';
import { runMain } from '../lib/main.mjs';
import { filesOf } from './jest.mjs';
import { pageOf } from './page.mjs';
import { steps } from './steps.mjs';

const PAGE = join(root, 'docs/verify.md');

async function runStep({ name, title, run }) {
  console.log(`== ${title}`);
  const began = performance.now();
  const outcome = await run().catch((error) => ({ ok: false, told: String(error.message ?? error) }));
  const seconds = Math.round((performance.now() - began) / 1_000);
  if (!outcome.ok) console.log(outcome.told);
  console.log(
    `== ${title}: ${outcome.ok ? 'passed' : 'FAILED'} in ${seconds} s, ${outcome.summary ?? 'nothing counted'}`,
  );
  return { name, title, seconds, ...outcome };
}

/** By the name of each step. */
async function listed() {
  const some = steps.filter(({ specs }) => specs !== undefined);
  const rows = await Promise.all(some.map(async ({ name, specs }) => [name, await filesOf(specs)]));
  return JSON.stringify(Object.fromEntries(rows), undefined, 2);
}

await runMain(async () => {
  const args = process.argv.slice(2);
  if (args.includes('--list')) return console.log(await listed());
  const wanted = args.filter((arg) => arg !== '--write');
  const chosen = wanted.length === 0 ? steps : steps.filter(({ name }) => wanted.includes(name));
  if (chosen.length === 0)
    throw new Error(`no such step; there are: ${steps.map(({ name }) => name).join(', ')}`);
  const outcomes = [];
  for (const step of chosen) outcomes.push(await runStep(step));
  if (wanted.length === 0 || args.includes('--write'))
    await writeFile(PAGE, await pageOf(steps, outcomes, await readFile(PAGE, 'utf8').catch(() => '')));
  if (outcomes.some(({ ok }) => !ok)) throw new Error('the long lane failed');
});
