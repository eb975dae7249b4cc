import { PluginError, type StateInput } from 'rxjs-janus';
import { foldRoom as fold } from '../../../src/plugins/videoroom/fold.js';
import { type Participant } from '../../../src/plugins/videoroom/participant.js';
import { NOWHERE, type RoomEnd, type RoomState } from '../../../src/plugins/videoroom/room-state.js';
import { type SubscribedStream } from '../../../src/plugins/videoroom/streams.js';
import { settled } from '../support/settled.js';

const foldRoom = settled(fold);

type Data = Readonly<Record<string, unknown>>;

const place = { room: 7, id: 1, role: 'publisher' } as const;
const audio = { type: 'audio', mindex: 0, mid: '0', codec: 'opus' } as const;
const video = { type: 'video', mindex: 1, mid: '1', codec: 'vp8' } as const;
const ann: Participant = { id: 2, display: 'Ann', publishing: true, streams: [audio, video] };
const bob: Participant = { id: 3, display: 'Bob', publishing: false };

/** In room 7, which tells who joins, with these others. */
const inRoom = (...participants: readonly Participant[]): RoomState => ({
  ...NOWHERE,
  place,
  tellsJoining: true,
  participants,
});
/** In room 7, which is silent about those who do not publish. */
const inSilence = (...participants: readonly Participant[]): RoomState => ({
  ...inRoom(...participants),
  tellsJoining: false,
});

/** Subscribed to that, in room 7. */
const watching = (...subscriptions: readonly SubscribedStream[]): RoomState => ({
  ...NOWHERE,
  place: { room: 7, role: 'subscriber' },
  subscriptions,
});
const heard: SubscribedStream = {
  ...{ type: 'audio', mindex: 0, mid: '0', active: true, ready: false, send: true, codec: 'opus' },
  ...{ feed_id: 2, feed_mid: '0', feed_display: 'Ann' },
};
const seen: SubscribedStream = { ...heard, type: 'video', mindex: 1, mid: '1', codec: 'vp8', feed_id: 3 };
/** In room 7 no more. */
const out = (kind: RoomEnd['kind']): RoomState => ({ ...NOWHERE, end: { kind, room: 7 } });

const event = (data: Data, transaction?: string): StateInput => ({
  kind: 'event',
  event: { kind: 'plugin', data: { videoroom: 'event', ...data }, jsep: undefined, transaction },
});
const reply = (data: Data, verb = 'join'): StateInput => ({
  kind: 'reply',
  verb,
  body: { request: verb },
  reply: { data, jsep: undefined, transaction: 't' },
});
const refused = (code: number, body: object): StateInput => ({
  kind: 'refused',
  verb: 'x',
  body,
  error: new PluginError({
    code,
    codeName: '',
    reason: '',
    verb: 'x',
    plugin: 'p',
    sessionId: 1,
    handleId: 2,
  }),
});
const listing = (...participants: readonly Data[]): StateInput =>
  reply({ videoroom: 'participants', room: 7, participants }, 'listparticipants');

const me = { id: 1, publisher: false };
const annListed = { id: 2, display: 'Ann', publisher: true };
const bobListed = { id: 3, display: 'Bob', publisher: false };
const joined = { videoroom: 'joined', room: 7, id: 1, private_id: 9, description: 'Seven' };
const annTold = { id: 2, display: 'Ann', audio_codec: 'opus', streams: [audio, video] };

type Row = readonly [what: string, before: RoomState, input: StateInput, after: RoomState];

