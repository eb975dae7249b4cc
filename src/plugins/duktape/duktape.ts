import { type Plugin, type VerbMap, definePlugin } from '../../handle/plugin.js';
import type { Script } from '../common/script.js';

/**
 * The Duktape plugin, that runs a JavaScript script of yours: it has no verbs of its own, so you name the types of the script's.
 * A script that looks at no `request` takes any body by `message$`; for methods and state of one's own there is
 * {@link definePlugin}.
 *
 * @param script - What is fixed about the script.
 * @example
 * ```ts
 * import { switchMap } from 'rxjs';
 * import { type VerbTypes, create$, webSocketTransport } from 'rxjs-janus';
 * import { duktape } from 'rxjs-janus/duktape';
 *
 * interface CounterVerbs extends Record<string, VerbTypes> {
 *   readonly add: { readonly fields: { readonly by: number }; readonly reply: { readonly total: number } };
 * }
 *
 * const total$ = create$(webSocketTransport({ url: 'wss://janus.example/ws' })).pipe(
 *   switchMap((session) => session.attach$(duktape<CounterVerbs>({ verbs: { add: { repeatable: false } } }))),
 *   switchMap((counter) => counter.request$('add', { by: 1 })),
 * );
 * ```
 * @see https://janus.conf.meetecho.com/docs/duktape.html
 */
export const duktape = <V extends VerbMap = VerbMap>(script: Script = {}): Plugin<V> =>
  definePlugin<V>()({ package: 'janus.plugin.duktape', ...script });
