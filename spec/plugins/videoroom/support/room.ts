// A room of one's own, those in it, and whoever watches from behind the line that breaks.
import { create$, type HandleSnapshot, type JanusSession } from 'rxjs-janus';
import {
  type JoinFields,
  type Membership,
  type Participant,
  type RoomEvent,
  type VideoRoomHandle,
  videoRoom,
} from 'rxjs-janus/videoroom';
import { type Rig } from '../../../contract/support/rig.js';
import { type Held, hold, someId } from '../../../contract/support/talk.js';
import { type Watched } from '../../../support/watch.js';

export interface InRoom {
  readonly room: VideoRoomHandle;
  /** Unsubscribed from, the handle is detached, which is leaving too. */
  readonly lease: Watched<VideoRoomHandle>;
  readonly participants: Watched<readonly Participant[]>;
  readonly membership: Watched<Membership>;
  readonly events: Watched<RoomEvent>;
}

export async function holdRoom(rig: Rig, session: JanusSession, resume?: HandleSnapshot): Promise<InRoom> {
  const lease = rig.watch(
    resume ? session.reattach$(videoRoom, resume.handleId, { resume }) : session.attach$(videoRoom),
  );
  const room = await lease.value();
  return {
    room,
    lease,
    participants: rig.watch(room.participants$),
    membership: rig.watch(room.membership$),
    events: rig.watch(room.roomEvent$),
  };
}

/** Who is told of, with a sign: `'+Ann'` joined, `'-Bob'` left. */
export const told = ({ membership }: Pick<InRoom, 'membership'>): readonly string[] =>
  membership.values.map(
    ({ kind, participant }) => `${kind === 'joined' ? '+' : '-'}${participant.display ?? '?'}`,
  );

/** The names of those who are in the room now. */
export const present = ({ participants }: Pick<InRoom, 'participants'>): readonly string[] =>
  (participants.values.at(-1) ?? []).map(({ display = '?' }) => display).sort();

export interface Party {
  readonly id: number;
  /** Past the line. */
  readonly others: Held;
  /** Somebody else comes in. */
  enter(display: string, fields?: Partial<JoinFields>): Promise<InRoom>;
}

/** A new room, by somebody past the line. */
export async function party(rig: Rig, fields: object = {}): Promise<Party> {
  const id = someId();
  const others = await hold(rig, create$(rig.elsewhere()));
  const maker = await holdRoom(rig, others.session);
  await rig.watch(maker.room.request$('create', { room: id, notify_joining: true, ...fields })).value();
  const enter: Party['enter'] = async (display, given = {}) => {
    const one = await holdRoom(rig, others.session);
    await rig.watch(one.room.join$({ room: id, display, ...given })).value();
    return one;
  };
  return { id, others, enter };
}
