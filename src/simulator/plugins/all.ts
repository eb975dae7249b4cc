import type { SimulatorSettings } from '../options.js';
import { echotest } from './echotest.js';
import type { SimulatedPlugin } from './plugin.js';

/** The plugins of a server that has just started. */
export function makePlugins(_settings: SimulatorSettings): ReadonlyMap<string, SimulatedPlugin> {
  return new Map([echotest()].map((plugin) => [plugin.name, plugin]));
}
