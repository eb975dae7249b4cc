// The page that keeps the results of the long lane.
import { cpus } from 'node:os';
import { exec } from '../lib/exec.mjs';

export async function pageOf(outcomes) {
  const rows = outcomes.map(({ title, ok, seconds, summary = '' }) => {
    return `| ${title} | ${ok ? 'passed' : '**failed**'} | ${summary} | ${seconds} |`;
  });
  const details = outcomes.filter(({ detail }) => detail).map(({ title, detail }) => section(title, detail));
  return [
    '# The long lane',
    '',
    '<!-- Written by npm run verify. -->',
    '',
    `Taken at commit ${await commit()} on ${new Date().toISOString().slice(0, 10)}, ${machine()}.`,
    '',
    '| step | result | what was counted | seconds |',
    '| --- | --- | --- | --- |',
    ...rows,
    ...details,
    '',
  ].join('\n');
}

const section = (title, detail) => `\n## ${title}\n\n\`\`\`text\n${detail.trim()}\n\`\`\``;

/** Not which kernel it was: that would tell of the machine's owner, and nothing about the figures. */
export const machine = () =>
  `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${process.platform} ${process.arch}, Node ${process.versions.node}`;

export async function commit() {
  const { stdout } = await exec('git', ['rev-parse', '--short=12', 'HEAD']);
  const changes = await exec('git', ['status', '--porcelain', '--', 'src', 'spec', 'package.json']);
  return `${stdout.trim()}${changes.stdout === '' ? '' : ' with changes on top'}`;
}
