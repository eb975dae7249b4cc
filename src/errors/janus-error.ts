const BRAND = Symbol.for('rxjs-janus.error');

/** `'request-timeout'` becomes `'RequestTimeoutError'`: minifiers rename classes, so the name is made from the kind. */
const nameOf = (kind: string): string =>
  `${kind.replace(/(?:^|-)(.)/g, (_, c: string) => c.toUpperCase())}Error`;

const ownKind = (type: unknown): unknown => Object.getOwnPropertyDescriptor(type, 'kind')?.value;

/**
 * What every error of this library extends: a literal `kind`, data fields, and where there is one a `cause`.
 *
 * `instanceof` also holds for an error made by another copy of the library (ES module and CommonJS
 * in one process), since both sides compare the `kind`.
 */
export abstract class JanusError<K extends string = string> extends Error {
  /** The literal to `switch` on. */
  readonly kind: K;
  /** @internal */
  readonly [BRAND] = true;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = (new.target as unknown as { readonly kind: K }).kind;
    this.name = nameOf(this.kind);
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    if (typeof value !== 'object' || value === null) return false;
    if (Object.prototype.isPrototypeOf.call(this.prototype as object, value)) return true;
    const { kind, [BRAND]: branded } = value as { readonly kind?: unknown; readonly [BRAND]?: unknown };
    return branded === true && (this === JanusError || (kind !== undefined && kind === ownKind(this)));
  }
}
