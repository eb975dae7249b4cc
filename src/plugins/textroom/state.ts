import type { PluginState, StateInput } from '../../handle/plugin-state.js';
import type { RoomId } from '../common/room-fields.js';
import { NOBODY, type TextRoomParticipants, become, without } from './participants.js';
import type { TextRoomParticipantsReply } from './replies.js';

/** What is known over the API, where the server tells nothing unasked: the room that was asked about last. */
export interface TextRoomState {
  /** The room; undefined before any was asked about, and when it is no more. */
  readonly room: RoomId | undefined;
  /** Everybody in it. */
  readonly participants: TextRoomParticipants;
}

const NO_SUCH_ROOM = 417;
const NO_SUCH_USER = 423;

const NOWHERE: TextRoomState = { room: undefined, participants: NOBODY };

const fold = (state: TextRoomState, input: StateInput): TextRoomState => {
  if (input.kind === 'event') return state;
  const { room, username } = input.body as { readonly room?: unknown; readonly username?: unknown };
  const what = input.kind === 'reply' ? input.verb : input.error.code;
  if (input.kind === 'reply' && what === 'listparticipants') return listed(state, input.reply.data);
  if (room !== state.room) return state;
  if (what === 'destroy' || what === NO_SUCH_ROOM) return NOWHERE;
  return what === 'kick' || what === NO_SUCH_USER
    ? { ...state, participants: without(state.participants, username) }
    : state;
};

const listed = (
  state: TextRoomState,
  { room, participants = NOBODY }: Partial<TextRoomParticipantsReply>,
): TextRoomState => ({
  room,
  participants: become(room === state.room ? state.participants : NOBODY, participants),
});

/** How the state of a TextRoom handle is kept. */
export const TEXTROOM_STATE: PluginState<TextRoomState> = {
  initial: NOWHERE,
  fold,
  resync: ({ room }) => (room === undefined ? undefined : { verb: 'listparticipants', fields: { room } }),
  save: (state) => (state.room === undefined ? undefined : state),
  load: ({ room, participants }: Partial<TextRoomState>) =>
    room !== undefined && Array.isArray(participants) ? { room, participants } : undefined,
};
