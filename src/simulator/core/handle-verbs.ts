import type { HandleContext } from './context.js';
import { endHandle, hangUp } from './handle-life.js';
import { serveMessage } from './message-verb.js';
import { serveTrickle } from './trickle-verb.js';
import { wireMessage } from './wire.js';

/** Verbs of a request that names a handle. */
export const HANDLE_VERBS: Readonly<Record<string, (context: HandleContext) => void>> = {
  message: serveMessage,
  trickle: serveTrickle,
  hangup: ({ session, handle, transaction, reply }) => {
    reply(wireMessage('success', session.id, transaction));
    hangUp(handle, 'Janus API');
  },
  detach: ({ session, handle, transaction, reply }) => {
    reply(wireMessage('success', session.id, transaction));
    endHandle(handle);
  },
};
