// What a spec may ask of a real Janus, and what it gets when it asks for nothing.

export type JcfgValue =
  string | number | boolean | readonly JcfgValue[] | { readonly [key: string]: JcfgValue };
/** Settings of one configuration file: section, key, value. */
export type Jcfg = Readonly<Record<string, Readonly<Record<string, JcfgValue>>>>;

export interface JanusPorts {
  readonly webSocket: number;
  readonly rest: number;
  readonly admin: number;
}

export interface JanusOptions {
  /** Seconds without a request until the server ends a session; 0 = never; 12 by default. */
  readonly sessionTimeout?: number;
  /** Seconds that a session outlives its connection, counted from its last request; 6 by default. */
  readonly reclaimSessionTimeout?: number;
  /** Demanded with every request when given. */
  readonly apiSecret?: string;
  /** Demands a token with every request; tokens are added by the admin API. */
  readonly tokenAuth?: boolean;
  /** Rooms, feeds and users are strings. */
  readonly stringIds?: boolean;
  /** Sends its own candidates one by one; true by default. */
  readonly fullTrickle?: boolean;
  /** Plugins to load, by the word in their file names; fewer start faster. */
  readonly plugins?: readonly string[];
  /** The address, or start of one, that candidates are gathered on. */
  readonly iceEnforceList?: string;
  /** 0 to 7; 4 tells of sessions and transports. */
  readonly debugLevel?: number;
  /** Settings laid over the standard ones, by file name without `.jcfg`. */
  readonly jcfg?: Readonly<Record<string, Jcfg>>;
  /** Ports of one's own instead of free ones. */
  readonly ports?: JanusPorts;
}

export type JanusSettings = Required<Omit<JanusOptions, 'apiSecret' | 'iceEnforceList' | 'ports'>> &
  Pick<JanusOptions, 'apiSecret' | 'iceEnforceList'> & { readonly ports: JanusPorts };

/** Unequal limits, so that a spec can tell which of the two struck. */
export const JANUS_DEFAULTS = {
  sessionTimeout: 12,
  reclaimSessionTimeout: 6,
  tokenAuth: false,
  stringIds: false,
  fullTrickle: true,
  plugins: ['echotest', 'videoroom'],
  debugLevel: 4,
  jcfg: {},
} as const satisfies JanusOptions;

export const ADMIN_SECRET = 'janus-of-the-specs';
