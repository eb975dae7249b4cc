import { asyncScheduler, type SchedulerLike } from 'rxjs';
import type { JsonObject } from './json/object.js';
import type { VideoRoomConfig } from './plugins/videoroom/config.js';
import { SAMPLE_ROOMS } from './plugins/videoroom/config.js';

/** How a simulated server is set up; every field has a default. */
export interface SimulatorOptions {
  /** Port on 127.0.0.1 for WebSocket and REST alike; 0, the default, takes a free one. */
  readonly port?: number;
  /** Milliseconds without a request after which a session ends; default 60 000, 0 is never. */
  readonly sessionTimeoutMs?: number;
  /** Milliseconds from the last request in which a session whose line dropped can be claimed; default 0: it ends with the line. */
  readonly reclaimSessionTimeoutMs?: number;
  /** Secret that requests must carry as `apisecret`. */
  readonly apiSecret?: string;
  /** Tokens of which requests must carry one as `token`; an empty list asks for one as well. */
  readonly tokens?: readonly string[];
  /** Milliseconds after which a long poll without events is answered; default 30 000. */
  readonly longPollMs?: number;
  /** Milliseconds between two looks at the limits of all sessions; default 2 000. */
  readonly watchdogMs?: number;
  /** Fields of `info` that replace or join the simulator's own. */
  readonly info?: JsonObject;
  /** Videorooms that exist from the start; default 1234 and 5678, as in the server's sample configuration. */
  readonly rooms?: readonly VideoRoomConfig[];
  /** Whether rooms and their users have strings for ids; default false. */
  readonly stringIds?: boolean;
  /** Whether `create` is served; default true. */
  readonly acceptSessions?: boolean;
  /** Where all timers run; default `asyncScheduler`. */
  readonly scheduler?: SchedulerLike;
}

/** Options with their defaults. */
export type SimulatorSettings = Required<Omit<SimulatorOptions, 'apiSecret' | 'tokens'>> &
  Pick<SimulatorOptions, 'apiSecret' | 'tokens'>;

export const withDefaults = (options: SimulatorOptions): SimulatorSettings => ({
  port: 0,
  sessionTimeoutMs: 60_000,
  reclaimSessionTimeoutMs: 0,
  longPollMs: 30_000,
  watchdogMs: 2_000,
  info: {},
  rooms: SAMPLE_ROOMS,
  stringIds: false,
  acceptSessions: true,
  scheduler: asyncScheduler,
  ...options,
});
