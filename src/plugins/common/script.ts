import type { PluginVerbRule } from '../../handle/plugin.js';

/** What a script of yours on the server is like. */
export interface Script {
  /** The package name, where the script's `getPackage` gives another than the plugin that runs it has. */
  readonly package?: string;
  /** What is fixed about its verbs; none is repeatable by default. */
  readonly verbs?: Readonly<Record<string, PluginVerbRule>>;
  /** The names of its error codes. */
  readonly errors?: Readonly<Record<number, string>>;
}
