// The little of SVG that the pictures of the documentation are made of.
export const COLOUR = {
  pale: '#9fb0bf',
  strong: '#1f6fa8',
  ground: '#f3efe6',
  grid: '#dfe3e7',
  mark: '#c0504d',
  text: '#333',
};

const round = (value) => Math.round(value * 10) / 10;

/** `more` are further attributes, with a space before them. */
export const text = (x, y, words, more = '') =>
  `<text x="${round(x)}" y="${round(y)}"${more}>${words}</text>`;
export const rect = (x, y, width, height, fill) =>
  `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="${fill}"/>`;
export const line = (x1, y1, x2, y2, stroke, more = '') =>
  `<line x1="${round(x1)}" x2="${round(x2)}" y1="${round(y1)}" y2="${round(y2)}" stroke="${stroke}"${more}/>`;

/** A whole picture, on white. */
export const svg = (width, height, parts) =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" fill="${COLOUR.text}">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
