import type { JanusSimulator } from '../janus-simulator.js';
import type { Server } from '../server.js';

type LineFaults = Pick<
  JanusSimulator,
  'cut' | 'cutSession' | 'close' | 'stall' | 'refuse' | 'restart' | 'sendRaw'
>;

/** What can be made to go wrong with the connections of a server. */
export const lineFaults = (server: Server): LineFaults => ({
  cut: () => server.cut(),
  cutSession: (sessionId) => cutSession(server, sessionId),
  close: (code = 1000, reason = '') =>
    server.webSockets.peers().forEach(({ webSocket }) => webSocket.close(code, reason)),
  stall: (on, scope = 'open') => {
    server.lines.freezeNew = on && scope === 'all';
    server.lines.all().forEach((line) => (on ? line.freeze() : line.thaw()));
  },
  refuse: (on) => (on ? server.listener.close() : server.listener.open()),
  restart: () => server.reset(),
  sendRaw: (data) => {
    server.webSockets.peers().forEach((peer) => peer.write(data));
    server.polls.waiting().forEach((poll) => poll.answerRaw(data));
  },
});

function cutSession({ core, webSockets, polls }: Server, sessionId: number): void {
  const owner = core.sessions.find(sessionId)?.owner;
  const peer = webSockets.peers().find((one) => one === owner);
  if (peer !== undefined) {
    peer.destroy();
    webSockets.gone(peer);
  }
  polls
    .waiting()
    .filter((poll) => poll.sessionId === sessionId)
    .forEach(({ line }) => line.destroy());
}
