import type { Observer } from 'rxjs';
import type { Handle } from './handle.js';
import type { HandleHost } from './host.js';
import { LiveHandle } from './live-handle.js';
import type { Plugin } from './plugin.js';

type HandleType = typeof LiveHandle;

const types = new WeakMap<object, HandleType>();

/** The class of a plugin's handles: its methods stand on a prototype, once, and cost a handle nothing. */
const typeOf = ({ methods }: Plugin): HandleType => {
  const known = types.get(methods);
  if (known) return known;
  const type = class extends LiveHandle {};
  Object.defineProperties(type.prototype, Object.getOwnPropertyDescriptors(methods));
  types.set(methods, type);
  return type;
};

/** A handle with its plugin's methods. */
export const makeHandle = (
  id: number,
  host: HandleHost,
  plugin: Plugin,
  holder: Observer<Handle>,
  saved?: unknown,
): LiveHandle => new (typeOf(plugin))(id, host, plugin, holder, saved);
