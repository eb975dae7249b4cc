import type { PluginState } from '../../handle/plugin-state.js';
import { isRoomId } from '../common/room-fields.js';
import { foldRoom } from './fold.js';
import { NOWHERE, type RoomState } from './room-state.js';

/** How a room's handle keeps its state. */
export const ROOM_STATE = {
  initial: NOWHERE,
  fold: foldRoom,
  // Subscribers are in no list, but those are whom they watch. By the role, which means nothing to the server, the fold
  // knows that there was a gap.
  resync: ({ place }) => place && { verb: 'listparticipants', fields: place },
  // Where the handle is, and what it knew there, so that the difference can be told.
  save: (state) => state.place && state,
  load: (saved: Partial<RoomState>) => (isRoomId(saved.place?.room) ? { ...NOWHERE, ...saved } : undefined),
} satisfies PluginState<RoomState>;
