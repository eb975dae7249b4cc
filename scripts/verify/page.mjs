// The page that keeps the results of the long lane. A step is taken when it is due, so each row names its own commit.
import { cpus } from 'node:os';
import { exec } from '../lib/exec.mjs';

const TOP = `# The long lane

<!-- Written by npm run verify. -->

| step | result | what was counted | seconds | taken at |
| --- | --- | --- | --- | --- |
`;

const ROW = /^\| (?!step |--- )(.+?) \| .* \|$/gm;
const SECTION = /^## (.+)\n\n```text\n[^]*?\n```$/gm;

/**
 * The page with these outcomes in the place of earlier ones of the same steps.
 *
 * @param {readonly { title: string }[]} steps all there are, in their order
 * @param {readonly object[]} outcomes
 * @param {string} earlier the page as it was
 */
export async function pageOf(steps, outcomes, earlier) {
  const rows = byTitle(earlier, ROW);
  const sections = byTitle(earlier, SECTION);
  const takenAt = `${await commit()}, ${new Date().toISOString().slice(0, 10)}, ${machine()}`;
  for (const { title, ok, seconds, summary = '', detail } of outcomes) {
    rows.set(title, `| ${title} | ${ok ? 'passed' : '**failed**'} | ${summary} | ${seconds} | ${takenAt} |`);
    sections.delete(title);
    if (detail) sections.set(title, `## ${title}\n\n\`\`\`text\n${detail.trim()}\n\`\`\``);
  }
  const inOrder = (all) => steps.flatMap(({ title }) => all.get(title) ?? []);
  return [TOP + inOrder(rows).join('\n'), ...inOrder(sections)].join('\n\n') + '\n';
}

const byTitle = (page, pattern) =>
  new Map([...page.matchAll(pattern)].map(([whole, title]) => [title, whole]));

/** Not which kernel it was: that would tell of the machine's owner, and nothing about the figures. */
export const machine = () =>
  `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${process.platform} ${process.arch}, Node ${process.versions.node}`;

export async function commit() {
  const { stdout } = await exec('git', ['rev-parse', '--short=12', 'HEAD']);
  const changes = await exec('git', ['status', '--porcelain', '--', 'src', 'spec', 'package.json']);
  return `${stdout.trim()}${changes.stdout === '' ? '' : ' with changes on top'}`;
}
