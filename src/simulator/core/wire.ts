import type { JsonObject } from '../json/object.js';

/** A message to a client, as it goes on the wire. */
export interface WireMessage extends JsonObject {
  readonly janus: string;
}

/** A message in the server's order of fields; a `session_id` of 0 and an absent transaction are left out. */
export function wireMessage(janus: string, sessionId = 0, transaction?: string): WireMessage {
  return {
    janus,
    ...(sessionId === 0 ? {} : { session_id: sessionId }),
    ...(transaction === undefined ? {} : { transaction }),
  };
}

/** A message of the server's own accord about a handle. */
export const handleMessage = (janus: string, sessionId: number, handleId: number): WireMessage => ({
  ...wireMessage(janus, sessionId),
  sender: handleId,
});
