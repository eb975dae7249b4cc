import type { Jsep } from '../protocol/jsep.js';
import type {
  DetachedMessage,
  Envelope,
  HangupMessage,
  IceFailedMessage,
  JanusMessage,
  MediaMessage,
  SlowLinkMessage,
  TrickleMessage,
  UnknownMessage,
  WebRtcUpMessage,
} from '../protocol/messages.js';

/** The data of a plugin, as it came. */
export type PluginPayload = Readonly<Record<string, unknown>>;

/** A message of the server's as an event: its fields, with a `kind` in the place of `janus`. */
export type EventOf<M extends JanusMessage> = { readonly kind: M['janus'] } & Omit<
  M,
  'janus' | keyof Envelope
>;

/** The plugin says something that answers no request, or a second thing under one transaction. */
export interface PluginEvent {
  readonly kind: 'plugin';
  /** What it says. */
  readonly data: PluginPayload;
  /** A session description that came with it. */
  readonly jsep: Jsep | undefined;
  /** The transaction of the request that it follows, if it follows one. */
  readonly transaction: string | undefined;
}

/** The plugin tells of an error that answers no request. */
export interface PluginErrorEvent {
  readonly kind: 'plugin-error';
  /** The error code. */
  readonly code: number;
  /** The plugin's own words. */
  readonly reason: string;
  /** All that it says. */
  readonly data: PluginPayload;
  /** The transaction of the request that it follows, if it follows one. */
  readonly transaction: string | undefined;
}

/**
 * What happens on a handle; `switch` on `kind`.
 *
 * `'plugin'` and `'plugin-error'` come from the plugin, the others from the server: `'webrtcup'`, `'media'`,
 * `'slowlink'`, `'hangup'` (the handle stays usable), `'trickle'` (may come before the answer), `'ice-failed'`,
 * `'detached'` (the stream ends after it). What a later server adds comes as `'unknown'`.
 */
export type HandleEvent =
  | PluginEvent
  | PluginErrorEvent
  | EventOf<WebRtcUpMessage>
  | EventOf<MediaMessage>
  | EventOf<SlowLinkMessage>
  | EventOf<HangupMessage>
  | EventOf<TrickleMessage>
  | EventOf<IceFailedMessage>
  | EventOf<DetachedMessage>
  | EventOf<UnknownMessage>;

/** Reads a message that came for a handle. */
export const toHandleEvent = (message: JanusMessage): HandleEvent => {
  if (message.janus === 'event') return pluginEvent(message);
  const { janus: kind, session_id: _session, sender: _sender, ...rest } = message;
  return { ...rest, kind } as HandleEvent;
};

const pluginEvent = ({
  plugindata: { data },
  jsep,
  transaction,
}: Extract<JanusMessage, { janus: 'event' }>): PluginEvent | PluginErrorEvent => {
  const { error_code: code, error } = data;
  return typeof code === 'number'
    ? { kind: 'plugin-error', code, reason: typeof error === 'string' ? error : '', data, transaction }
    : { kind: 'plugin', data, jsep, transaction };
};
