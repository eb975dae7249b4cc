import type { JanusClientError } from '../errors/errors.js';
import type { ProtocolError } from '../errors/input-errors.js';

/** What went wrong without ending anything; for logs and for whoever sets up the server. */
export type Diagnostic =
  | {
      /** A frame that is no Janus message was dropped. */
      readonly kind: 'malformed-frame';
      readonly error: ProtocolError;
    }
  | {
      /** The server refused something, and did not say what. */
      readonly kind: 'unmatched-error';
      readonly code: number;
      readonly reason: string;
      readonly sessionId: number | undefined;
    }
  | {
      /** A keep-alive was refused by other than 458 and 403; the next one goes out as ever. */
      readonly kind: 'keep-alive-refused';
      readonly sessionId: number;
      readonly error: JanusClientError;
    }
  | {
      /** A server setting, or a period of ours, leaves no time to claim a session back. */
      readonly kind: 'no-reclaim-window';
      readonly setting: string;
      readonly advice: string;
    }
  | {
      /** No line was left to send a farewell on: the session ends by the server's time-out. */
      readonly kind: 'farewell-unsent';
      readonly sessionId: number;
    }
  | {
      /** The store of {@link persist} could not be written; `error` is what it gave. */
      readonly kind: 'store-failed';
      readonly error: unknown;
    };
