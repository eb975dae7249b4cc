import { isRoomId } from '../common/room-fields.js';
import { NOWHERE, type RoomState } from './room-state.js';

/** What a snapshot keeps: where the handle is, and what it knew there, so that the difference can be told. */
export const saveRoom = (state: RoomState): object | undefined => state.place && state;

/** The state of a snapshot; undefined when it tells no place. */
export const loadRoom = (saved: Partial<RoomState>): RoomState | undefined =>
  isRoomId(saved.place?.room) ? { ...NOWHERE, ...saved } : undefined;
