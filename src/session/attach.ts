import type { Observable, Unsubscribable } from 'rxjs';
import { InvalidArgumentError } from '../errors/input-errors.js';
import type { Handle, HandleSnapshot } from '../handle/handle.js';
import { makeHandle } from '../handle/handle-of.js';
import type { LiveHandle } from '../handle/live-handle.js';
import { type Plugin, plainPlugin } from '../handle/plugin.js';
import { type Run, Shared } from '../internal/shared.js';
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

/** The hold on one handle. */
class Hold implements Unsubscribable {
  readonly #core: SessionCore;
  readonly #handle: LiveHandle;

  constructor(core: SessionCore, handle: LiveHandle) {
    this.#core = core;
    this.#handle = handle;
    core.handles.add(handle);
  }

  unsubscribe(): void {
    const { abandoned, handles } = this.#core;
    const { id } = this.#handle;
    // Left on the server for whoever claims the session: what is stored of it must stay.
    if (!abandoned) handles.delete(id);
    if (this.#handle.release() && !abandoned) detach(this.#core, id);
  }
}

/** One handle, as long as it is subscribed to. */
const hold = (core: SessionCore, plugin: Plugin, id: number, run: Run<Handle>, saved?: unknown): void => {
  const handle = makeHandle(id, core, plugin, run, saved);
  run.holds = new Hold(core, handle);
  run.next(handle);
};

/** The plugin that is wanted of a session that is alive. */
const pluginFor = (core: SessionCore, wanted: Plugin | string | undefined): Plugin => {
  if (core.ended) throw core.ended;
  const plugin: Partial<Plugin> | undefined = typeof wanted === 'string' ? plainPlugin(wanted) : wanted;
  if (typeof plugin?.package !== 'string' || plugin.package === '')
    throw new InvalidArgumentError('plugin', 'a plugin or its package name', wanted);
  return plugin as Plugin;
};

/** See `JanusSession.attach$`. A handle whose id comes when nobody waits any more is detached. */
export const attach$ = (
  core: SessionCore,
  wanted: Plugin | string,
  options?: AttachOptions,
): Observable<Handle> =>
  new Shared<Handle>((run) => {
    const plugin = pluginFor(core, wanted);
    const opaque_id = options?.opaqueId;
    const session_id = core.sessionId;
    const end = (handle_id: number): void => core.line?.tell({ janus: 'detach', session_id, handle_id });
    const body = { janus: 'attach', session_id, plugin: plugin.package } as const;
    const answer$ = core.request$(
      opaque_id === undefined ? body : { ...body, opaque_id },
      forId('attach', end),
    );
    const asked = answer$.subscribe({
      next: (id) => hold(core, plugin, id, run),
      error: (error: unknown) => run.error(error),
    });
    // Answered at once, it holds the handle already.
    run.holds ??= asked;
  }).value$;

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
  new Shared<Handle>((run) => {
    const plugin = pluginFor(core, wanted);
    checkId('handleId', handleId);
    hold(core, plugin, handleId, run, savedState(plugin, handleId, resume));
  }).value$;
