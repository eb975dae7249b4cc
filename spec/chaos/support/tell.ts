// Figures for people: on the terminal, and in the file that the long lane reads.
import { appendFileSync } from 'node:fs';

export function tell(...lines: readonly string[]): void {
  const text = `${lines.join('\n')}\n`;
  process.stderr.write(text);
  const report = process.env['CHAOS_REPORT'];
  if (report !== undefined) appendFileSync(report, text);
}
