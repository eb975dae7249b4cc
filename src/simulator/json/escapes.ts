import type { JsonFault } from './json-fault.js';

const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|.)/g;

const upper = (unit: number): string => `\\u${unit.toString(16).toUpperCase().padStart(4, '0')}`;
const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

/** Refuses escaped halves of surrogate pairs, which the server's parser does and `JSON.parse` does not. */
export function checkEscapes(token: string, fault: (text: string) => JsonFault): void {
  let high: { readonly unit: number; readonly end: number } | undefined;
  for (const match of token.matchAll(ESCAPE)) {
    const unit = match[1] === undefined ? -1 : Number.parseInt(match[1], 16);
    if (high !== undefined) {
      if (match.index !== high.end || unit < 0) throw fault(`invalid Unicode '${upper(high.unit)}'`);
      if (!isLow(unit)) throw fault(`invalid Unicode '${upper(high.unit)}${upper(unit)}'`);
      high = undefined;
    } else if (isLow(unit)) throw fault(`invalid Unicode '${upper(unit)}'`);
    else if (isHigh(unit)) high = { unit, end: match.index + match[0].length };
  }
  if (high !== undefined) throw fault(`invalid Unicode '${upper(high.unit)}'`);
}

/** Whether a string token holds an escaped NUL. */
export const holdsNul = (token: string): boolean =>
  [...token.matchAll(ESCAPE)].some((match) => match[1] !== undefined && Number.parseInt(match[1], 16) === 0);
