// A server that answers like Janus and does as little as it can, so that what is measured is the client: answers
// are templates, all answers of one tick leave in one write, pushed events are one prepared buffer.
// Forked by a runner; tells its ports by IPC and ends with its parent.
//   body.push   so many events for that handle, as fast as the client takes them, after the answer
//   body.never  no answer at all
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { httpServer } from './http-server.mjs';

const PLUGIN = 'janus.plugin.videoroom';

/** A text frame as latin1 text; everything sent here is ASCII and shorter than 64 kB. */
const frame = (text) =>
  (text.length < 126
    ? String.fromCharCode(0x81, text.length)
    : String.fromCharCode(0x81, 126, text.length >> 8, text.length & 0xff)) + text;

let lastId = 1e15;

const answerOf = (request) => (request.body?.never ? undefined : (ANSWER[request.janus] ?? done)(request));

const ANSWER = {
  info: ({ transaction }) =>
    `{"janus":"server_info","transaction":"${transaction}","version":1102,"session-timeout":60,"reclaim-session-timeout":0}`,
  create: ({ transaction }) => `{"janus":"success","transaction":"${transaction}","data":{"id":${++lastId}}}`,
  attach: ({ transaction, session_id }) =>
    `{"janus":"success","session_id":${session_id},"transaction":"${transaction}","data":{"id":${++lastId}}}`,
  keepalive: ({ transaction, session_id }) =>
    `{"janus":"ack","session_id":${session_id},"transaction":"${transaction}"}`,
  message: ({ transaction, session_id, handle_id }) =>
    `{"janus":"success","session_id":${session_id},"transaction":"${transaction}","sender":${handle_id},"plugindata":{"plugin":"${PLUGIN}","data":{"videoroom":"success","room":1234,"exists":true}}}`,
};

/** `detach`, `destroy` and whatever else. */
const done = ({ transaction, session_id }) =>
  `{"janus":"success","session_id":${session_id},"transaction":"${transaction}"}`;

const event = ({ session_id, handle_id }) =>
  `{"janus":"event","session_id":${session_id},"sender":${handle_id},"plugindata":{"plugin":"${PLUGIN}","data":{"videoroom":"talking","room":1234,"id":42,"audio-level-dBov-avg":31.5}}}`;

/** Pushes events as fast as the client takes them. */
function push(socket, request) {
  const BATCH = 250;
  const one = frame(event(request));
  const batch = Buffer.from(one.repeat(BATCH), 'latin1');
  let left = request.body.push;
  const more = () => {
    while (left > 0) {
      const part = left >= BATCH ? batch : batch.subarray(0, left * one.length);
      left -= BATCH;
      if (!socket.write(part)) return void socket.once('drain', more);
    }
  };
  more();
}

function serve(client, socket) {
  let out = '';
  const flush = () => {
    socket.write(out, 'latin1');
    out = '';
  };
  const say = (text) => {
    if (out === '') process.nextTick(flush);
    out += frame(text);
  };
  client.on('message', (data) => {
    const request = JSON.parse(data.latin1Slice());
    const answer = answerOf(request);
    if (answer !== undefined) say(answer);
    if (request.body?.push) setImmediate(push, socket, request);
  });
  client.on('error', () => socket.destroy());
}

const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, skipUTF8Validation: true });
const server = createServer().on('upgrade', (request, socket, head) => {
  // As many pushes as there are requests may wait for a slow client.
  socket.setNoDelay(true).setMaxListeners(0);
  sockets.handleUpgrade(request, socket, head, (client) => serve(client, socket));
});
const http = httpServer(answerOf, event);
server.listen(0, '127.0.0.1', () =>
  http.listen(0, '127.0.0.1', () =>
    process.send({
      webSocketUrl: `ws://127.0.0.1:${server.address().port}`,
      restUrl: `http://127.0.0.1:${http.address().port}/janus`,
    }),
  ),
);
process.on('disconnect', () => process.exit());
