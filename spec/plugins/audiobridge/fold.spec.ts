import { PluginError, type StateInput } from 'rxjs-janus';
import {
  type BridgeState,
  loadBridge,
  NOWHERE,
  type RoomEnd,
  saveBridge,
} from '../../../src/plugins/audiobridge/bridge-state.js';
import { foldBridge as fold } from '../../../src/plugins/audiobridge/fold.js';
import { type Participant } from '../../../src/plugins/audiobridge/participant.js';
import { settled } from '../support/settled.js';

const foldBridge = settled(fold);

type Data = Readonly<Record<string, unknown>>;

const me: Participant = { id: 1, display: 'Eva', setup: false, muted: false };
const ann: Participant = { id: 2, display: 'Ann', setup: true, muted: false, talking: false };
const bob: Participant = { id: 3, setup: false, muted: true };

const inRoom = (...others: readonly Participant[]): BridgeState => ({
  place: { room: 7, id: 1 },
  all: [me, ...others],
});
const out = (kind: RoomEnd['kind']): BridgeState => ({ ...NOWHERE, end: { kind, room: 7 } });

const event = (data: Data, transaction?: string): StateInput => ({
  kind: 'event',
  event: { kind: 'plugin', data: { audiobridge: 'event', room: 7, ...data }, jsep: undefined, transaction },
});
const reply = (data: Data, body: Data = {}): StateInput => ({
  kind: 'reply',
  verb: 'x',
  body,
  reply: { data: { audiobridge: 'event', ...data }, jsep: undefined, transaction: 't' },
});
const refused = (code: number, body: Data = {}): StateInput => ({
  kind: 'refused',
  verb: 'x',
  body,
  error: new PluginError({
    ...{ code, codeName: '', reason: '', verb: 'x', plugin: 'p', sessionId: 1, handleId: 2 },
  }),
});
const joined = (...participants: readonly Participant[]): Data => ({
  audiobridge: 'joined',
  room: 7,
  id: 1,
  participants,
});
const listing = (...participants: readonly Participant[]): StateInput =>
  reply({ audiobridge: 'participants', room: 7, participants });

type Row = readonly [what: string, before: BridgeState, input: StateInput, after: BridgeState];

const rows: readonly Row[] = [
  [
    'joining gives the place, the others, and oneself as one asked to be',
    NOWHERE,
    reply(joined(ann), { display: 'Eva', muted: true, pin: 'p', quality: 3 }),
    { place: { room: 7, id: 1 }, all: [{ ...me, muted: true }, ann] },
  ],
  [
    'who asked for nothing is heard and has no name',
    out('kicked'),
    reply(joined()),
    { place: { room: 7, id: 1 }, all: [{ id: 1, setup: false, muted: false }] },
  ],
  ['an answer to join that comes late counts as well', inRoom(bob), event(joined(ann), 't'), inRoom(ann)],
  [
    'another room has other people, and the same PeerConnection',
    { ...inRoom(ann), all: [{ ...me, setup: true, muted: true, talking: true }, ann] },
    reply({ audiobridge: 'roomchanged', room: 8, id: 4, participants: [bob] }, { display: 'E' }),
    { place: { room: 8, id: 4 }, all: [{ id: 4, display: 'E', setup: true, muted: false }, bob] },
  ],
  ['somebody comes', inRoom(ann), event({ audiobridge: 'joined', participants: [bob] }), inRoom(ann, bob)],
  [
    'somebody is muted, and talks as before',
    inRoom({ ...ann, talking: true }),
    event({ participants: [{ id: 2, display: 'Anna', setup: true, muted: true }] }),
    inRoom({ ...ann, display: 'Anna', muted: true, talking: true }),
  ],
  [
    'somebody else mutes oneself',
    inRoom(ann),
    event({ participants: [{ ...me, muted: true }] }),
    { ...inRoom(ann), all: [{ ...me, muted: true }, ann] },
  ],
  [
    'one mutes and names oneself',
    inRoom(ann),
    reply({ result: 'ok' }, { muted: true, display: 'E', spatial_position: 0, bitrate: 9 }),
    { ...inRoom(ann), all: [{ ...me, muted: true, display: 'E', spatial_position: 0 }, ann] },
  ],
  [
    'somebody talks',
    inRoom(ann),
    event({ audiobridge: 'talking', id: 2 }),
    inRoom({ ...ann, talking: true }),
  ],
  [
    'and is silent again',
    inRoom({ ...ann, talking: true }),
    event({ audiobridge: 'stopped-talking', id: 2 }),
    inRoom(ann),
  ],
  ['somebody is suspended', inRoom(bob), event({ suspended: 3 }), inRoom({ ...bob, suspended: true })],
  ['and resumed', inRoom({ ...bob, suspended: true }), event({ resumed: 3 }), inRoom(bob)],
  [
    'oneself is resumed, and told what one missed',
    { ...inRoom(ann), all: [{ ...me, suspended: true }, ann] },
    event({ resumed: 1, participants: [bob] }),
    inRoom(bob),
  ],
  ['somebody leaves', inRoom(ann, bob), event({ leaving: 2 }), inRoom(bob)],
  ['oneself is kicked', inRoom(ann), event({ kicked: 1 }), out('kicked')],
  ['oneself is kicked with all', inRoom(ann), event({ kicked_all: 1 }), out('kicked')],
  ['the room is destroyed', inRoom(ann), event({ audiobridge: 'destroyed' }), out('destroyed')],
  ['one destroys it', inRoom(ann), reply({ audiobridge: 'destroyed', room: 7 }), out('destroyed')],
  ['one leaves', inRoom(ann), reply({ audiobridge: 'left', room: 7, id: 1 }), out('left')],
  ['one hangs up by the plugin', inRoom(ann), reply({ audiobridge: 'hangingup' }), out('hangup')],
  [
    'the PeerConnection comes up',
    inRoom(ann),
    { kind: 'event', event: { kind: 'webrtcup' } },
    { ...inRoom(ann), all: [{ ...me, setup: true }, ann] },
  ],
  [
    'and ends',
    inRoom(ann),
    { kind: 'event', event: { kind: 'hangup', reason: 'DTLS alert' } },
    out('hangup'),
  ],
  [
    'a list shows who left, who came, and how they are',
    inRoom(ann, bob),
    listing({ id: 4, setup: false, muted: false }, { ...bob, muted: false }, { ...me, muted: true }),
    {
      place: { room: 7, id: 1 },
      all: [
        { ...me, muted: true },
        { ...bob, muted: false },
        { id: 4, setup: false, muted: false },
      ],
    },
  ],
  ['a list without oneself shows that one is out', inRoom(ann), listing(ann), out('gone')],
  ['the room is gone when asked for', inRoom(ann), refused(485, { room: 7 }), out('destroyed')],
  ['one is in no room when it is taken for granted', inRoom(ann), refused(487), out('gone')],
];

