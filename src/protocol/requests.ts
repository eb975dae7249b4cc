import type { Candidate, CandidatesCompleted, Jsep } from './jsep.js';
import type { RequestVerb } from './verbs.js';

/** A request on its way out; token and secret are added by the transport. */
export interface OutgoingRequest {
  /** The verb. */
  readonly janus: RequestVerb;
  /** Ties the answer to the request; one per subscription. */
  readonly transaction: string;
  /** The session it is sent to. */
  readonly session_id?: number;
  /** The handle it is sent to. */
  readonly handle_id?: number;
  /** `create`: the id the session shall have. */
  readonly id?: number;
  /** `attach`: the plugin's package name. */
  readonly plugin?: string;
  /** `attach`: a name of the application's own, seen in the server's event handlers and its admin API. */
  readonly opaque_id?: string;
  /** `message`: what the plugin gets. */
  readonly body?: object;
  /** `message`: a session description that goes with the body. */
  readonly jsep?: Jsep;
  /** `trickle`: one candidate, or the end of them. */
  readonly candidate?: Candidate | CandidatesCompleted;
  /** `trickle`: several candidates. */
  readonly candidates?: readonly Candidate[];
}

/** A request before it has a transaction. */
export type RequestBody = Omit<OutgoingRequest, 'transaction'>;
