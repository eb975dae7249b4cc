import { where } from './where.js';

const BRAND = Symbol.for('rxjs-janus.error');

/** `'request-timeout'` becomes `'RequestTimeoutError'`: minifiers rename classes, so the name is made from the kind. */
const nameOf = (kind: string): string => `-${kind}-error`.replace(/-(.)/g, (_, c: string) => c.toUpperCase());

/**
 * What every error of this library extends: a literal `kind`, data fields, and where there is one a `cause`.
 *
 * `instanceof` also holds for an error made by another copy of the library (ES module and CommonJS
 * in one process), since it compares the `kind`.
 */
export abstract class JanusError<K extends string = string> extends Error {
  /** The literal to `switch` on. */
  declare readonly kind: K;

  /**
   * @param message - What happened; the ids among the fields are added to it.
   * @param fields - The data of the error.
   * @param options - The cause.
   */
  constructor(message: string, fields: object, options?: ErrorOptions) {
    super(message + where(fields), options);
    const { kind } = new.target as unknown as { readonly kind: K };
    Object.assign(this, fields, { kind });
    // Not enumerable, as in every other error, so that neither clutters a log.
    Object.defineProperties(this, { name: { value: nameOf(kind) }, [BRAND]: { value: true } });
  }

  /** Whether a value is such an error, made by this copy of the library or another. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    const { kind, [BRAND]: branded } = (value ?? {}) as {
      readonly kind?: unknown;
      readonly [BRAND]?: unknown;
    };
    if (branded !== true || this === JanusError) return branded === true;
    // A subclass of an application's own has no kind of its own, and no other copy.
    const own: unknown = Object.getOwnPropertyDescriptor(this, 'kind')?.value;
    return own === undefined
      ? Object.prototype.isPrototypeOf.call(this.prototype as object, value as object)
      : own === kind;
  }
}
