/** The id of a room, of somebody in it or of a mountpoint: a number, or a string on a server with `string_ids`. */
export type RoomId = number | string;

/** Whether a value can be an id. */
export const isRoomId = (value: unknown): value is RoomId =>
  typeof value === 'number' || typeof value === 'string';

/** Names a room. */
export interface RoomFields {
  /** The room. */
  readonly room: RoomId;
}

/** Names a room that may only be changed by who knows its secret. */
export interface SecretFields extends RoomFields {
  /** The room's secret, if it has one. */
  readonly secret?: string;
}

/** Names somebody in a room. */
export interface PersonFields extends SecretFields {
  /** Who. */
  readonly id: RoomId;
}

/** What a plugin with an `admin_key` in its configuration asks for. */
export interface AdminFields {
  /** The plugin's own key, if it has one. */
  readonly admin_key?: string;
}

/** What is written down for good. */
export interface PermanentFields {
  /** Whether the configuration file is changed too; false by default. */
  readonly permanent?: boolean;
}

/** What every room and mountpoint is made with; what is left out is as the server has it. */
export interface MakeFields extends AdminFields, PermanentFields {
  /** What to call it; made of the id by default. */
  readonly description?: string;
  /** Asked of those who change it; nothing by default. */
  readonly secret?: string;
  /** Asked of those who join or watch; nothing by default. */
  readonly pin?: string;
  /** Whether it is left out of `list`; false by default. */
  readonly is_private?: boolean;
}

/** What every room is made with. */
export interface MakeRoomFields extends MakeFields {
  /** Its id; the server chooses one when left out. */
  readonly room?: RoomId;
  /** Invitations of which one is asked of those who join; of nobody when left out. */
  readonly allowed?: readonly string[];
}

/** What can be changed of every room and mountpoint; what is left out stays as it is. */
export interface ChangeFields extends PermanentFields {
  /** What to call it. */
  readonly new_description?: string;
  /** Asked of those who change it from now on. */
  readonly new_secret?: string;
  /** Asked of those who join or watch from now on; empty for none. */
  readonly new_pin?: string;
  /** Whether it is left out of `list`. */
  readonly new_is_private?: boolean;
}

/** What `destroy` takes. */
export interface DestroyFields extends SecretFields, PermanentFields {}

/** What `allowed` takes. */
export interface AllowedFields extends SecretFields {
  /** `'enable'` asks everybody for an invitation, `'disable'` nobody; the others change who has one. */
  readonly action: 'enable' | 'disable' | 'add' | 'remove';
  /** The invitations to add or remove. */
  readonly allowed?: readonly string[];
}

/** How a room finds out who talks. */
export interface TalkFields {
  /** Whether participants tell their audio levels in RTP; true by default. */
  readonly audiolevel_ext?: boolean;
  /** Whether all are told who talks; false by default. */
  readonly audiolevel_event?: boolean;
  /** How many packets of audio a level is the average of; 100, two seconds, by default. */
  readonly audio_active_packets?: number;
  /** How loud counts as talking, dBov without its sign: 127 is silence, 0 the loudest; 25 by default. */
  readonly audio_level_average?: number;
}
