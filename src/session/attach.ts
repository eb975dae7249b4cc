import { Observable, type Subscriber } from 'rxjs';
import { InvalidArgumentError } from '../errors/input-errors.js';
import type { Handle, HandleSnapshot } from '../handle/handle.js';
import { makeHandle } from '../handle/handle-of.js';
import { type Plugin, plainPlugin } from '../handle/plugin.js';
import { shareLatest } from '../internal/share-latest.js';
import { checkId } from '../protocol/ids.js';
import type { SessionCore } from './core.js';
import { forId } from './entry.js';
import type { AttachOptions, ReattachOptions } from './session.js';

/** Tells the server that nobody uses a handle any more, in a gap when it is over. */
const detach = (core: SessionCore, handle_id: number): void => {
  const body = { janus: 'detach', session_id: core.sessionId, handle_id } as const;
  const later = (): void => {
    core.request$(body).subscribe({ error: () => undefined });
  };
  if (core.outlet) core.outlet.tell(body, later);
  else later();
};

/** One handle, as long as it is subscribed to. */
const hold = (
  core: SessionCore,
  plugin: Plugin,
  id: number,
  subscriber: Subscriber<Handle>,
  saved?: unknown,
): void => {
  const handle = makeHandle(id, core, plugin, subscriber, saved);
  core.handles.add(handle);
  subscriber.add(() => {
    // Left on the server for whoever claims the session: what is stored of it must stay.
    const { abandoned } = core;
    if (!abandoned) core.handles.delete(id);
    if (handle.release() && !abandoned) detach(core, id);
  });
  subscriber.next(handle);
};

/** A shared handle of a session that is alive, and of a plugin or what its name stands for. What `make` throws is its error. */
const handle$ = (
  core: SessionCore,
  wanted: Plugin | string | undefined,
  make: (plugin: Plugin, subscriber: Subscriber<Handle>) => void,
): Observable<Handle> =>
  new Observable<Handle>((subscriber) => {
    if (core.ended) throw core.ended;
    const plugin: Partial<Plugin> | undefined = typeof wanted === 'string' ? plainPlugin(wanted) : wanted;
    if (typeof plugin?.package !== 'string' || plugin.package === '')
      throw new InvalidArgumentError('plugin', 'a plugin or its package name', wanted);
    make(plugin as Plugin, subscriber);
  }).pipe(shareLatest());

/** See `JanusSession.attach$`. A handle whose id comes when nobody waits any more is detached. */
export const attach$ = (
  core: SessionCore,
  wanted: Plugin | string,
  { opaqueId: opaque_id }: AttachOptions = {},
): Observable<Handle> =>
  handle$(core, wanted, (plugin, subscriber) => {
    const session_id = core.sessionId;
    const end = (handle_id: number): void => core.line?.tell({ janus: 'detach', session_id, handle_id });
    const body = { janus: 'attach', session_id, plugin: plugin.package } as const;
    const asked = core
      .request$(opaque_id === undefined ? body : { ...body, opaque_id }, forId('attach', end))
      .subscribe({
        next: (id) => hold(core, plugin, id, subscriber),
        error: (error: unknown) => subscriber.error(error),
      });
    subscriber.add(asked);
  });

/** The state that a snapshot keeps of a handle; undefined where there is none to keep. */
const savedState = ({ package: name, state: rules }: Plugin, id: number, resume: unknown): unknown => {
  if (resume === undefined) return undefined;
  const { handleId, plugin, state } = (resume ?? {}) as { readonly [K in keyof HandleSnapshot]?: unknown };
  const ours = handleId === id && plugin === name;
  if (ours && (state === undefined || !rules?.load)) return undefined;
  const saved = ours && typeof state === 'object' && state ? rules?.load?.(state) : undefined;
  if (saved === undefined) throw new InvalidArgumentError('resume', `a snapshot of ${name} ${id}`, resume);
  return saved;
};

/** See `JanusSession.reattach$`. */
export const reattach$ = (
  core: SessionCore,
  wanted: Plugin | string,
  handleId: number,
  { resume }: ReattachOptions = {},
): Observable<Handle> =>
  handle$(core, wanted, (plugin, subscriber) => {
    checkId('handleId', handleId);
    hold(core, plugin, handleId, subscriber, savedState(plugin, handleId, resume));
  });
