// A server on strings: says what a spec has it say, right or wrong, over WebSocket and REST.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Over } from '../../support/servers/target.js';

export type Message = Readonly<Record<string, unknown>>;

/** Text as it is, an object as JSON, nothing for no answer at all. */
export type Answer = string | Message | undefined;

export const SESSION = 1_001;
export const HANDLE = 2_002;

export interface Puppet {
  readonly webSocketUrl: string;
  readonly restUrl: string;
  /** Everything that was asked, in order. */
  readonly asked: readonly Message[];
  /** From now on requests of this verb are answered so; by default as a server would. */
  answer(verb: string, how: (request: Message, puppet: Puppet) => Answer): void;
  /** To all that listen: a frame each over WebSocket, the answer to a poll over REST. */
  say(what: string | Buffer | Message): void;
  /** Closes all WebSockets. */
  close(code: number, reason: string): void;
  stop(): Promise<void>;
}

const success = (request: Message, data?: Message): Message => ({
  janus: 'success',
  transaction: request['transaction'],
  ...(request['session_id'] === undefined ? {} : { session_id: request['session_id'] }),
  ...(data === undefined ? {} : { data }),
});

export const ack = ({ transaction, session_id }: Message): Message => ({
  janus: 'ack',
  transaction,
  session_id,
});

/** An event of the echotest, to a request or to nobody's. */
export const event = (result: string, transaction?: unknown): Message => ({
  janus: 'event',
  session_id: SESSION,
  sender: HANDLE,
  ...(transaction === undefined ? {} : { transaction }),
  plugindata: { plugin: 'janus.plugin.echotest', data: { echotest: 'event', result } },
});

const usual: Readonly<Record<string, (request: Message, puppet: Puppet) => Answer>> = {
  create: (request) => success(request, { id: SESSION }),
  attach: (request) => success(request, { id: HANDLE }),
  info: ({ transaction }) => ({ janus: 'server_info', transaction, 'session-timeout': 60 }),
  ping: ({ transaction }) => ({ janus: 'pong', transaction }),
  keepalive: ack,
  trickle: ack,
  message: (request, puppet) => {
    setImmediate(() => puppet.say(event('ok', request['transaction'])));
    return ack(request);
  },
};

export async function startPuppet(): Promise<Puppet> {
  const puppet = new Stage();
  await puppet.open();
  return puppet;
}

class Stage implements Puppet {
  readonly asked: Message[] = [];
  readonly #answers = { ...usual };
  readonly #server: Server = createServer((request, response) => void this.#http(request, response));
  readonly #sockets = new WebSocketServer({ server: this.#server });
  readonly #polls: ServerResponse[] = [];
  readonly #unread: string[] = [];

  async open(): Promise<void> {
    this.#sockets.on('connection', (socket) => this.#accept(socket));
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  get #host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get webSocketUrl(): string {
    return `ws://${this.#host}`;
  }

  get restUrl(): string {
    return `http://${this.#host}/janus`;
  }

  answer(verb: string, how: (request: Message, puppet: Puppet) => Answer): void {
    this.#answers[verb] = how;
  }

  say(what: string | Buffer | Message): void {
    const data = typeof what === 'string' || Buffer.isBuffer(what) ? what : JSON.stringify(what);
    for (const socket of this.#sockets.clients) socket.send(data);
    const poll = this.#polls.shift();
    if (poll) poll.end(data);
    else this.#unread.push(data.toString());
  }

  close(code: number, reason: string): void {
    for (const socket of this.#sockets.clients) socket.close(code, reason);
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #accept(socket: WebSocket): void {
    socket.on('error', () => undefined);
    socket.on('message', (data) => {
      const answer = this.#reply(JSON.parse((data as Buffer).toString()) as Message);
      if (answer !== undefined) socket.send(answer);
    });
  }

  async #http(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'GET') return this.#poll(response);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const answer = this.#reply(JSON.parse(Buffer.concat(chunks).toString()) as Message);
    if (answer !== undefined) response.end(answer);
  }

  #poll(response: ServerResponse): void {
    const unread = this.#unread.shift();
    if (unread !== undefined) return void response.end(unread);
    this.#polls.push(response);
    response.on('close', () => this.#forget(response));
  }

  #forget(response: ServerResponse): void {
    const index = this.#polls.indexOf(response);
    if (index >= 0) this.#polls.splice(index, 1);
  }

  #reply(request: Message): string | undefined {
    this.asked.push(request);
    const how = this.#answers[String(request['janus'])];
    const answer = how ? how(request, this) : success(request);
    return typeof answer === 'object' ? JSON.stringify(answer) : answer;
  }
}

export const urlOver = (puppet: Puppet, over: Over): string =>
  over === 'rest' ? puppet.restUrl : puppet.webSocketUrl;
