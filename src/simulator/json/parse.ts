import { JsonFault } from './json-fault.js';
import { scanHead, scanWhole } from './scan.js';

/** What JSON.parse takes and the server does not: numbers past 64 bits, NUL and halves of surrogate pairs. */
const DOUBTFUL = /\d{19}|\\u(?:0000|[dD][89a-fA-F])/;

/** One JSON object or array, as in the body of a POST. */
export function parseDocument(text: string): unknown {
  const quick = DOUBTFUL.test(text) ? undefined : parsed(text);
  if (isContainer(quick)) return quick;
  return faultOr(() => {
    scanWhole(text);
    return JSON.parse(text);
  });
}

/** One or more of them in a row, as in a WebSocket message; what follows the last one is refused, spaces too. */
export function parseStream(text: string): readonly unknown[] | JsonFault {
  const quick = DOUBTFUL.test(text) || !/[\]}]$/.test(text) ? undefined : parsed(text);
  if (isContainer(quick)) return [quick];
  const values = faultOr(() => scanAll(text));
  return values as readonly unknown[] | JsonFault;
}

function scanAll(text: string): readonly unknown[] {
  const values: unknown[] = [];
  let rest = text;
  do {
    const end = scanHead(rest);
    values.push(JSON.parse(rest.slice(0, end)));
    rest = rest.slice(end);
  } while (rest !== '');
  return values;
}

function faultOr(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    if (error instanceof JsonFault) return error;
    throw error;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null;
