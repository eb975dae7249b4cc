import type { FieldRules } from '../../json/fields.js';
import type { JsonObject } from '../../json/object.js';
import { checkFields } from './refusal.js';
import type { Member, Room } from './room.js';

const CONFIGURE: FieldRules = {
  muted: { kind: 'boolean' },
  bitrate: { kind: 'positive integer' },
  quality: { kind: 'positive integer' },
  expected_loss: { kind: 'positive integer' },
  volume: { kind: 'positive integer' },
  spatial_position: { kind: 'positive integer' },
  display: { kind: 'string' },
};

/** Changes how somebody is heard and shown, and tells the others what they can see of it. */
export function configure(room: Room, member: Member, body: JsonObject): void {
  checkFields(body, CONFIGURE);
  const { muted, display, spatial_position: position } = body;
  if (muted !== undefined) member.muted = muted === true;
  if (typeof display === 'string') member.display = display;
  if (typeof position === 'number') member.position = Math.min(position, 100);
  const isSeen = muted !== undefined || display !== undefined;
  if (isSeen || (room.settings.spatial && position !== undefined))
    room.tell({ participants: [room.show(member)] }, member);
}
