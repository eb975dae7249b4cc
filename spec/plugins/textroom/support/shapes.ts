// What the answers of the TextRoom plugin hold, over the API and over the data channel.
import { type TextRoomChannelVerbs, type TextRoomVerbs } from 'rxjs-janus/textroom';
import { type ReplyShapes } from '../../support/shape.js';

const DONE = { textroom: '=success' } as const;
const CHANGED = { textroom: '=created|edited|destroyed|success', room: 'id', permanent: 'boolean' } as const;
const PARTICIPANTS = [{ username: 'string', 'display?': 'string' }] as const;
const OK = { textroom: '=event', result: '=ok' } as const;

const MANAGEMENT = {
  list: {
    ...DONE,
    list: [
      {
        room: 'id',
        description: 'string',
        pin_required: 'boolean',
        num_participants: 'number',
        history: 'number',
      },
    ],
  },
  exists: { ...DONE, room: 'id', exists: 'boolean' },
  listparticipants: { 'textroom?': '=success', room: 'id', participants: PARTICIPANTS },
  create: CHANGED,
  edit: CHANGED,
  destroy: CHANGED,
  allowed: { ...DONE, room: 'id', 'allowed?': ['string'] },
  kick: { 'textroom?': '=success', 'textbridge?': '=success' },
  announcement: DONE,
} as const;

export const REPLIES = {
  ...MANAGEMENT,
  setup: OK,
  ack: OK,
  restart: OK,
} as const satisfies ReplyShapes<TextRoomVerbs>;

export const CHANNEL_REPLIES = {
  ...MANAGEMENT,
  join: { ...DONE, participants: PARTICIPANTS },
  leave: DONE,
  message: { ...DONE, 'sent?': 'any' },
} as const satisfies ReplyShapes<TextRoomChannelVerbs>;
