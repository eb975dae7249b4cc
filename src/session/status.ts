import type { JanusClientError } from '../errors/errors.js';

/** What a session is doing; `switch` on `kind`. */
export type SessionStatus =
  | {
      /** It stands on a line; `by` tells how it came to it. */
      readonly kind: 'live';
      readonly by: 'create' | 'claim';
    }
  | {
      /** The line dropped; it is being claimed back. */
      readonly kind: 'reclaiming';
      /** When the line was found lost, epoch milliseconds. */
      readonly since: number;
      /** The attempt under way, from 1. */
      readonly attempt: number;
      /** Why the last attempt, or the line, failed. */
      readonly cause: JanusClientError;
    }
  | {
      /** It is over; without a cause when we ended it. */
      readonly kind: 'ended';
      readonly cause?: JanusClientError;
      /** Whether we left it on the server, for whoever claims it (`teardown: 'abandon'`). */
      readonly abandoned?: true;
    };

/** That it stands, once for all sessions. */
export const LIVE = {
  create: { kind: 'live', by: 'create' },
  claim: { kind: 'live', by: 'claim' },
} as const;
