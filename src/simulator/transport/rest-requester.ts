import type { ServerResponse } from 'node:http';
import type { Owner, Requester } from '../core/owner.js';
import type { Timers } from '../core/timers.js';
import type { WireMessage } from '../core/wire.js';
import { breakOff, sendChunked } from './http-replies.js';
import type { Line } from './line.js';
import type { Outlet } from './outlet.js';

/** The server gives up a POST that its core does not answer in this time. */
const GIVE_UP_MS = 10_000;

/** What one POST needs to be answered. */
export interface RestExchange {
  readonly response: ServerResponse;
  readonly line: Line;
  readonly outlet: Outlet;
  readonly timers: Timers;
  readonly own: (sessionId: number) => Owner;
}

/** The requester of one POST: it is answered once, and never owns a session before it claims. */
export function restRequester({ response, line, outlet, timers, own }: RestExchange): Requester {
  const giveUp = timers.after(GIVE_UP_MS, () => line.run(() => breakOff(response)));
  response.once('close', () => giveUp.unsubscribe());
  return {
    over: 'rest',
    own,
    isOwner: () => false,
    reply: (message: WireMessage) => {
      if (outlet.swallows(message)) return;
      outlet.send('rest', line, [message], () => {
        giveUp.unsubscribe();
        if (!response.headersSent) sendChunked(response, JSON.stringify(message));
      });
    },
  };
}
