// Over HTTP, on the fast server.
import { restClients } from '../lib/clients.mjs';
import { compare } from '../lib/table.mjs';
import { turns, withServer } from '../lib/turns.mjs';
import { REST } from '../lib/works.mjs';

export const rest = {
  name: 'rest',
  title: 'Over REST',
  async run({ dists, repeats, tell }) {
    const clients = restClients(dists);
    const plan = { ...REST, repeats: repeats ?? REST.repeats };
    return compare(await withServer(({ restUrl }) => turns(clients, restUrl, plan, tell)), clients);
  },
};
