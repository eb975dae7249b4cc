import type { HandleEvent, PluginEvent, PluginPayload } from './events.js';

/** An error of the plugin's that answers no request. */
export interface RefusedEvent {
  readonly kind: 'refused';
  /** The error code. */
  readonly code: number;
  /** The plugin's own words. */
  readonly reason: string;
}

/** What a plugin says that its reader does not know, as what a later server adds. */
export interface UnknownEvent {
  readonly kind: 'unknown';
  /** All that it says. */
  readonly data: PluginPayload;
}

/** What a plugin tells unasked; `switch` on `kind`. */
export type Told<E> = E | RefusedEvent | UnknownEvent;

/** How a plugin reads its own words, each with a literal `kind`; undefined for those that it does not know. */
export type Reader<E> = (event: PluginEvent) => E | undefined;

/** What a plugin tells by an event, as its reader reads it; undefined for what comes from the server's core. */
export const toldBy = <E>(event: HandleEvent, read: Reader<E>): Told<E> | undefined => {
  if (event.kind === 'plugin-error') return { kind: 'refused', code: event.code, reason: event.reason };
  return event.kind === 'plugin' ? (read(event) ?? { kind: 'unknown', data: event.data }) : undefined;
};
