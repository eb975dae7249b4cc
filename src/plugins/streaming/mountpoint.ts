/** The id of a mountpoint: a number, or a string on a server with `string_ids`. */
export type MountpointId = number | string;

/** What carries one stream of a mountpoint. */
export type MediaType = 'audio' | 'video' | 'data';

/** One stream of what is watched. */
export interface MountpointMedia {
  /** What it carries. */
  readonly type: MediaType;
  /** What `watch` and `configure` name it by; left out where a file is played. */
  readonly mid?: string;
  /** What it is called. */
  readonly label?: string;
  /** `'opus'` or `'vp8'` for example. */
  readonly codec?: string;
}

/** The mountpoint that is watched. Its secrets, addresses and ports are left out. */
export interface Mountpoint {
  /** Its id. */
  readonly id: MountpointId;
  /** What it is called; this and all below once the server was asked. */
  readonly description?: string;
  /** What else its owner tells of it. */
  readonly metadata?: string;
  /** Whether it sends now. */
  readonly enabled?: boolean;
  /** Its streams. */
  readonly media?: readonly MountpointMedia[];
}

type Fields = Readonly<Record<string, unknown>>;

/** Whether a value can be the id of a mountpoint. */
export const isMountpointId = (value: unknown): value is MountpointId =>
  typeof value === 'number' || typeof value === 'string';

const picked = (from: Fields, keys: readonly string[]): Fields =>
  Object.fromEntries(keys.flatMap((key) => (from[key] === undefined ? [] : [[key, from[key]]])));

/** A mountpoint as `info` describes it, without what is secret and what changes by itself. */
export const toMountpoint = (info: Fields & { readonly id: MountpointId }): Mountpoint => ({
  id: info.id,
  ...picked(info, ['description', 'metadata', 'enabled']),
  ...(Array.isArray(info['media']) && {
    media: (info['media'] as readonly Fields[]).map(
      (one) => picked(one, ['type', 'mid', 'label', 'codec']) as unknown as MountpointMedia,
    ),
  }),
});
