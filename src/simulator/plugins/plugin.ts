import type { JsonObject } from '../json/object.js';

/** An offer or answer, as the core hands it to a plugin or gets it from one. */
export interface Jsep {
  readonly type: 'offer' | 'answer';
  readonly sdp: string;
}

/** One `message` of a client. */
export interface PluginRequest {
  readonly body: JsonObject;
  readonly jsep?: Jsep;
  readonly transaction: string;
}

/** The answer to a request: at once as `success`, or an `ack` first and what `run` pushes after it. */
export type PluginResult =
  | { readonly kind: 'now'; readonly data: JsonObject }
  | { readonly kind: 'later'; readonly hint?: string; run(): void };

/** What a plugin can do to the client behind a handle. */
export interface PluginPort {
  readonly sessionId: number;
  readonly handleId: number;
  /** Sends an `event` to the owner of the session. */
  push(data: JsonObject, options?: { readonly transaction?: string; readonly jsep?: Jsep }): void;
  /** Ends the PeerConnection: `hangup` to the owner. */
  closePc(): void;
  /** Ends the handle: `detached` to the owner. */
  endHandle(): void;
}

/** What a plugin keeps for one handle. */
export interface PluginInstance {
  message(request: PluginRequest): PluginResult;
  /** The PeerConnection came up. */
  cameUp?(): void;
  /** The PeerConnection has ended, or would have if there had been one: before the end of the handle too. */
  hungUp(): void;
  /** The handle has ended. */
  detached(): void;
}

/** A plugin of the simulated server, made anew with each start. */
export interface SimulatedPlugin {
  readonly name: string;
  /** Its entry in `info`. */
  readonly about: JsonObject;
  attach(port: PluginPort): PluginInstance;
}
