import type { JsonObject } from '../json/object.js';
import type { Core } from './core.js';
import type { Handle } from './handle.js';
import type { Requester } from './owner.js';
import type { Session } from './session.js';
import type { WireMessage } from './wire.js';

/** A request on its way through the core. */
export interface RequestContext {
  readonly core: Core;
  readonly requester: Requester;
  readonly request: JsonObject;
  readonly verb: string;
  readonly transaction: string;
  readonly reply: (message: WireMessage) => void;
}

/** A request that names a session which exists. */
export interface SessionContext extends RequestContext {
  readonly session: Session;
  readonly handle: Handle | undefined;
}

/** A request that names a handle which exists. */
export interface HandleContext extends SessionContext {
  readonly handle: Handle;
}
