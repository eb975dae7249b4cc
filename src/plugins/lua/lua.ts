import { type Plugin, type VerbMap, definePlugin } from '../../handle/plugin.js';
import type { Script } from '../common/script.js';

/**
 * The Lua plugin, that runs a Lua script of yours: it has no verbs of its own, so you name the types of the script's.
 * A script that looks at no `request` takes any body by `message$`; for methods and state of one's own there is
 * {@link definePlugin}.
 *
 * @param script - What is fixed about the script.
 * @example
 * ```ts
 * import { switchMap } from 'rxjs';
 * import { type VerbTypes, create$, webSocketTransport } from 'rxjs-janus';
 * import { lua } from 'rxjs-janus/lua';
 *
 * interface CounterVerbs extends Record<string, VerbTypes> {
 *   readonly add: { readonly fields: { readonly by: number }; readonly reply: { readonly total: number } };
 * }
 *
 * const total$ = create$(webSocketTransport({ url: 'wss://janus.example/ws' })).pipe(
 *   switchMap((session) => session.attach$(lua<CounterVerbs>({ verbs: { add: { repeatable: false } } }))),
 *   switchMap((counter) => counter.request$('add', { by: 1 })),
 * );
 * ```
 * @see https://janus.conf.meetecho.com/docs/lua.html
 */
export const lua = <V extends VerbMap = VerbMap>(script: Script = {}): Plugin<V> =>
  definePlugin<V>()({ package: 'janus.plugin.lua', ...script });
