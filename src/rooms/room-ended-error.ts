import { JanusError } from '../errors/janus-error.js';

/** How one came to be in a room no more. */
export type RoomEndReason = 'kicked' | 'destroyed' | 'gone';

const WORDS: Readonly<Record<RoomEndReason, string>> = {
  kicked: 'somebody put us out',
  destroyed: 'the room was closed',
  gone: 'we were put out, or the room was closed, while there was no line',
};

/** The room is over for us: no retry mends it. */
export class RoomEndedError extends JanusError<'room-ended'> {
  static readonly kind = 'room-ended';
  /** The room. */
  declare readonly room: number | string;
  /** `'kicked'`, `'destroyed'`, or `'gone'` where that happened in a gap. */
  declare readonly why: RoomEndReason;

  constructor(room: number | string, why: RoomEndReason) {
    super(`room ${room}: ${WORDS[why]}`, { room, why });
  }
}
