// Over WebSocket, on the fast server.
import { socketClients } from '../lib/clients.mjs';
import { compare } from '../lib/table.mjs';
import { turns, withServer } from '../lib/turns.mjs';
import { SOCKET } from '../lib/works.mjs';

export const socket = {
  name: 'socket',
  title: 'Over WebSocket',
  async run({ dists, repeats, tell }) {
    const clients = socketClients(dists);
    const plan = { ...SOCKET, repeats: repeats ?? SOCKET.repeats };
    return compare(await withServer(({ webSocketUrl }) => turns(clients, webSocketUrl, plan, tell)), clients);
  },
};
