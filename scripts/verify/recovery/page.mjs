// The page of the figures.
const ms = (value) => Math.round(value).toLocaleString('en');
const fine = (value) => value.toFixed(2);
const spread = ({ median, min, max }) => `${fine(median)} (${fine(min)}–${fine(max)})`;

const table = (head, rows) => {
  const all = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, i) => Math.max(...all.map((row) => row[i].length)));
  const line = (cells) => `| ${cells.map((cell, i) => cell.padStart(widths[i])).join(' | ')} |`;
  return [
    line(all[0]),
    line(widths.map((width) => `${'-'.repeat(width - 1)}:`)),
    ...all.slice(1).map(line),
  ].join('\n');
};

const moments = ({ breaks, rows }) =>
  table(
    ['ms', ...breaks],
    rows.map(({ moment, outcomes }) => [
      ms(moment),
      ...outcomes.map(({ survived, usableMs }) => (survived ? `survived, ${ms(usableMs)} ms` : '**lost**')),
    ]),
  );

const times = (rows) =>
  table(
    ['', 'cuts', 'by hand, ms', 'rxjs-janus, ms', 'more, ms', 'ratio'],
    Object.entries(rows).map(([name, row]) => [
      name,
      row.cuts,
      ...[row.raw, row.library, row.moreMs, row.ratio].map(spread),
    ]),
  );

const within = (all, from, to) => all.filter((time) => time >= from && time < to).length;

const sockets = ({ tries, returns, thereAt }) => {
  const seconds = Array.from({ length: Math.ceil(Math.max(...returns) / 1_000) }, (_, i) => i);
  return `The server was there again after ${ms(thereAt)} ms.\n\n${table(
    ['second', 'attempts', 'sessions back'],
    seconds.map((second) => [
      second,
      ...[tries, returns].map((all) => within(all, second * 1_000, (second + 1) * 1_000)),
    ]),
  )}`;
};

export const pageOf = (figures, { commit, machine }) => `# Recovery in figures

Written by \`npm run verify\` at commit ${commit} on ${new Date().toISOString().slice(0, 10)}, ${machine}, on a real Janus. The specs are in \`spec/recovery\`.

## A cut at any moment

A server with its default \`session_timeout\` of 60 s and \`reclaim_session_timeout = 10\`, a client with its defaults, which
make a keep-alive every 3.3 s of that. Each cell is a client of its own: its line is cut so many milliseconds after an
answered keep-alive, and the time runs until a request is answered that was made when the drop was noticed. "away" is
how long nothing listens; "told" means that \`wake$\` then says so, as \`online\` does in browsers.

${moments(figures.stream)}

Over REST, where a session's poll is broken and the keep-alive period is 20 s, counted from the session's beginning:

${moments(figures.poll)}

## Half-open, with reclaiming off

\`reclaim_session_timeout = 0\`: such a server ends a session with its line. The line stays open and carries nothing any
more; the keep-alive finds it at its next beat, after at most 20 s, when that stays unanswered for 5 s. The session is
claimed on a new line, and the old one closed last.

${moments(figures.halfOpen)}

## From a cut to a usable session

From the cut until a request for each session is answered; median (least–most). By hand: a \`ws\` socket, reopened when it
closes, all claims and requests in one write. Both in turns, in one process; "more" and "ratio" are of the pairs. The aim
is at most 1 ms more for one session, and a ratio of 1.5 for a hundred.

${times(figures.times)}

## A thousand clients lose one server

In virtual time, with the defaults of \`backOff\`: at once, then after anything up to 0.5, 1, 2, 4 and 8 s (less than that for
a server whose \`reclaim_session_timeout\` is short). Bars show how many attempts and how many sessions that are back fall
into each second.

![Attempts per second after a loss](pictures/stampede.svg)

A hundred real sockets, of a server that is killed and started anew without its sessions:

${sockets(figures.sockets)}
`;
