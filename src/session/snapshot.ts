import { InvalidArgumentError } from '../errors/input-errors.js';
import type { HandleSnapshot } from '../handle/handle.js';
import { isId } from '../protocol/ids.js';

/**
 * What is kept of a session to take it up again from another page or process: plain JSON, without tokens, secrets and
 * pins. The ids in it are capabilities all the same: whoever may talk to the server can claim the session by them.
 */
export interface SessionSnapshot {
  /** The version of this format. */
  readonly version: 1;
  /** The session's id. */
  readonly sessionId: number;
  /** When it was taken, epoch milliseconds. */
  readonly savedAt: number;
  /** The handles that it had, those among them that were not taken up again yet. */
  readonly handles: readonly HandleSnapshot[];
}

type Loose<T> = { readonly [K in keyof T]?: unknown };

const isHandle = (value: unknown): value is HandleSnapshot => {
  const { handleId, plugin, state = {} } = (value ?? {}) as Loose<HandleSnapshot>;
  return isId(handleId) && typeof plugin === 'string' && typeof state === 'object' && state !== null;
};

const isSnapshot = (value: unknown): value is SessionSnapshot => {
  const { version, sessionId, handles } = (value ?? {}) as Loose<SessionSnapshot>;
  return version === 1 && isId(sessionId) && Array.isArray(handles) && handles.every(isHandle);
};

/**
 * What came out of a store, as a snapshot.
 *
 * @throws {@link InvalidArgumentError} when it is none, or of a version that is not known here.
 */
export const readSnapshot = (value: unknown): SessionSnapshot => {
  if (isSnapshot(value)) return value;
  throw new InvalidArgumentError('snapshot', 'a session’s snapshot of version 1', value);
};