const rows: readonly Row[] = [
  [
    'joining gives the place, publishers and attendees',
    NOWHERE,
    reply({ ...joined, publishers: [annTold], attendees: [{ id: 3, display: 'Bob' }] }),
    inRoom(ann, bob),
  ],
  [
    'a room that tells no attendees is known to be silent',
    NOWHERE,
    reply({ ...joined, publishers: [annTold] }),
    inSilence(ann),
  ],
  [
    'an answer to join that comes late counts as well',
    NOWHERE,
    event({ ...joined, publishers: [], attendees: [] }, 't'),
    inRoom(),
  ],
  [
    'joining elsewhere forgets the others',
    inRoom(ann),
    reply({ ...joined, room: 8 }),
    { ...NOWHERE, place: { ...place, room: 8 } },
  ],
  [
    'a subscriber has a place, and hears of nobody',
    NOWHERE,
    reply({ videoroom: 'attached', room: 7, streams: [] }),
    watching(),
  ],
  [
    'a subscriber has its streams',
    NOWHERE,
    reply({ videoroom: 'attached', room: 7, streams: [heard, seen] }),
    watching(heard, seen),
  ],
  [
    'a subscriber is told other streams',
    watching(heard),
    event({ videoroom: 'updated', room: 7, streams: [heard, seen] }),
    watching(heard, seen),
  ],
  [
    'a subscriber has switched',
    watching(heard),
    reply(
      { videoroom: 'event', room: 7, switched: 'ok', changes: 1, streams: [{ ...heard, feed_id: 5 }] },
      'switch',
    ),
    watching({ ...heard, feed_id: 5 }),
  ],
  [
    'a list shows a subscriber who is sent no more',
    watching(heard, seen),
    listing({ id: 2, publisher: true }, { id: 3, publisher: false }),
    watching(heard, {
      ...{ type: 'video', mindex: 1, mid: '1', active: false, ready: false, send: true, codec: 'vp8' },
    }),
  ],
  [
    'a subscriber’s room is gone when asked for',
    watching(heard),
    refused(426, { request: 'listparticipants', room: 7 }),
    out('destroyed'),
  ],
  ['somebody joins', inRoom(ann), event({ room: 7, joining: { id: 3, display: 'Bob' } }), inRoom(ann, bob)],
  [
    'the first to be told of shows that the room is not silent',
    inSilence(),
    event({ room: 7, joining: { id: 3, display: 'Bob' } }),
    inRoom(bob),
  ],
  ['somebody publishes', inRoom(), event({ room: 7, publishers: [annTold] }), inRoom(ann)],
  [
    'an attendee begins to publish',
    inRoom(bob),
    event({ room: 7, publishers: [{ id: 3, display: 'Bob', streams: [audio] }] }),
    inRoom({ ...bob, publishing: true, streams: [audio] }),
  ],
  [
    'somebody stops publishing and stays',
    inRoom({ ...ann, talking: true }),
    event({ room: 7, unpublished: 2 }),
    inRoom({ id: 2, display: 'Ann', publishing: false }),
  ],
  ['somebody leaves', inRoom(ann, bob), event({ room: 7, leaving: 2, display: 'Ann' }), inRoom(bob)],
  ['somebody is kicked', inRoom(ann, bob), event({ room: 7, kicked: 3 }), inRoom(ann)],
  ['oneself is kicked', inRoom(ann), event({ room: 7, leaving: 'ok', reason: 'kicked' }), out('kicked')],
  ['the room is destroyed', inRoom(ann), event({ videoroom: 'destroyed', room: 7 }), out('destroyed')],
  [
    'one destroys it oneself',
    inRoom(ann),
    reply({ videoroom: 'destroyed', room: 7 }, 'destroy'),
    out('destroyed'),
  ],
  ['one leaves', inRoom(ann), reply({ videoroom: 'event', room: 7, leaving: 'ok' }, 'leave'), out('left')],
  ['the answer to leave comes late', inRoom(ann), event({ room: 7, leaving: 'ok' }, 't'), out('left')],
  [
    'a subscriber leaves',
    watching(heard),
    reply({ videoroom: 'event', room: 7, left: 'ok' }, 'leave'),
    out('left'),
  ],
  [
    'somebody takes another name, told without the room',
    inRoom(ann, bob),
    event({ id: 3, display: 'Rob' }),
    inRoom(ann, { ...bob, display: 'Rob' }),
  ],
  [
    'a stream is muted by a moderator',
    inRoom(ann),
    event({ room: 7, id: 2, mid: '1', moderation: 'muted' }),
    inRoom({ ...ann, streams: [audio, { ...video, moderated: true }] }),
  ],
  [
    'and may be heard again',
    inRoom({
      ...ann,
      streams: [
        { ...audio, moderated: true },
        { ...video, moderated: true },
      ],
    }),
    event({ room: 7, id: 2, mid: '0', moderation: 'unmuted' }),
    inRoom({
      ...ann,
      streams: [
        { ...audio, moderated: false },
        { ...video, moderated: true },
      ],
    }),
  ],
  [
    'somebody talks',
    inRoom(ann),
    event({ videoroom: 'talking', room: 7, id: 2, mid: '0', 'audio-level-dBov-avg': 30 }),
    inRoom({ ...ann, talking: true, streams: [{ ...audio, talking: true }, video] }),
  ],
  [
    'and is silent again',
    inRoom({ ...ann, talking: true, streams: [{ ...audio, talking: true }, video] }),
    event({ videoroom: 'stopped-talking', room: 7, id: 2, mid: '0', 'audio-level-dBov-avg': 90 }),
    inRoom({ ...ann, talking: false, streams: [{ ...audio, talking: false }, video] }),
  ],
  [
    'whoever has two microphones talks as long as one is spoken into',
    inRoom({ ...ann, talking: true, streams: [audio, { ...audio, mid: '2', talking: true }] }),
    event({ videoroom: 'stopped-talking', room: 7, id: 2, mid: '0' }),
    inRoom({
      ...{ ...ann, talking: true },
      streams: [
        { ...audio, talking: false },
        { ...audio, mid: '2', talking: true },
      ],
    }),
  ],
  [
    'one whose streams are unknown talks',
    inRoom(bob),
    event({ videoroom: 'talking', room: 7, id: 3, mid: '0' }),
    inRoom({ ...bob, talking: true }),
  ],
  [
    'somebody tells something else of themselves',
    inRoom(ann, bob),
    event({ id: 3, metadata: { hand: 'up' } }),
    inRoom(ann, { ...bob, metadata: { hand: 'up' } }),
  ],
  [
    'a list shows who left and who came',
    inRoom(ann, bob),
    listing(me, bobListed, { id: 4, publisher: true }),
    inRoom(bob, { id: 4, publishing: true }),
  ],
  [
    'a list leaves the streams that are known',
    inRoom(ann),
    listing(me, { ...annListed, display: 'Anna' }),
    inRoom({ ...ann, display: 'Anna' }),
  ],
  [
    'a list shows who went silent',
    inRoom({ ...ann, talking: true, streams: [{ ...audio, talking: true }, video] }),
    listing(me, { ...annListed, talking: false }),
    inRoom({ ...ann, talking: false, streams: [{ ...audio, talking: false }, video] }),
  ],
  [
    'a list shows who stopped publishing',
    inRoom(ann),
    listing(me, { ...annListed, publisher: false }),
    inRoom({ id: 2, display: 'Ann', publishing: false }),
  ],
  [
    'a list tells nothing of silent ones where the room is silent about them',
    inSilence(ann),
    listing(me, annListed, bobListed),
    inSilence(ann),
  ],
  [
    'but for those who were known',
    inSilence(bob),
    listing(me, bobListed, { id: 4, publisher: false }, { id: 5, publisher: true }),
    inSilence(bob, { id: 5, publishing: true }),
  ],
  ['a list without oneself shows that one is out', inRoom(ann), listing(annListed), out('gone')],
  [
    'the room is gone when asked for',
    inRoom(ann),
    refused(426, { request: 'listparticipants', room: 7 }),
    out('destroyed'),
  ],
  [
    'one is in no room when it is taken for granted',
    inRoom(ann),
    refused(426, { request: 'configure' }),
    out('destroyed'),
  ],
];

