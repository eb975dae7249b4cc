import { Observable, defer, map, switchMap, throwError } from 'rxjs';
import type { JanusClientError } from '../errors/errors.js';
import { InvalidArgumentError } from '../errors/input-errors.js';
import type { Handle } from '../handle/handle.js';
import { makeHandle } from '../handle/handle-of.js';
import { type Plugin, plainPlugin } from '../handle/plugin.js';
import { shareLatest } from '../internal/share-latest.js';
import { wrongId } from '../protocol/ids.js';
import type { SessionCore } from './core.js';
import { idOf } from './entry.js';
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

const wrongPlugin = (plugin: unknown): JanusClientError | undefined =>
  (typeof plugin === 'string' && plugin !== '') ||
  typeof (plugin as Partial<Plugin> | null)?.package === 'string'
    ? undefined
    : new InvalidArgumentError('plugin', 'a plugin or its package name', plugin);

const contract = (plugin: Plugin | string): Plugin =>
  typeof plugin === 'string' ? plainPlugin(plugin) : plugin;

/** Runs what needs a session that is alive and input that is right. */
const guarded$ = <T>(
  core: SessionCore,
  wrong: JanusClientError | undefined,
  make: () => Observable<T>,
): Observable<T> =>
  defer(() => {
    const error = core.ended ?? wrong;
    return error ? throwError(() => error) : make();
  });

/** See `JanusSession.attach$`. A handle whose id comes when nobody waits any more is detached. */
export const attach$ = (
  core: SessionCore,
  plugin: Plugin | string,
  { opaqueId }: AttachOptions = {},
): Observable<Handle> =>
  guarded$(core, wrongPlugin(plugin), () => {
    const { package: name } = contract(plugin);
    const session_id = core.sessionId;
    const late = (id: number): void => void core.line?.tell({ janus: 'detach', session_id, handle_id: id });
    return core.desk
      .request$(
        { janus: 'attach', session_id, plugin: name, ...(opaqueId !== undefined && { opaque_id: opaqueId }) },
        { late: (answer) => late(idOf(answer, 'attach')) },
      )
      .pipe(
        map((answer) => idOf(answer, 'attach')),
        switchMap((id) => hold$(core, contract(plugin), id)),
      );
  }).pipe(shareLatest());

/** See `JanusSession.reattach$`. */
export const reattach$ = (core: SessionCore, plugin: Plugin | string, handleId: number): Observable<Handle> =>
  guarded$(core, wrongPlugin(plugin) ?? wrongId('handleId', handleId), () =>
    hold$(core, contract(plugin), handleId),
  ).pipe(shareLatest());
