import type { MembershipOf } from '../common/membership.js';
import type { Participant } from './participant.js';

/** Somebody came or went. */
export type Membership = MembershipOf<Participant>;
