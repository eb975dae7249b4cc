import { findBreach, type FieldRules } from '../json/fields.js';
import { isObject } from '../json/object.js';
import type { Jsep } from '../plugins/plugin.js';
import { sdpFault } from '../sdp/check.js';
import type { PeerConnection } from './peer-connection.js';
import { Refusal } from './refusal.js';

const JSEP: FieldRules = {
  type: { kind: 'string', required: true },
  sdp: { kind: 'string', required: true },
  trickle: { kind: 'boolean' },
  rid_order: { kind: 'string' },
  force_relay: { kind: 'boolean' },
  e2ee: { kind: 'boolean' },
};

/** Checks an offer or answer of the client and notes it in the PeerConnection. */
export function readJsep(value: unknown, pc: PeerConnection): Jsep {
  if (!isObject(value)) throw new Refusal(455, 'Invalid jsep object');
  const breach = findBreach(value, JSEP);
  if (breach?.missing) throw new Refusal(456, `JSEP error: missing mandatory element (${breach.name})`);
  if (breach !== undefined) {
    throw new Refusal(467, `JSEP error: invalid element type (${breach.name} should be ${breach.shouldBe})`);
  }
  const type = typeOf(String(value['type']));
  const sdp = String(value['sdp']);
  const fault = sdpFault(sdp);
  if (fault !== undefined) throw new Refusal(465, fault);
  noteClientJsep(type, pc);
  return { type, sdp };
}

function typeOf(type: string): Jsep['type'] {
  const lower = type.toLowerCase();
  if (lower === 'offer' || lower === 'answer') return lower;
  throw new Refusal(464, `JSEP error: unknown message type '${type}'`);
}

function noteClientJsep(type: Jsep['type'], pc: PeerConnection): void {
  if (type === 'answer' && !pc.open) throw new Refusal(469, 'Unexpected ANSWER (did we offer?)');
  pc.open = true;
  pc.hungUp = false;
  if (type === 'offer') pc.offered = true;
  else {
    pc.negotiated = pc.negotiated || pc.offering;
    pc.offering = false;
  }
}
