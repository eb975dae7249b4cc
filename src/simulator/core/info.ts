import type { JsonObject } from '../json/object.js';
import type { SimulatedPlugin } from '../plugins/plugin.js';
import type { Limits } from './watchdog.js';

/** What `info` tells of the state of the server. */
export interface InfoState {
  readonly limits: Limits;
  readonly acceptSessions: boolean;
  readonly apiSecret: boolean;
  readonly tokens: boolean;
  readonly plugins: ReadonlyMap<string, SimulatedPlugin>;
  /** What the user of the simulator put in its place. */
  readonly overrides: JsonObject;
}

const TRANSPORTS = {
  'janus.transport.http': {
    name: 'JANUS REST (HTTP/HTTPS) transport plugin',
    author: 'Meetecho s.r.l.',
    description: 'This transport plugin adds REST (HTTP/HTTPS) support to the Janus API via libmicrohttpd.',
    version_string: '0.0.2',
    version: 2,
  },
  'janus.transport.websockets': {
    name: 'JANUS WebSockets transport plugin',
    author: 'Meetecho s.r.l.',
    description: 'This transport plugin adds WebSockets support to the Janus API via libwebsockets.',
    version_string: '0.0.1',
    version: 1,
  },
};

/** The fields of `server_info`, in the server's order; limits in seconds, with a fraction where one was set. */
export const serverInfo = ({ limits, plugins, overrides, ...state }: InfoState): JsonObject => ({
  name: 'Janus WebRTC Server',
  version: 1102,
  version_string: '1.1.2',
  author: 'Meetecho s.r.l.',
  'commit-hash': 'rxjs-janus-simulator',
  'log-to-stdout': false,
  'log-to-file': false,
  data_channels: true,
  'accepting-new-sessions': state.acceptSessions,
  'session-timeout': limits.sessionTimeoutMs / 1_000,
  'reclaim-session-timeout': limits.reclaimSessionTimeoutMs / 1_000,
  'candidates-timeout': 45,
  'server-name': 'rxjs-janus simulator',
  'local-ip': '127.0.0.1',
  ipv6: false,
  'ice-lite': false,
  'ice-tcp': false,
  'full-trickle': false,
  'mdns-enabled': true,
  'static-event-loops': 0,
  api_secret: state.apiSecret,
  auth_token: state.tokens,
  event_handlers: false,
  opaqueid_in_api: false,
  transports: TRANSPORTS,
  events: {},
  loggers: {},
  plugins: Object.fromEntries([...plugins].map(([name, plugin]) => [name, plugin.about])),
  ...overrides,
});
