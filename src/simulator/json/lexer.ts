import { JsonFault } from './json-fault.js';
import { checkEscapes } from './escapes.js';

export type JsonToken = '{' | '}' | '[' | ']' | ':' | ',' | 'string' | 'scalar' | 'end' | 'invalid';

const PUNCTUATION: ReadonlySet<string> = new Set(['{', '}', '[', ']', ':', ',']);
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /[A-Za-z]+/y;
const INT64_MAX = 2n ** 63n - 1n;

/** Reads a text token by token as the server's parser does, so that refusals carry the same place and words. */
export class JsonLexer {
  token: JsonToken = 'end';
  saved = '';
  #at = 0;
  #line = 1;
  #column = 0;
  #start = 0;

  constructor(readonly source: string) {}

  get position(): number {
    return this.#at;
  }

  fault(text: string): JsonFault {
    return new JsonFault(this.#line, this.#column, text + this.#context());
  }

  next(): JsonToken {
    this.#skipSpace();
    this.#start = this.#at;
    this.token = this.#scan(this.#get());
    this.saved = this.source.slice(this.#start, this.#at);
    return this.token;
  }

  #context(): string {
    const saved = this.source.slice(this.#start, this.#at);
    if (saved === '') return ' near end of file';
    return Buffer.byteLength(saved) <= 20 ? ` near '${saved}'` : '';
  }

  #skipSpace(): void {
    while (' \t\n\r'.includes(this.source.charAt(this.#at)) && this.#at < this.source.length) this.#get();
  }

  #get(): string {
    const char = this.source.charAt(this.#at);
    if (char === '') return '';
    this.#refuseByte(char);
    this.#at += 1;
    if (char === '\n') {
      this.#line += 1;
      this.#column = 0;
    } else if (!isLowSurrogate(char)) this.#column += 1;
    return char;
  }

  /** A lone low surrogate stands for a byte that is not UTF-8, see `decodeText`. */
  #refuseByte(char: string): void {
    if (!isLowSurrogate(char) || isHighSurrogate(this.source.charAt(this.#at - 1))) return;
    const near = this.#start < this.#at ? this.#context() : '';
    const byte = (char.charCodeAt(0) & 0xff).toString(16);
    throw new JsonFault(this.#line, this.#column, `unable to decode byte 0x${byte}${near}`);
  }

  #scan(char: string): JsonToken {
    if (char === '') return 'end';
    if (PUNCTUATION.has(char)) return char as JsonToken;
    if (char === '"') return this.#string();
    if (char === '-' || (char >= '0' && char <= '9')) return this.#number();
    if (/[A-Za-z]/.test(char)) return this.#word();
    if (isHighSurrogate(char)) this.#get();
    return 'invalid';
  }

  #string(): JsonToken {
    for (let char = this.#get(); char !== '"'; char = this.#get()) {
      if (char === '') throw this.fault('premature end of input');
      if (char < ' ') throw this.#controlCharacter(char);
      if (char === '\\') this.#escape();
    }
    checkEscapes(this.source.slice(this.#start, this.#at), (text) => this.fault(text));
    return 'string';
  }

  #controlCharacter(char: string): JsonFault {
    this.#at -= 1;
    if (char !== '\n') this.#column -= 1;
    else {
      this.#line -= 1;
      this.#column = this.#at - this.source.lastIndexOf('\n', this.#at - 1) - 1;
    }
    return this.fault(
      char === '\n' ? 'unexpected newline' : `control character 0x${char.charCodeAt(0).toString(16)}`,
    );
  }

  #escape(): void {
    const kind = this.#get();
    if (kind === 'u') for (let digit = 0; digit < 4; digit++) this.#hexDigit();
    else if (kind === '' || !'"\\/bfnrt'.includes(kind)) throw this.fault('invalid escape');
  }

  #hexDigit(): void {
    if (!/^[0-9a-fA-F]$/.test(this.#get())) throw this.fault('invalid escape');
  }

  #number(): JsonToken {
    const number = this.#match(NUMBER);
    if (number === '') return 'invalid';
    const stump = this.#stumpAfter(number);
    if (stump !== undefined) return this.#advance(number + stump, 'invalid');
    this.#advance(number, 'scalar');
    if (/^-?\d+$/.test(number)) this.#checkRange(BigInt(number));
    return 'scalar';
  }

  /** What follows a number and spoils it: a second digit after a leading zero, a dot or an exponent without digits. */
  #stumpAfter(number: string): string | undefined {
    const rest = this.source.slice(this.#start + number.length, this.#start + number.length + 2);
    if (/^-?0$/.test(number) && /^\d/.test(rest)) return '';
    if (/^-?\d+$/.test(number) && rest.startsWith('.')) return '.';
    return /[eE]/.test(number) ? undefined : /^[eE][+-]?/.exec(rest)?.[0];
  }

  #checkRange(value: bigint): void {
    if (value > INT64_MAX) throw this.fault('too big integer');
    if (value < -INT64_MAX - 1n) throw this.fault('too big negative integer');
  }

  #word(): JsonToken {
    const word = this.#match(WORD);
    return this.#advance(word, word === 'true' || word === 'false' || word === 'null' ? 'scalar' : 'invalid');
  }

  #match(pattern: RegExp, offset = 0): string {
    pattern.lastIndex = this.#start + offset;
    return pattern.exec(this.source)?.[0] ?? '';
  }

  /** The first character of the token is read already. */
  #advance(token: string, kind: JsonToken): JsonToken {
    this.#at = this.#start + token.length;
    this.#column += token.length - 1;
    return kind;
  }
}

const isHighSurrogate = (char: string): boolean => char >= '\ud800' && char <= '\udbff';
const isLowSurrogate = (char: string): boolean => char >= '\udc00' && char <= '\udfff';
