import { type RoomId, isRoomId } from '../common/room-fields.js';

export type { RoomId } from '../common/room-fields.js';

/** Somebody in a room, as the server tells of them. */
export interface Participant {
  /** Their id: what `mute` and `kick` name them by. */
  readonly id: RoomId;
  /** The name to show, if they gave one. */
  readonly display?: string;
  /** Whether their PeerConnection is up, or their first packet of plain RTP has come. */
  readonly setup: boolean;
  /** Whether they are muted, by themselves or by somebody else. */
  readonly muted: boolean;
  /** Whether they are talking; told of those whose audio tells its level. */
  readonly talking?: boolean;
  /** Where they are heard in a room with `spatial_audio`: 0 is left, 50 the middle, 100 right. */
  readonly spatial_position?: number;
  /** They neither hear nor are heard for now; left out otherwise. Since Janus 1.2.1. */
  readonly suspended?: boolean;
}

const isParticipant = (value: unknown): value is Participant =>
  isRoomId((value as Partial<Participant> | null | undefined)?.id);

/** A list of the server's, or of a snapshot; what is none counts as empty. */
export const toParticipants = (told: unknown): readonly Participant[] =>
  Array.isArray(told) ? told.filter(isParticipant) : [];
