// Understands one recorded connection: HTTP requests and answers in turn, or WebSocket after the upgrade.
import { type ClosedBy } from '../proxy.js';
import { draftMessages, idsOf, type Draft, type MessageDraft } from './frame.js';
import { readHttp, type HttpMessage } from './http-reader.js';
import { OPCODE, readWebSocket, type WebSocketFrame } from './websocket-reader.js';

type Direction = 'out' | 'in';

/** Bytes that are not read yet, and what they will be read as. */
interface Reading {
  bytes: Buffer;
  websocket: boolean;
  fragments: Buffer[];
}

export class Line {
  readonly #reading: Record<Direction, Reading> = {
    out: { bytes: Buffer.alloc(0), websocket: false, fragments: [] },
    in: { bytes: Buffer.alloc(0), websocket: false, fragments: [] },
  };
  readonly #unanswered: string[] = [];
  #closeTold = false;

  constructor(readonly tell: (draft: MessageDraft) => void) {}

  read(direction: Direction, chunk: Buffer): void {
    const reading = this.#reading[direction];
    reading.bytes = Buffer.concat([reading.bytes, chunk]);
    while (reading.websocket ? this.#nextFrame(direction) : this.#nextHttp(direction));
  }

  close(by: ClosedBy): void {
    const unanswered = this.#unanswered.length > 0 ? { unanswered: [...this.#unanswered] } : {};
    this.#tellClosed({ direction: by === 'server' ? 'in' : 'out', verb: 'closed', by, ...unanswered });
  }

  #nextHttp(direction: Direction): boolean {
    const reading = this.#reading[direction];
    const read = readHttp(reading.bytes);
    if (read === undefined) return false;
    reading.bytes = read.rest;
    if (direction === 'out') this.#request(read.message);
    else this.#response(read.message);
    return true;
  }

  #request({ start: [method = '', path = ''], headers, body }: HttpMessage): void {
    if (headers.get('upgrade')?.toLowerCase() === 'websocket') {
      this.#reading.out.websocket = true;
      return;
    }
    this.#unanswered.push(`${method} ${path}`);
    if (body !== '') return this.#tellText('out', body, path);
    const [sessionId] = idsOf(path);
    const isPoll = method === 'GET' && sessionId !== undefined;
    this.tell({ direction: 'out', verb: isPoll ? 'poll' : method, path, ...(isPoll ? { sessionId } : {}) });
  }

  #response({ start: [, status = ''], body }: HttpMessage): void {
    if (status === '101') this.#reading.in.websocket = true;
    else if (status !== '100') this.#answer(status, body);
  }

  #answer(status: string, body: string): void {
    const path = this.#unanswered.shift()?.split(' ')[1] ?? '';
    if (body === '') this.tell({ direction: 'in', verb: status, path });
    else this.#tellText('in', body, path);
  }

  #nextFrame(direction: Direction): boolean {
    const reading = this.#reading[direction];
    const read = readWebSocket(reading.bytes);
    if (read === undefined) return false;
    reading.bytes = read.rest;
    this.#frame(direction, read.frame);
    return true;
  }

  #frame(direction: Direction, frame: WebSocketFrame): void {
    if (frame.opcode === OPCODE.close) return this.#closeFrame(direction, frame.payload);
    if (frame.opcode > OPCODE.binary) return;
    const { fragments } = this.#reading[direction];
    fragments.push(frame.payload);
    if (!frame.final) return;
    const text = Buffer.concat(fragments.splice(0)).toString();
    this.#tellText(direction, text);
  }

  #closeFrame(direction: Direction, payload: Buffer): void {
    const code = payload.length >= 2 ? { code: payload.readUInt16BE(0) } : {};
    this.#tellClosed({ direction, verb: 'closed', by: direction === 'out' ? 'client' : 'server', ...code });
  }

  #tellText(direction: Direction, text: string, path?: string): void {
    const details = path === undefined ? { direction } : { direction, path };
    for (const draft of draftMessages(text, details)) this.tell(draft);
  }

  /** Once: the end of the TCP connection after a close frame is no second end. */
  #tellClosed(draft: Draft): void {
    if (this.#closeTold) return;
    this.#closeTold = true;
    this.tell(draft);
  }
}
