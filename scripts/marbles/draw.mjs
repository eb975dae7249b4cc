// A marble diagram as SVG, for light and dark pages alike.
const FRAME = 26;
const ROW = 58;
const LEFT = 176;
const TOP = 52;

const STYLE = `
  svg { --ink: #24292f; --line: #57606a; --mark: #cf222e; --box: #eaeef2; --bar: #0969da; }
  @media (prefers-color-scheme: dark) {
    svg { --ink: #e6edf3; --line: #8b949e; --mark: #ff7b72; --box: #21262d; --bar: #58a6ff; }
  }
  text { fill: var(--ink); font: 13px ui-sans-serif, system-ui, sans-serif; }
  .title { font-size: 15px; font-weight: 600; }
  .label { font-family: ui-monospace, monospace; font-size: 12px; text-anchor: end; }
  .word { font-size: 11px; text-anchor: middle; }
  .time { stroke: var(--line); stroke-width: 1.5; }
  .head { fill: var(--line); }
  .end { stroke: var(--ink); stroke-width: 2.5; }
  .error { stroke: var(--mark); stroke-width: 2.5; }
  .bar { stroke: var(--bar); stroke-width: 7; stroke-linecap: round; }
  .box { fill: var(--box); }
  .boxed { text-anchor: middle; font-family: ui-monospace, monospace; font-size: 12px; }
  circle { stroke: var(--line); stroke-width: 1.5; }`;

/** One colour for each letter, so that the same value looks the same in all rows. */
const HUES = {
  s: 210,
  l: 140,
  o: 140,
  c: 265,
  i: 45,
  k: 190,
  a: 190,
  r: 30,
  g: 330,
  d: 0,
  x: 0,
  u: 265,
  m: 45,
  b: 300,
};
const fillOf = (letter) => `hsl(${HUES[letter] ?? 210} 65% 72%)`;

const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const xOf = (frame) => LEFT + 18 + frame * FRAME;

/** What is on a line, by frame: letters, `|`, `#`, what stands in brackets at one frame. */
export const marksOf = (marbles) => {
  const marks = [];
  let frame = 0;
  let open = -1;
  for (const sign of marbles) {
    if (sign === '(') open = frame;
    if (!'-()'.includes(sign)) marks.push({ sign, frame: open < 0 ? frame : open });
    frame += 1;
    if (sign === ')') open = -1;
  }
  return marks;
};

const wordOf = (x, y, word) => `<text class="word" x="${x}" y="${y + 30}">${escape(word)}</text>`;

const drawMark = ({ sign, frame }, y, { values = {}, error = '' }) => {
  const x = xOf(frame);
  if (sign === '|') return `<path class="end" d="M${x + 10} ${y - 12}v24"/>`;
  if (sign === '#')
    return `<path class="error" d="M${x - 8} ${y - 8}l16 16m0 -16l-16 16"/>${wordOf(x, y, error)}`;
  return `<circle cx="${x}" cy="${y}" r="9" fill="${fillOf(sign)}"/>${wordOf(x, y, values[sign] ?? sign)}`;
};

const timeLine = (y, frames) => {
  const end = xOf(frames) + 4;
  return `<path class="time" d="M${LEFT} ${y}H${end}"/><path class="head" d="M${end} ${y - 5}l9 5l-9 5z"/>`;
};

const drawRow = (row, index, frames) => {
  const y = TOP + index * ROW + 18;
  if (row.box !== undefined) {
    const width = xOf(frames) - LEFT;
    return `<rect class="box" x="${LEFT}" y="${y - 16}" width="${width}" height="32" rx="6"/><text class="boxed" x="${LEFT + width / 2}" y="${y + 4}">${escape(row.box)}</text>`;
  }
  const label = `<text class="label" x="${LEFT - 12}" y="${y + 4}">${escape(row.label)}</text>`;
  if (row.subscription !== undefined) {
    const [from, to] = ['^', '!'].map((sign) => xOf(row.subscription.indexOf(sign)));
    return `${label}<path class="bar" d="M${from} ${y}H${to}"/>${wordOf(from, y - 4, 'subscribe')}${wordOf(to, y - 4, 'unsubscribe')}`;
  }
  const marks = marksOf(row.marbles).map((mark) => drawMark(mark, y, row));
  // The value before the error or the end that stands at the same place.
  return [label, timeLine(y, frames), ...marks].join('');
};

/** @param {{ title: string, rows: readonly Record<string, any>[] }} diagram */
export const draw = ({ title, rows }) => {
  const frames = Math.max(
    ...rows.map(({ marbles = '', subscription = '' }) => (marbles || subscription).length),
  );
  const [width, height] = [xOf(frames) + 30, TOP + rows.length * ROW + 4];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" role="img" aria-label="${escape(title)}">`,
    `<style>${STYLE}\n</style>`,
    `<text class="title" x="16" y="26">${escape(title)}</text>`,
    ...rows.map((row, index) => drawRow(row, index, frames)),
    '</svg>',
    '',
  ].join('\n');
};
