// How the attempts of many clients spread over time, as an SVG: one panel for each story.
import { COLOUR, line, rect, svg, text } from '../svg.mjs';

const WIDTH = 760;
const PANEL = { left: 64, top: 40, width: 676, height: 190, gap: 86 };
const SECONDS = 40;
/** The first second holds more: its bar is cut off, and its number written beside it. */
const MOST = 1_000;
const { pale: ATTEMPT, strong: BACK, ground: AWAY } = COLOUR;

const perSecond = (times) => {
  const counts = Array.from({ length: SECONDS }, () => 0);
  for (const time of times) if (time < SECONDS * 1_000) counts[Math.floor(time / 1_000)]++;
  return counts;
};

export function pictureOf(stories) {
  const height = PANEL.top + stories.length * (PANEL.height + PANEL.gap) - 20;
  const panels = stories.map((story, i) => panel(story, PANEL.top + i * (PANEL.height + PANEL.gap)));
  return svg(WIDTH, height, panels.flat());
}

function panel({ name, awayMs, clients, connects, back }, top) {
  const x = (second) => PANEL.left + (second / SECONDS) * PANEL.width;
  const y = (count) => top + PANEL.height * (1 - Math.min(count, MOST) / MOST);
  const bottom = top + PANEL.height;
  const bars = (counts, fill) =>
    counts.map((count, second) =>
      count === 0 ? '' : rect(x(second) + 1, y(count), PANEL.width / SECONDS - 2, bottom - y(count), fill),
    );
  const tries = perSecond(connects);
  return [
    text(
      PANEL.left,
      top - 14,
      `${count(clients)} clients, ${name} for ${awayMs / 1_000} s`,
      ' font-weight="bold"',
    ),
    rect(x(0), top, x(awayMs / 1_000) - x(0), PANEL.height, AWAY),
    ...[0, 250, 500, 750, 1_000].map(
      (value) =>
        line(PANEL.left, y(value), PANEL.left + PANEL.width, y(value), COLOUR.grid) +
        text(PANEL.left - 6, y(value) + 4, count(value), ' text-anchor="end"'),
    ),
    ...bars(tries, ATTEMPT),
    ...bars(perSecond(back), BACK),
    text(x(1) + 3, top + 11, `${count(tries[0])} in the first second`),
    ...[0, 5, 10, 15, 20, 25, 30, 35, 40].map((value) =>
      text(x(value), bottom + 16, value, ' text-anchor="middle"'),
    ),
    text(PANEL.left + PANEL.width / 2, bottom + 34, 'seconds since the loss', ' text-anchor="middle"'),
    text(
      0,
      0,
      'per second',
      ` text-anchor="middle" transform="translate(16 ${top + PANEL.height / 2}) rotate(-90)"`,
    ),
    rect(x(27), top + 6, 10, 10, ATTEMPT),
    text(x(27) + 15, top + 15, 'attempts to open a line'),
    rect(x(27), top + 22, 10, 10, BACK),
    text(x(27) + 15, top + 31, 'sessions that are back'),
  ].filter((line) => line !== '');
}

const count = (value) => value.toLocaleString('en');
