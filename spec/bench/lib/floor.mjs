// The ratchet: what was reached once must be reached again, but for a margin.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FILE = fileURLToPath(new URL('../floor.json', import.meta.url));

export const readFloor = () => JSON.parse(readFileSync(FILE, 'utf8'));

export const writeFloor = (floor) => writeFileSync(FILE, `${JSON.stringify(floor, undefined, 2)}\n`);

const isLess = ({ better }) => better === 'less';

const limitOf = (rule) => (isLess(rule) ? rule.best * rule.margin : rule.best / rule.margin);

/** One client against the floor: a line for each row that it has. */
export const against = ({ rows }, comparison, name) =>
  Object.entries(rows).flatMap(([row, rule]) => {
    const clients = comparison.find((one) => one.row === row)?.clients ?? [];
    const { median, ratio } = clients.find((client) => client.name === name) ?? {};
    const value = rule.of === 'ratio' ? ratio?.median : median;
    if (value === undefined) return [];
    const limit = limitOf(rule);
    const held = isLess(rule) ? value <= limit : value >= limit;
    return [{ row, value, limit, best: rule.best, held, words: isLess(rule) ? 'at most' : 'at least' }];
  });

/** The floor with what is better now. */
export const raised = (floor, lines) => {
  const better = (row, rule) => {
    const value = lines.find((line) => line.row === row)?.value;
    if (value === undefined) return rule;
    const best = isLess(rule) ? Math.min(rule.best, value) : Math.max(rule.best, value);
    return { ...rule, best: Number(best.toPrecision(3)) };
  };
  const rows = Object.entries(floor.rows).map(([row, rule]) => [row, better(row, rule)]);
  return { ...floor, rows: Object.fromEntries(rows) };
};
