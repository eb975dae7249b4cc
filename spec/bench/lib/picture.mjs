// The ratios to the first client as a picture: a panel for each row, a bar for each client, its spread as a line.
import { COLOUR, line, rect, svg, text } from '../../../scripts/verify/svg.mjs';

const WIDTH = 760;
const BAR = { left: 250, width: 380, height: 15, gap: 4 };
const PANEL_GAP = 44;
/** What is longer is cut off, and its number says so. */
const MOST = 3;

const shown = (comparison) => {
  const clients = comparison.clients.filter(({ ratio }) => ratio !== undefined);
  return clients.length > 1 ? { ...comparison, clients } : undefined;
};

const words = (ratio) => (ratio >= 100 ? ratio.toFixed(0) : ratio.toFixed(2));

const x = (ratio) => BAR.left + (Math.min(ratio, MOST) / MOST) * BAR.width;

const bar = ({ name, ratio }, y) => [
  text(BAR.left - 8, y + BAR.height - 3, name, ' text-anchor="end"'),
  rect(
    BAR.left,
    y,
    x(ratio.median) - BAR.left,
    BAR.height,
    name === 'rxjs-janus' ? COLOUR.strong : COLOUR.pale,
  ),
  line(x(ratio.min), y + BAR.height / 2, x(ratio.max), y + BAR.height / 2, COLOUR.text),
  text(Math.max(x(ratio.median), x(ratio.max)) + 6, y + BAR.height - 3, words(ratio.median)),
];

const heightOf = ({ clients }) => clients.length * (BAR.height + BAR.gap);

const panel = ({ row, clients }, top) => [
  text(16, top - 8, `${row}, as a multiple of ${clients[0].name}`, ' font-weight="bold"'),
  ...clients.flatMap((client, i) => bar(client, top + i * (BAR.height + BAR.gap))),
  line(x(1), top, x(1), top + heightOf({ clients }), COLOUR.mark, ' stroke-dasharray="3 3"'),
];

export const pictureOf = (comparisons) => {
  const rows = comparisons.flat().map(shown).filter(Boolean);
  let top = 40;
  const parts = rows.flatMap((row) => {
    const at = top;
    top += heightOf(row) + PANEL_GAP;
    return panel(row, at);
  });
  return svg(WIDTH, top - 10, parts);
};
