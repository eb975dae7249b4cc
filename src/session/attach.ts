import { Observable, defer, switchMap, throwError } from 'rxjs';
import { InvalidArgumentError } from '../errors/input-errors.js';
import type { Handle } from '../handle/handle.js';
import { makeHandle } from '../handle/handle-of.js';
import { type Plugin, plainPlugin } from '../handle/plugin.js';
import { shareLatest } from '../internal/share-latest.js';
import { wrongId } from '../protocol/ids.js';
import type { SessionCore } from './core.js';
import { endLate, idOf } from './entry.js';
import type { AttachOptions } from './session.js';

/** One handle, as long as it is subscribed to. */
const hold$ = (core: SessionCore, plugin: Plugin, id: number): Observable<Handle> =>
  new Observable<Handle>((subscriber) => {
    if (core.ended) return subscriber.error(core.ended);
    const handle = makeHandle(id, core, plugin, subscriber);
    core.handles.set(id, handle);
    subscriber.next(handle);
    return () => handle.release();
  });

/** What a name or a plugin stands for; undefined for what can be neither. */
const contract = (wanted: unknown): Plugin | undefined => {
  if (typeof wanted === 'string') return wanted === '' ? undefined : plainPlugin(wanted);
  const { package: name } = (wanted ?? {}) as Partial<Plugin>;
  return typeof name === 'string' && name !== '' ? (wanted as Plugin) : undefined;
};

/** Runs what needs a session that is alive and a plugin that can be one. */
const guarded$ = <T>(
  core: SessionCore,
  wanted: unknown,
  make$: (plugin: Plugin) => Observable<T>,
): Observable<T> =>
  defer(() => {
    if (core.ended) return throwError(() => core.ended);
    const plugin = contract(wanted);
    return plugin
      ? make$(plugin)
      : throwError(() => new InvalidArgumentError('plugin', 'a plugin or its package name', wanted));
  });

/** See `JanusSession.attach$`. A handle whose id comes when nobody waits any more is detached. */
export const attach$ = (
  core: SessionCore,
  wanted: Plugin | string,
  { opaqueId }: AttachOptions = {},
): Observable<Handle> =>
  guarded$(core, wanted, (plugin) => {
    const session_id = core.sessionId;
    const late = endLate((id) => core.line?.tell$({ janus: 'detach', session_id, handle_id: id }));
    return core.desk
      .request$(
        {
          janus: 'attach',
          session_id,
          plugin: plugin.package,
          ...(opaqueId !== undefined && { opaque_id: opaqueId }),
        },
        { late },
      )
      .pipe(switchMap((answer) => hold$(core, plugin, idOf(answer, 'attach'))));
  }).pipe(shareLatest());

/** See `JanusSession.reattach$`. */
export const reattach$ = (core: SessionCore, wanted: Plugin | string, handleId: number): Observable<Handle> =>
  guarded$(core, wanted, (plugin) => {
    const wrong = wrongId('handleId', handleId);
    return wrong ? throwError(() => wrong) : hold$(core, plugin, handleId);
  }).pipe(shareLatest());