describe('the state of an AudioBridge handle', () => {
  it.each(rows)('%s', (_, before, input, after) => {
    const next = foldBridge(before, input);
    expect(next).toEqual(after);
    // An event that came while the server was asked is folded again after the answer.
    expect(foldBridge(next, input)).toEqual(next);
  });

  const same: readonly (readonly [what: string, input: StateInput])[] = [
    ['the same list in another order', listing(bob, me, ann)],
    ['a list of another room', reply({ audiobridge: 'participants', room: 8, participants: [] })],
    ['an event of another room', event({ room: 8, leaving: 2 })],
    ['somebody told as before', event({ participants: [bob] })],
    [
      'the late word that somebody came',
      event({ audiobridge: 'joined', participants: [{ ...ann, muted: true }] }),
    ],
    ['the leaving of nobody known', event({ leaving: 99 })],
    ['the talking of nobody known', event({ audiobridge: 'talking', id: 99 })],
    ['somebody else put out, before they leave', event({ kicked: 2 })],
    ['somebody else resumed', event({ resumed: 99 })],
    ['the room muted', event({ muted: true })],
    ['a file', event({ audiobridge: 'announcement-started', file_id: 'a' })],
    ['a change of nothing others see', reply({ result: 'ok' }, { volume: 10 })],
    ['an answer about another room', reply({ audiobridge: 'destroyed', room: 8 })],
    ['what nobody understands', event({ brandnew: true })],
    [
      'an error',
      { kind: 'event', event: { kind: 'plugin-error', code: 1, reason: '', data: {}, transaction: 't' } },
    ],
    ['a refusal about another room', refused(485, { room: 8 })],
    ['another refusal', refused(489, { room: 7 })],
    [
      'media',
      { kind: 'event', event: { kind: 'slowlink', uplink: true, media: 'audio', lost: 1, mid: '0' } },
    ],
  ];

  it.each(same)('is the same object after %s', (_, input) => {
    const state = inRoom(ann, bob);
    expect(foldBridge(state, input)).toBe(state);
  });

  it.each([
    event({ participants: [ann] }),
    listing(me),
    refused(487),
    { kind: 'event', event: { kind: 'hangup', reason: 'x' } } as const,
  ])('is nothing as long as no room was joined', (input) => {
    expect(foldBridge(NOWHERE, input)).toBe(NOWHERE);
  });

  it('is right whatever part of a gap’s end is told twice', () => {
    const cid: Participant = { id: 4, setup: false, muted: false };
    const meanwhile = [
      event({ audiobridge: 'joined', participants: [cid] }),
      event({ participants: [{ ...cid, muted: true }] }),
      event({ leaving: 3 }),
      event({ audiobridge: 'talking', id: 2 }),
    ];
    const heard = meanwhile.reduce(foldBridge, inRoom(ann, bob));
    const right = inRoom({ ...ann, talking: true }, { ...cid, muted: true });
    // The list was made before any of it, in the middle, or after all of it.
    const lists = [listing(me, ann, bob), listing(me, ann, bob, cid), listing(...right.all)];
    for (const list of lists) expect([list, ...meanwhile].reduce(foldBridge, heard)).toEqual(right);
  });

  it('comes back from what a snapshot keeps, without its end', () => {
    const saved = JSON.parse(JSON.stringify(saveBridge(inRoom(ann, bob)))) as object;
    expect(loadBridge(saved)).toEqual(inRoom(ann, bob));
    expect(saveBridge(out('kicked'))).toBeUndefined();
    expect(loadBridge({ room: 'seven', id: 'one' })).toEqual({
      place: { room: 'seven', id: 'one' },
      all: [],
    });
  });

  it.each([{}, { room: 7 }, { room: 7, id: {} }, { id: 1, all: [] }])('is none of ours: %j', (saved) => {
    expect(loadBridge(saved)).toBeUndefined();
  });
});
