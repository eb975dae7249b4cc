import { TEXTROOM_ERROR, type TextRoomFrame, textRoomFrame, toTextRoomFrame } from 'rxjs-janus/textroom';

const texts: Readonly<Record<string, readonly [object, TextRoomFrame]>> = {
  'an answer': [
    { textroom: 'success', participants: [], transaction: 't' },
    {
      kind: 'answered',
      transaction: 't',
      data: { textroom: 'success', participants: [], transaction: 't' },
    },
  ],
  'an answer that does not say so': [
    { room: 7, participants: [], transaction: 't' },
    { kind: 'answered', transaction: 't', data: { room: 7, participants: [], transaction: 't' } },
  ],
  'a refusal': [
    { textroom: 'error', error_code: 417, error: 'No such room (7)', transaction: 't' },
    {
      kind: 'refused',
      transaction: 't',
      code: 417,
      codeName: 'NO_SUCH_ROOM',
      reason: 'No such room (7)',
    },
  ],
  'a refusal of nothing in particular, with a code that is new': [
    { textroom: 'error', error_code: 498, error: 'New' },
    { kind: 'refused', transaction: undefined, code: 498, codeName: 'UNKNOWN', reason: 'New' },
  ],
  'a message': [
    {
      textroom: 'message',
      room: 7,
      from: 'ada',
      date: '2026-01-31T18:00:00+0100',
      text: 'hi',
      whisper: true,
    },
    { kind: 'message', room: 7, from: 'ada', date: '2026-01-31T18:00:00+0100', text: 'hi', whisper: true },
  ],
  'an announcement': [
    { textroom: 'announcement', room: 'seven', date: 'd', text: 'hi' },
    { kind: 'announcement', room: 'seven', date: 'd', text: 'hi' },
  ],
  'who joins': [
    { textroom: 'join', room: 7, username: 'ada', display: 'Ada' },
    { kind: 'join', room: 7, username: 'ada', display: 'Ada' },
  ],
  'who leaves': [
    { textroom: 'leave', room: 7, username: 'ada' },
    { kind: 'leave', room: 7, username: 'ada' },
  ],
  'who is kicked': [
    { textroom: 'kicked', room: 7, username: 'ada' },
    { kind: 'kicked', room: 7, username: 'ada' },
  ],
  'the end of a room': [
    { textroom: 'destroyed', room: 7 },
    { kind: 'destroyed', room: 7 },
  ],
  'what a later server adds': [
    { textroom: 'waved', room: 7 },
    { kind: 'unknown', data: { textroom: 'waved', room: 7 } },
  ],
};

describe('a text of the data channel', () => {
  it.each(Object.entries(texts))('tells %s', (_, [sent, frame]) => {
    expect(toTextRoomFrame(JSON.stringify(sent, undefined, 3))).toEqual(frame);
  });

  it.each(['', 'no JSON', '7', 'null', '"text"', '[]', '{}', '{"textroom":7}', '{"transaction":7}'])(
    'is unknown when it is %j',
    (text) => {
      expect(toTextRoomFrame(text)).toMatchObject({ kind: 'unknown' });
    },
  );

  it('is known by a transaction of its own, whatever its fields are called', () => {
    const fields = { room: 7, username: 'ada', textroom: 'destroy', transaction: 'none' };
    expect(JSON.parse(textRoomFrame('join', 't', fields))).toEqual({
      textroom: 'join',
      transaction: 't',
      room: 7,
      username: 'ada',
    });
  });
});

it('names every code once', () => {
  expect(new Set(Object.values(TEXTROOM_ERROR)).size).toBe(Object.keys(TEXTROOM_ERROR).length);
});
