import type { MembershipOf } from '../common/membership.js';
import type { TextRoomParticipant } from './participants.js';

/** Somebody came or went. */
export type TextRoomMembership = MembershipOf<TextRoomParticipant>;
