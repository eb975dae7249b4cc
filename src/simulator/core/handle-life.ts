import type { PluginPort, SimulatedPlugin } from '../plugins/plugin.js';
import { Handle } from './handle.js';
import { randomId } from './random-id.js';
import type { Session } from './session.js';
import { handleMessage, wireMessage } from './wire.js';

/** Makes a handle and tells the plugin. */
export function attachHandle(
  session: Session,
  plugin: SimulatedPlugin,
  opaqueId: string | undefined,
): Handle {
  const id = randomId((taken) => session.handles.has(taken));
  const handle = new Handle(id, session, plugin, opaqueId);
  session.handles.set(id, handle);
  handle.instance = plugin.attach(portOf(handle));
  return handle;
}

/** Ends a handle and tells the plugin; what the plugin says to that goes to the owner, then `detached`. */
export function endHandle(handle: Handle): void {
  if (handle.detached) return;
  endMedia(handle);
  handle.instance?.detached();
  handle.detached = true;
  handle.pc.close();
  handle.session.handles.delete(handle.id);
  handle.session.push(handleMessage('detached', handle.session.id, handle.id));
}

/** Tells the plugin, also where there never was a PeerConnection, and the owner of its end where there was one. */
export function hangUp(handle: Handle, reason: string): void {
  const wasOpen = handle.pc.close();
  endMedia(handle);
  if (wasOpen) handle.session.push({ ...handleMessage('hangup', handle.session.id, handle.id), reason });
}

function endMedia({ pc, instance }: Handle): void {
  if (pc.hungUp) return;
  pc.hungUp = true;
  instance?.hungUp();
}

/** Brings the PeerConnection of a handle up: `webrtcup` to the owner, then the plugin is told. */
export function comeUp(handle: Handle): void {
  if (handle.pc.up) return;
  handle.pc.open = handle.pc.up = true;
  handle.pc.hungUp = false;
  handle.session.push(handleMessage('webrtcup', handle.session.id, handle.id));
  handle.instance?.cameUp?.();
}

const portOf = (handle: Handle): PluginPort => ({
  sessionId: handle.session.id,
  handleId: handle.id,
  push: (data, { transaction, jsep } = {}) => {
    if (handle.detached) return;
    if (jsep !== undefined) noteOwnJsep(handle, jsep.type);
    handle.session.push({
      ...wireMessage('event', handle.session.id, transaction),
      sender: handle.id,
      plugindata: { plugin: handle.plugin.name, data },
      ...(jsep === undefined ? {} : { jsep }),
    });
  },
  closePc: () => hangUp(handle, 'Close PC'),
  endHandle: () => endHandle(handle),
});

function noteOwnJsep({ pc }: Handle, type: 'offer' | 'answer'): void {
  pc.open = true;
  pc.hungUp = false;
  if (type === 'offer') pc.offering = true;
  else if (pc.offered) pc.negotiated = true;
}
