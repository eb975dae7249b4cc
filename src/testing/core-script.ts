import type { OutgoingRequest } from '../protocol/requests.js';

/** What a scripted server says to a request: any number of messages; transaction and session id are added where they are missing. */
export type Answer = readonly object[];

/**
 * A server that says yes to every verb of the core, with ids from 1 on; it acknowledges a message and sends no event, and
 * tells of a handle that is `detached`.
 *
 * For scripts of one's own that care about some verbs only.
 */
export const coreScript = (): ((request: OutgoingRequest) => Answer) => {
  let lastId = 0;
  return ({ janus, id, handle_id }) => {
    switch (janus) {
      case 'create':
        return [{ janus: 'success', data: { id: id ?? ++lastId } }];
      case 'attach':
        return [{ janus: 'success', data: { id: ++lastId } }];
      case 'info':
        return [{ janus: 'server_info', 'session-timeout': 60, 'reclaim-session-timeout': 30 }];
      case 'ping':
        return [{ janus: 'pong' }];
      case 'keepalive':
      case 'trickle':
      case 'message':
        return [{ janus: 'ack' }];
      case 'detach':
        return [{ janus: 'success' }, { janus: 'detached', sender: handle_id }];
      default:
        return [{ janus: 'success' }];
    }
  };
};
