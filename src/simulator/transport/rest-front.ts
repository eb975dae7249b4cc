import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Core } from '../core/core.js';
import { serveRequest } from '../core/process.js';
import { errorMessage, Refusal } from '../core/refusal.js';
import { decodeText } from '../json/decode-text.js';
import { JsonFault } from '../json/json-fault.js';
import { isObject, type JsonObject } from '../json/object.js';
import { parseDocument } from '../json/parse.js';
import type { Timers } from '../core/timers.js';
import type { FrameLog } from './frame-log.js';
import { pathId, restPath, type RestPath } from './http-path.js';
import { sendEmpty, sendSized } from './http-replies.js';
import type { Line } from './line.js';
import type { Outlet } from './outlet.js';
import type { PollFront } from './poll-front.js';
import { restRequester } from './rest-requester.js';

/** Serves the Janus API over HTTP. */
export class RestFront {
  constructor(
    private readonly core: Core,
    private readonly polls: PollFront,
    private readonly outlet: Outlet,
    private readonly timers: Timers,
    private readonly log: FrameLog,
  ) {}

  /** Serves one HTTP request whose body has been read. */
  serve(request: IncomingMessage, response: ServerResponse, body: Buffer, line: Line): void {
    const path = restPath(request.url ?? '');
    const method = request.method ?? '';
    if (method !== 'GET' && method !== 'POST') return this.#serveOther(method, path, response, body, line);
    if (path === undefined) return sendEmpty(response, 404);
    if (method === 'POST' && body.length === 0) return line.destroy();
    if (path.session === 'info') return this.#info(method, response, line);
    if (method === 'GET') return this.#poll(request, path, response, line);
    if (path.tooLong) return line.destroy();
    this.#post(request, path, response, body, line);
  }

  /** The server reads no body it has no use for: it resets the connection that brings one. */
  #serveOther(
    method: string,
    path: RestPath | undefined,
    response: ServerResponse,
    body: Buffer,
    line: Line,
  ): void {
    if (body.length > 0 || (method === 'OPTIONS' && path === undefined)) line.destroy();
    else if (method === 'OPTIONS') sendEmpty(response, 200);
    else refuse(response, 450, `Unsupported method ${method}`);
  }

  #info(method: string, response: ServerResponse, line: Line): void {
    if (method !== 'GET') return sendEmpty(response, 400);
    const transaction = Math.random().toString(36).slice(2, 13);
    this.#toCore({ janus: 'info', transaction }, response, line);
  }

  #poll(request: IncomingMessage, path: RestPath, response: ServerResponse, line: Line): void {
    this.log.received('rest', undefined, `GET ${request.url ?? ''}`);
    if (path.tooLong) sendEmpty(response, 404);
    else this.polls.serve(path, response, line);
  }

  #post(request: IncomingMessage, path: RestPath, response: ServerResponse, body: Buffer, line: Line): void {
    const text = decodeText(body);
    const value = parseDocument(text);
    this.log.received('rest', value instanceof JsonFault ? text : value, `POST ${request.url ?? ''}`);
    if (value instanceof JsonFault)
      return refuse(response, 454, `JSON error: on line ${value.line}: ${value.text}`);
    if (!isObject(value)) return refuse(response, 455, 'JSON error: not an object');
    const merged = withPathIds(value, path);
    if (merged instanceof Refusal) return refuse(response, merged.code, merged.reason);
    this.#toCore(merged, response, line);
  }

  #toCore(request: JsonObject, response: ServerResponse, line: Line): void {
    const { outlet, timers } = this;
    const own = (sessionId: number): ReturnType<PollFront['own']> => this.polls.own(sessionId);
    serveRequest(this.core, restRequester({ response, line, outlet, timers, own }), request);
  }
}

function withPathIds(request: JsonObject, path: RestPath): JsonObject | Refusal {
  const session = merge(request['session_id'], path.session);
  if (session === 'conflict') return new Refusal(457, 'Conflicting session ID (payload and path)');
  const handle = merge(request['handle_id'], path.handle);
  if (handle === 'conflict') return new Refusal(457, 'Conflicting handle ID (payload and path)');
  return {
    ...request,
    ...(session === 0 ? {} : { session_id: session }),
    ...(handle === 0 ? {} : { handle_id: handle }),
  };
}

/** The id by body or path, 0 where neither gives one. */
function merge(value: unknown, part: string | undefined): number | 'conflict' {
  const id = Number.isInteger(value) ? (value as number) : 0;
  if (id !== 0 && part !== undefined && pathId(part) !== id) return 'conflict';
  return id || pathId(part);
}

function refuse(response: ServerResponse, code: Refusal['code'], reason: string): void {
  sendSized(response, JSON.stringify(errorMessage(new Refusal(code, reason))));
}
