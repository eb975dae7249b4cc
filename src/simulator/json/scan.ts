import { holdsNul } from './escapes.js';
import { JsonLexer } from './lexer.js';

const MAX_DEPTH = 2048;

/** Checks one JSON object or array at the head of `source`; returns where it ends, throws a `JsonFault`. */
export function scanHead(source: string): number {
  return scanRoot(new JsonLexer(source)).position;
}

/** Checks that `source` is one JSON object or array and nothing else; throws a `JsonFault`. */
export function scanWhole(source: string): void {
  const lexer = scanRoot(new JsonLexer(source));
  if (lexer.next() !== 'end') throw lexer.fault('end of file expected');
}

function scanRoot(lexer: JsonLexer): JsonLexer {
  const token = lexer.next();
  if (token !== '{' && token !== '[') throw lexer.fault("'[' or '{' expected");
  scanValue(lexer, 1);
  return lexer;
}

function scanValue(lexer: JsonLexer, depth: number): void {
  if (depth > MAX_DEPTH) throw lexer.fault('maximum parsing depth reached');
  if (lexer.token === '{') scanObject(lexer, depth);
  else if (lexer.token === '[') scanArray(lexer, depth);
  else if (lexer.token === 'string') refuseNul(lexer, '\\u0000 is not allowed without JSON_ALLOW_NUL');
  else if (lexer.token === 'invalid') throw lexer.fault('invalid token');
  else if (lexer.token !== 'scalar') throw lexer.fault('unexpected token');
}

function scanObject(lexer: JsonLexer, depth: number): void {
  if (lexer.next() === '}') return;
  for (;;) {
    if (!isString(lexer)) throw lexer.fault("string or '}' expected");
    refuseNul(lexer, 'NUL byte in object key not supported');
    if (lexer.next() !== ':') throw lexer.fault("':' expected");
    lexer.next();
    scanValue(lexer, depth + 1);
    if (lexer.next() !== ',') break;
    lexer.next();
  }
  if (lexer.token !== '}') throw lexer.fault("'}' expected");
}

function scanArray(lexer: JsonLexer, depth: number): void {
  if (lexer.next() === ']') return;
  for (;;) {
    scanValue(lexer, depth + 1);
    if (lexer.next() !== ',') break;
    lexer.next();
  }
  if (lexer.token !== ']') throw lexer.fault("']' expected");
}

function refuseNul(lexer: JsonLexer, text: string): void {
  if (lexer.saved.includes('\\u0000') && holdsNul(lexer.saved)) throw lexer.fault(text);
}

const isString = (lexer: JsonLexer): boolean => lexer.token === 'string';
