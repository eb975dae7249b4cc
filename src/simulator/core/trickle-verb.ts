import { findBreach } from '../json/fields.js';
import { isObject } from '../json/object.js';
import type { HandleContext } from './context.js';
import { Refusal } from './refusal.js';
import { wireMessage } from './wire.js';

/** Trickled candidates: looked at only once there is a PeerConnection, and one in an array never is refused. */
export function serveTrickle({ request, session, handle, transaction, reply }: HandleContext): void {
  const { candidate, candidates } = request as { candidate?: unknown; candidates?: unknown };
  if (candidate === undefined && candidates === undefined) {
    throw new Refusal(456, 'Missing mandatory element (candidate|candidates)');
  }
  if (candidate !== undefined && candidates !== undefined) {
    throw new Refusal(454, "Can't have both candidate and candidates");
  }
  if (handle.pc.open) checkCandidates(candidate, candidates);
  reply(wireMessage('ack', session.id, transaction));
}

function checkCandidates(candidate: unknown, candidates: unknown): void {
  if (candidates !== undefined && !Array.isArray(candidates))
    throw new Refusal(467, 'candidates is not an array');
  if (!isObject(candidate) || 'completed' in candidate) return;
  checkFields(candidate);
}

function checkFields(candidate: Readonly<Record<string, unknown>>): void {
  const breach = findBreach(candidate, {
    sdpMid: { kind: 'string' },
    sdpMLineIndex: { kind: 'positive integer' },
  });
  if (breach !== undefined) {
    throw new Refusal(
      467,
      `Trickle error: invalid element type (${breach.name} should be ${breach.shouldBe})`,
    );
  }
  if (candidate['sdpMid'] === undefined && candidate['sdpMLineIndex'] === undefined) {
    throw new Refusal(456, 'Trickle error: missing mandatory element (sdpMid or sdpMLineIndex)');
  }
  const line = findBreach(candidate, { candidate: { kind: 'string', required: true } });
  if (line?.missing) throw new Refusal(456, 'Trickle error: missing mandatory element (candidate)');
  if (line)
    throw new Refusal(467, `Trickle error: invalid element type (candidate should be ${line.shouldBe})`);
}
