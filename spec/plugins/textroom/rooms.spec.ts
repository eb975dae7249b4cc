import { type TextRoomFrame } from 'rxjs-janus/textroom';
import { type TextRoomInput, type TextRooms, foldTextRooms } from '../../../src/plugins/textroom/rooms.js';

const answered = (verb: string, fields: object, data: object = {}): TextRoomInput => ({
  verb,
  fields,
  frame: { kind: 'answered', transaction: 't', data: { textroom: 'success', ...data } },
});
const refused = (verb: string, code: number): TextRoomInput => ({
  verb,
  fields: { room: 7 },
  frame: { kind: 'refused', transaction: 't', code, codeName: '', reason: '' },
});
const told = (
  kind: 'join' | 'leave' | 'kicked',
  username: string,
  room: number | string = 7,
): TextRoomInput => ({
  frame: { kind, room, username },
});
const said: TextRoomFrame = { kind: 'message', room: 7, from: 'bob', text: 'hi', date: 'd' };

const joined = answered('join', { room: 7, username: 'ada' }, { participants: [{ username: 'bob' }] });
const inside = [told('join', 'ada'), joined];

const NONE: TextRooms = new Map();
const after = (inputs: readonly TextRoomInput[]): TextRooms => inputs.reduce(foldTextRooms, NONE);
const names = (rooms: TextRooms, room: number | string = 7): string =>
  (rooms.get(room)?.participants ?? [])
    .map(({ username, display }) => username + (display === undefined ? '' : `(${display})`))
    .join(' ');

const stories: Readonly<Record<string, readonly [readonly TextRoomInput[], string]>> = {
  'nobody, before one joins': [[answered('list', {}), { frame: said }], ''],
  'oneself and the others, once one has joined': [inside, 'ada bob'],
  'who came before the answer': [[told('join', 'ada'), told('join', 'cid'), joined], 'ada cid bob'],
  'not who left before the answer, though it names them': [
    [told('join', 'ada'), told('leave', 'bob'), joined],
    'ada',
  ],
  'who comes': [
    [...inside, { frame: { kind: 'join', room: 7, username: 'cid', display: 'Cid' } }],
    'ada bob cid(Cid)',
  ],
  'not who goes': [[...inside, told('leave', 'bob')], 'ada'],
  'not who is kicked': [[...inside, told('kicked', 'bob')], 'ada'],
  'nobody once oneself has left': [[...inside, told('leave', 'ada'), answered('leave', { room: 7 })], ''],
  'nobody once oneself is kicked': [[...inside, told('kicked', 'ada')], ''],
  'nobody once the room is destroyed': [[...inside, { frame: { kind: 'destroyed', room: 7 } }], ''],
  'nobody once one is told to be out': [[...inside, refused('message', 422)], ''],
  'nobody once one is told that there is no room': [[...inside, refused('listparticipants', 417)], ''],
  'the same after a refusal of something else': [[...inside, refused('join', 421)], 'ada bob'],
  'what a list says': [
    [
      ...inside,
      answered('listparticipants', { room: 7 }, { participants: [{ username: 'cid' }, { username: 'ada' }] }),
    ],
    'ada cid',
  ],
  'not who is elsewhere': [[...inside, told('join', 'cid', 'seven')], 'ada bob'],
};

describe('the rooms of a data channel', () => {
  it.each(Object.entries(stories))('hold %s', (_, [inputs, expected]) => {
    expect(names(after(inputs))).toBe(expected);
  });

  it('are several, and those of text are not those of numbers', () => {
    const rooms = after([
      ...inside,
      answered('join', { room: '7', username: 'eva', display: 'Eva' }, { participants: [] }),
    ]);
    expect([names(rooms), names(rooms, '7')]).toEqual(['ada bob', 'eva(Eva)']);
  });

  it('are the very same when nothing changed, and when all is told twice', () => {
    const rooms = after(inside);
    const nothing = [
      told('join', 'bob'),
      told('leave', 'cid'),
      { frame: said },
      joined,
      told('leave', 'cid', 8),
    ];
    expect(nothing.reduce(foldTextRooms, rooms)).toBe(rooms);
  });
});
