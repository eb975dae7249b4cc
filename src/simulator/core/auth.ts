import type { JsonObject } from '../json/object.js';

/** Who may do what: the API secret, the stored tokens, and the plugins that a token may attach to. */
export class Auth {
  readonly #tokens = new Map<string, readonly string[] | 'all'>();

  constructor(
    readonly apiSecret: string | undefined,
    /** Whether tokens are asked for; stays as it was at the start, whatever is added or removed. */
    readonly tokensOn: boolean,
    tokens: readonly string[],
  ) {
    tokens.forEach((token) => this.add(token));
  }

  add(token: string, plugins: readonly string[] | 'all' = 'all'): void {
    this.#tokens.set(token, plugins);
  }

  remove(token: string): void {
    this.#tokens.delete(token);
  }

  /** Either of secret and token suffices where both are on. */
  allows(request: JsonObject): boolean {
    if (this.apiSecret === undefined && !this.tokensOn) return true;
    if (this.apiSecret !== undefined && request['apisecret'] === this.apiSecret) return true;
    const token = request['token'];
    return this.tokensOn && typeof token === 'string' && this.#tokens.has(token);
  }

  allowsPlugin(token: unknown, plugin: string): boolean {
    if (!this.tokensOn || typeof token !== 'string') return true;
    const plugins = this.#tokens.get(token);
    return plugins === 'all' || (plugins?.includes(plugin) ?? false);
  }
}
