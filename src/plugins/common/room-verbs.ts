import type { PluginVerbRule } from '../../handle/plugin.js';
import type {
  AdminFields,
  AllowedFields,
  DestroyFields,
  MakeRoomFields,
  RoomFields,
  RoomId,
  SecretFields,
} from './room-fields.js';
import { SYNC, SYNC_ONCE } from './rules.js';
import type { Says, Verb } from './verb.js';

/** What differs between the rooms of the plugins. */
export interface RoomTypes {
  /** What `create` takes. */
  readonly create: MakeRoomFields;
  /** What `edit` takes. */
  readonly edit: SecretFields;
  /** The answer of `create`, `edit` and `destroy`. */
  readonly changed: object;
  /** One room of `list`. */
  readonly listed: object;
  /** The answer of `listparticipants`. */
  readonly participants: object;
  /** What `kick` takes. */
  readonly kick: SecretFields;
  /** The answer of `kick`. */
  readonly kicked: object;
}

/** The answer of `create`, `edit` and `destroy`. */
export type ChangedRoom<P extends string, W extends string = 'created' | 'edited' | 'destroyed'> = Says<
  P,
  W
> & {
  /** The room. */
  readonly room: RoomId;
  /** Whether the configuration file was written. */
  readonly permanent: boolean;
};

/** The answer of `list`. */
export type ListedRooms<P extends string, R> = Says<P, 'success'> & {
  /** The rooms that are not private; with the plugin's key all. */
  readonly list: readonly R[];
};

/** The answer of `exists`. */
export type RoomExists<P extends string> = Says<P, 'success'> & {
  /** The room. */
  readonly room: RoomId;
  /** Whether there is one. */
  readonly exists: boolean;
};

/** The answer of `allowed`. */
export type AllowedInRoom<P extends string> = Says<P, 'success'> & {
  /** The room. */
  readonly room: RoomId;
  /** The invitations, of a room that asks for them. */
  readonly allowed?: readonly string[];
};

/** The verbs that all plugins with rooms have, `P` being the plugin's word for what it says. */
export type RoomVerbs<P extends string, T extends RoomTypes> = Readonly<{
  /** Lists the rooms that are not private; with the plugin's key all. */
  list: Verb<AdminFields, ListedRooms<P, T['listed']>>;
  /** Asks whether there is such a room. */
  exists: Verb<RoomFields, RoomExists<P>>;
  /** Lists who is in a room. */
  listparticipants: Verb<RoomFields, T['participants']>;
  /** Makes a room. */
  create: Verb<T['create'], T['changed']>;
  /** Changes what can be changed of a room. */
  edit: Verb<T['edit'], T['changed']>;
  /** Ends a room for all in it. */
  destroy: Verb<DestroyFields, T['changed']>;
  /** Changes who may join. */
  allowed: Verb<AllowedFields, AllowedInRoom<P>>;
  /** Puts somebody out. */
  kick: Verb<T['kick'], T['kicked']>;
}>;

/** What is fixed about them. */
export const ROOM_VERBS = {
  list: SYNC,
  exists: SYNC,
  listparticipants: SYNC,
  // Without an id there would be two rooms.
  create: SYNC_ONCE,
  // A new secret would have the second run refused, as if the first had never been.
  edit: SYNC_ONCE,
  // Somebody may have made the room anew.
  destroy: SYNC_ONCE,
  // Sets of invitations: adding or taking away twice is once.
  allowed: SYNC,
  // They may have come back under the same id or name.
  kick: SYNC_ONCE,
} as const satisfies Readonly<Record<keyof RoomVerbs<string, RoomTypes>, PluginVerbRule>>;
