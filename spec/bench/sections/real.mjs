// On a real Janus, which bounds the rates; what is asked is what the client takes of the processor.
import { realClients, restClients } from '../lib/clients.mjs';
import { withJanus } from '../lib/real.mjs';
import { compare } from '../lib/table.mjs';
import { turns } from '../lib/turns.mjs';
import { REAL, REAL_REST } from '../lib/works.mjs';

const over = async (clients, url, plan, { repeats = plan.repeats, tell }) =>
  compare(await turns(clients, url, { ...plan, repeats }, tell), clients);

export const real = {
  name: 'real',
  title: 'On a real Janus, over WebSocket',
  run: (context) =>
    withJanus(({ webSocketUrl }) => over(realClients(context.dists), webSocketUrl, REAL, context)),
};

export const realRest = {
  name: 'real-rest',
  title: 'On a real Janus, over REST',
  run: (context) =>
    withJanus(({ restUrl }) => over(restClients(context.dists).slice(0, -1), restUrl, REAL_REST, context)),
};
