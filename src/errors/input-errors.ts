import { JanusError } from './janus-error.js';

/** What a value is, without saying it: an argument may be a secret. A number is told. */
const shown = (value: unknown): string =>
  typeof value === 'number' ? String(value) : value === null ? 'null' : typeof value;

/** An argument or option that cannot be right; told on the error channel, before anything is sent. */
export class InvalidArgumentError extends JanusError<'invalid-argument'> {
  static readonly kind = 'invalid-argument';
  /** The name of the argument. */
  declare readonly argument: string;
  /** What it must be. */
  declare readonly expected: string;

  constructor(argument: string, expected: string, value: unknown) {
    super(`${argument} must be ${expected}, got ${shown(value)}`, { argument, expected });
  }
}

/** The server sent what no Janus sends: not JSON, not an object, a wrong type in a known place. */
export class ProtocolError extends JanusError<'protocol'> {
  static readonly kind = 'protocol';
  /** What is wrong with it. */
  declare readonly problem: string;

  constructor(problem: string, options?: ErrorOptions) {
    super(`no Janus message: ${problem}`, { problem }, options);
  }
}
