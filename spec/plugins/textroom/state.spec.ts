import { PluginError, type StateInput } from 'rxjs-janus';
import { type TextRoomState } from 'rxjs-janus/textroom';
import { TEXTROOM_STATE } from '../../../src/plugins/textroom/state.js';
import { settled } from '../support/settled.js';

const { initial, resync, save, load } = TEXTROOM_STATE;
const fold = settled(TEXTROOM_STATE.fold);

const reply = (verb: string, body: object, data: object = {}): StateInput => ({
  kind: 'reply',
  verb,
  body,
  reply: { data: data as Readonly<Record<string, unknown>>, jsep: undefined, transaction: 't' },
});
const refused = (verb: string, body: object, code: number): StateInput => ({
  kind: 'refused',
  verb,
  body,
  error: new PluginError({ verb, code, codeName: '', reason: '', plugin: '' }),
});
const listed = (room: number, ...names: readonly string[]): StateInput =>
  reply('listparticipants', { room }, { room, participants: names.map((username) => ({ username })) });

const asked = fold(initial, listed(7, 'ada', 'bob'));

const told = ({ room = 'none', participants }: TextRoomState): string =>
  [room, ...participants.map(({ username }) => username)].join(' ');

const rows: Readonly<Record<string, readonly [StateInput, string]>> = {
  'who is listed now, in the order they were known in': [listed(7, 'cid', 'bob'), '7 bob cid'],
  'another room that is asked about': [listed(8, 'ada'), '8 ada'],
  'not whom oneself kicked': [reply('kick', { room: 7, username: 'ada' }), '7 bob'],
  'not whom one could not kick any more': [refused('kick', { room: 7, username: 'ada' }, 423), '7 bob'],
  'nobody once oneself destroyed it': [reply('destroy', { room: 7 }), 'none'],
  'nobody once it is said not to be there': [refused('listparticipants', { room: 7 }, 417), 'none'],
};

describe('what the API tells of a room', () => {
  it.each(Object.entries(rows))('is %s', (_, [input, expected]) => {
    const after = fold(asked, input);
    expect(told(after)).toBe(expected);
    expect(fold(after, input)).toBe(after);
  });

  it.each([
    listed(7, 'bob', 'ada'),
    reply('kick', { room: 8, username: 'ada' }),
    reply('destroy', { room: 8 }),
    refused('destroy', { room: 7 }, 419),
    refused('edit', { room: 8 }, 417),
    reply('create', { room: 8 }, { textroom: 'created', room: 8 }),
    { kind: 'event', event: { kind: 'hangup', reason: 'ICE failed' } },
  ] satisfies readonly StateInput[])('stays the very same: %j', (input) => {
    expect(fold(asked, input)).toBe(asked);
  });

  it('is asked for after a gap when one has asked before', () => {
    expect(resync?.(initial)).toBeUndefined();
    expect(resync?.(asked)).toEqual({ verb: 'listparticipants', fields: { room: 7 } });
  });

  it('comes back from a snapshot', () => {
    expect(save?.(initial)).toBeUndefined();
    expect(load?.(JSON.parse(JSON.stringify(save?.(asked))) as object)).toEqual(asked);
    for (const none of [{}, { room: 7 }, { participants: [] }]) expect(load?.(none)).toBeUndefined();
  });
});
