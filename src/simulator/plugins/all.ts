import type { SimulatorSettings } from '../options.js';
import { audiobridge } from './audiobridge/audiobridge.js';
import { echotest } from './echotest.js';
import type { SimulatedPlugin } from './plugin.js';
import { videoroom } from './videoroom/videoroom.js';

/** The plugins of a server that has just started. */
export function makePlugins({ rooms, stringIds }: SimulatorSettings): ReadonlyMap<string, SimulatedPlugin> {
  return new Map(
    [echotest(), videoroom(rooms, stringIds), audiobridge(stringIds)].map((plugin) => [plugin.name, plugin]),
  );
}
