// A room of one's own on a real server, and those in it, past the line that breaks.
import {
  create$,
  type HandleEvent,
  type HandleSnapshot,
  type JanusSession,
  webSocketTransport,
} from 'rxjs-janus';
import {
  type AudioBridgeHandle,
  type BridgeEvent,
  type JoinFields,
  type Membership,
  type Participant,
  type RoomEnd,
  type RoomId,
  audioBridge,
} from 'rxjs-janus/audiobridge';
import { type Watched } from '../../../support/watch.js';
import { type OnReal, answerOf } from '../../support/on-real.js';

export type Bench = OnReal<typeof audioBridge>;

/** Who subscribes until a test is over. */
export type Follower = Pick<Bench, 'follow'>;

let lastId = 10_000;
/** An id that no other test of the file has. */
export const freshId = (): number => (lastId += 1);

export interface InRoom {
  readonly bridge: AudioBridgeHandle;
  readonly lease: Watched<AudioBridgeHandle>;
  readonly participants: Watched<readonly Participant[]>;
  readonly membership: Watched<Membership>;
  readonly talking: Watched<readonly Participant[]>;
  readonly self: Watched<Participant | undefined>;
  readonly ended: Watched<RoomEnd>;
  readonly events: Watched<BridgeEvent>;
  readonly raw: Watched<HandleEvent>;
}

/** A handle and all that it tells. */
export async function holdBridge(
  it: Follower,
  session: JanusSession,
  resume?: HandleSnapshot,
): Promise<InRoom> {
  const lease = it.follow(
    resume ? session.reattach$(audioBridge, resume.handleId, { resume }) : session.attach$(audioBridge),
  );
  const bridge = await lease.value();
  return {
    bridge,
    lease,
    participants: it.follow(bridge.participants$),
    membership: it.follow(bridge.membership$),
    talking: it.follow(bridge.talking$),
    self: it.follow(bridge.self$),
    ended: it.follow(bridge.ended$),
    events: it.follow(bridge.bridgeEvent$),
    raw: it.follow(bridge.event$),
  };
}

/** The session of somebody whose line stays whole. */
export const elsewhere = (it: Bench): Promise<JanusSession> =>
  it.follow(create$(webSocketTransport({ url: it.janus.webSocketUrl }))).value();

export interface Party {
  readonly room: RoomId;
  /** In no room. */
  readonly host: InRoom;
  /** Somebody else comes in, past the line. */
  enter(display: string, fields?: Partial<JoinFields>): Promise<InRoom>;
}

/** A new room, by somebody past the line. */
export const party = async (it: Bench, fields: object = {}, room: RoomId = freshId()): Promise<Party> =>
  partyOf(it, await elsewhere(it), fields, room);

/** A new room, by whose session it is. */
export async function partyOf(
  it: Follower,
  session: JanusSession,
  fields: object = {},
  room: RoomId = freshId(),
): Promise<Party> {
  const host = await holdBridge(it, session);
  await answerOf(host.bridge.request$('create', { room, ...fields }));
  const enter: Party['enter'] = async (display, given = {}) => {
    const one = await holdBridge(it, session);
    await answerOf(one.bridge.join$({ room, display, ...given }));
    return one;
  };
  return { room, host, enter };
}

/** The names of those who are told of, with a sign: `'+Ann'` joined, `'-Bob'` left. */
export const told = ({ membership }: Pick<InRoom, 'membership'>): readonly string[] =>
  membership.values.map(
    ({ kind, participant: { display = '?' } }) => (kind === 'joined' ? '+' : '-') + display,
  );

/** Who is known to be there now; `'Bob!'` is muted. */
export const present = ({ participants }: Pick<InRoom, 'participants'>): readonly string[] =>
  (participants.values.at(-1) ?? []).map(({ display = '?', muted }) => display + (muted ? '!' : '')).sort();
