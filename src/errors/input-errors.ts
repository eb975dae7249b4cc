import { describeValue } from '../internal/describe-value.js';
import { JanusError } from './janus-error.js';

/** An argument or option that cannot be right; told on the error channel, before anything is sent. */
export class InvalidArgumentError extends JanusError<'invalid-argument'> {
  static readonly kind = 'invalid-argument';

  constructor(
    /** The name of the argument. */
    readonly argument: string,
    /** What it must be. */
    readonly expected: string,
    value: unknown,
  ) {
    super(`${argument} must be ${expected}, got ${describeValue(value)}`);
  }
}

/** The server sent what no Janus sends: not JSON, not an object, a wrong type in a known place. */
export class ProtocolError extends JanusError<'protocol'> {
  static readonly kind = 'protocol';

  constructor(
    /** What is wrong with it. */
    readonly problem: string,
    options?: ErrorOptions,
  ) {
    super(`not a Janus message: ${problem}`, options);
  }
}
