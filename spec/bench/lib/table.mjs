import { summary } from './stats.mjs';

const number = (value) =>
  value >= 1_000
    ? Math.round(value).toLocaleString('en')
    : value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2);

const spread = ({ median, min, max }) => `${number(median)} (${number(min)}–${number(max)})`;

const pad = (cells, widths) =>
  `| ${cells.map((cell, i) => (i ? cell.padStart(widths[i]) : cell.padEnd(widths[i]))).join(' | ')} |`;

/** A Markdown table, its columns aligned: the first to the left, the rest to the right. */
const markdown = (rows) => {
  const widths = rows[0].map((_, i) => Math.max(...rows.map((row) => row[i].length)));
  const rule = widths.map((width, i) => (i ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)));
  return [pad(rows[0], widths), pad(rule, widths), ...rows.slice(1).map((row) => pad(row, widths))].join(
    '\n',
  );
};

/** Of each row and client: its values over the rounds, and its ratio to the first client's of the same round. */
export const compare = (rounds, clients) =>
  Object.keys(rounds[0][clients[0].name]).map((row) => {
    const of = ({ name }) => rounds.map((round) => round[name][row]);
    const base = of(clients[0]);
    return {
      row,
      clients: clients.map((client) => {
        const values = summary(of(client));
        const paired = summary(of(client).map((value, i) => value / base[i]));
        const ratio = values.median / summary(base).median;
        return { name: client.name, ...values, ratio: { median: ratio, min: paired.min, max: paired.max } };
      }),
    };
  });

/** The comparison as a Markdown table. */
export const table = (comparison) => {
  const names = comparison[0].clients.map(({ name }) => name);
  const others = names.slice(1);
  return markdown([
    ['work', ...names, ...others.map((name) => `${name} / ${names[0]}`)],
    ...comparison.map(({ row, clients }) => [
      row,
      ...clients.map(spread),
      ...clients.slice(1).map(({ ratio }) => spread(ratio)),
    ]),
  ]);
};
