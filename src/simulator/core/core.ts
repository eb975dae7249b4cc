import type { JsonObject } from '../json/object.js';
import type { SimulatedPlugin } from '../plugins/plugin.js';
import type { Auth } from './auth.js';
import { Refusal } from './refusal.js';
import type { SessionTable } from './session-table.js';

/** The state of the simulated server, handed to whatever serves a request. */
export class Core {
  /** Whether `create` is served. */
  acceptSessions = true;
  /** Whether the event that answers a message goes before its `ack`. */
  eventBeforeAck = false;

  constructor(
    readonly sessions: SessionTable,
    readonly auth: Auth,
    public plugins: ReadonlyMap<string, SimulatedPlugin>,
    readonly info: () => JsonObject,
  ) {}

  checkSecret(request: JsonObject): void {
    if (!this.auth.allows(request)) {
      throw new Refusal(403, 'Unauthorized request (wrong or missing secret/token)');
    }
  }
}