describe('the state of a room', () => {
  it.each(rows)('%s', (_, before, input, after) => {
    const next = foldRoom(before, input);
    expect(next).toEqual(after);
    // An event that came while the server was asked is folded again after the answer.
    expect(foldRoom(next, input)).toBe(next);
  });

  const same: readonly (readonly [what: string, input: StateInput])[] = [
    ['the same list', listing(me, annListed, bobListed)],
    [
      'a list of another room',
      reply({ videoroom: 'participants', room: 8, participants: [] }, 'listparticipants'),
    ],
    ['an event of another room', event({ room: 8, leaving: 2 })],
    ['the end of another room', event({ videoroom: 'destroyed', room: 8 })],
    ['a publisher told as before', event({ room: 7, publishers: [annTold] })],
    [
      'the late word that somebody joined who publishes already',
      event({ room: 7, joining: { id: 2, display: 'Ann' } }),
    ],
    ['the leaving of nobody known', event({ room: 7, leaving: 99 })],
    ['the stop of nobody known, as tell servers when any handle goes', event({ room: 7, unpublished: 99 })],
    ['a stop of one who was silent', event({ room: 7, unpublished: 3 })],
    ['a new name of nobody known', event({ id: 99, display: 'X' })],
    [
      'that a publisher of ours stopped',
      reply({ videoroom: 'event', room: 7, unpublished: 'ok' }, 'unpublish'),
    ],
    ['what nobody understands', event({ room: 7, brandnew: true })],
    ['a list that is none', event({ room: 7, publishers: 'x' })],
    ['a joining of nobody', event({ room: 7, joining: 'x' })],
    ['a leaving without a name', event({ room: 7, leaving: {} })],
    [
      'streams of one’s own',
      reply({ videoroom: 'event', room: 7, configured: 'ok', streams: [audio] }, 'publish'),
    ],
    ['another refusal', refused(433, { request: 'join', room: 7 })],
    ['that another room does not exist', refused(426, { request: 'listparticipants', room: 8 })],
    ['a thing of the media', { kind: 'event', event: { kind: 'webrtcup' } }],
  ];

  it.each(same)('is the same object after %s', (_, input) => {
    const state = inRoom(ann, bob);
    expect(foldRoom(state, input)).toBe(state);
  });

  it.each([event({ room: 7, publishers: [annTold] }), listing(me), refused(426, { room: 7 })])(
    'is nothing as long as no room was joined',
    (input) => {
      expect(foldRoom(NOWHERE, input)).toBe(NOWHERE);
    },
  );

  it('is right whatever part of a gap’s end is told twice', () => {
    const meanwhile = [
      event({ room: 7, joining: { id: 4 } }),
      event({ room: 7, leaving: 3 }),
      event({ room: 7, leaving: 4 }),
    ];
    const before = inRoom(ann, bob);
    const heard = meanwhile.reduce(foldRoom, before);
    // The list was made before any of it, in the middle, or after all of it.
    for (const list of [listing(me, bobListed), listing(me, { id: 4 }), listing(me)])
      expect([list, ...meanwhile].reduce(foldRoom, heard)).toEqual(inRoom());
  });
});
