import { judged } from './goals.mjs';
import { summary } from './stats.mjs';

const number = (value) => {
  if (Math.abs(value) >= 1_000) return Math.round(value).toLocaleString('en');
  const size = Math.abs(value);
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 2);
};

const spread = ({ median, min, max }) =>
  min === max ? number(median) : `${number(median)} (${number(min)}–${number(max)})`;

const pad = (cells, widths) =>
  `| ${cells.map((cell, i) => (i ? cell.padStart(widths[i]) : cell.padEnd(widths[i]))).join(' | ')} |`;

/** A Markdown table, its columns aligned: the first to the left, the rest to the right. */
const markdown = (rows) => {
  const widths = rows[0].map((_, i) => Math.max(...rows.map((row) => row[i].length)));
  const rule = widths.map((width, i) => (i ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)));
  const lines = rows.slice(1).map((row) => pad(row, widths));
  return [pad(rows[0], widths), pad(rule, widths), ...lines].join('\n');
};

const known = (values) => values.filter((value) => value !== undefined);

/** Of each row and client: its values over the rounds, and its ratio to the first client's of the same round. */
export const compare = (rounds, clients) => {
  const names = [...new Set(rounds.flatMap((round) => Object.values(round).flatMap(Object.keys)))];
  return names.map((row) => {
    const of = ({ name }) => rounds.map((round) => round[name]?.[row]);
    const base = of(clients[0]);
    const has = known(base).length > 0;
    return {
      row,
      clients: clients.map((client) => {
        const values = known(of(client));
        if (values.length === 0) return { name: client.name };
        const mine = { name: client.name, ...summary(values) };
        if (!has) return mine;
        const paired = summary(known(of(client).map((value, i) => value && value / base[i])));
        return { ...mine, ratio: { ...paired, median: mine.median / summary(known(base)).median } };
      }),
    };
  });
};

const cell = (client, isBase) => {
  if (client.median === undefined) return '–';
  if (isBase || client.ratio === undefined) return spread(client);
  return `${number(client.median)}; × ${spread(client.ratio)}`;
};

/** The comparison of one section as a Markdown table: the first client's medians, the others' with ratios to it. */
export const table = (comparison) =>
  markdown([
    ['work', ...comparison[0].clients.map(({ name }) => name)],
    ...comparison.map(({ row, clients }) => [row, ...clients.map((client, i) => cell(client, i === 0))]),
  ]);

/** What was aimed at and what was reached, a line for each goal. */
export const goalTable = (comparisons) =>
  markdown([
    ['work', 'goal', 'reached', ''],
    ...comparisons
      .flat()
      .flatMap((comparison) =>
        judged(comparison).map(({ words, value, reached }) => [
          comparison.row,
          words,
          number(value),
          reached ? 'yes' : '**not yet**',
        ]),
      ),
  ]);
