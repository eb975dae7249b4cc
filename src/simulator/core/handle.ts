import type { PluginInstance, SimulatedPlugin } from '../plugins/plugin.js';
import type { Session } from './session.js';
import { PeerConnection } from './peer-connection.js';

/** One plugin handle of a session. */
export class Handle {
  readonly pc = new PeerConnection();
  /** What the plugin keeps for it; set right after the plugin was told. */
  instance: PluginInstance | undefined;
  detached = false;

  constructor(
    readonly id: number,
    readonly session: Session,
    readonly plugin: SimulatedPlugin,
    readonly opaqueId: string | undefined,
  ) {}
}
