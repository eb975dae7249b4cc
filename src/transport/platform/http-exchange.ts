import type { Subscriber } from 'rxjs';
import type { Dispatcher } from 'undici';
import type { HttpReply } from '../http.js';

const LEFT = new Error('nobody waits for the reply');

/** One request and its reply, as undici's `dispatch` tells of them. */
export class HttpExchange implements Dispatcher.DispatchHandler {
  readonly #subscriber: Subscriber<HttpReply>;
  readonly #parts: Buffer[] = [];
  #status = 0;
  #controller: Dispatcher.DispatchController | undefined;

  constructor(subscriber: Subscriber<HttpReply>) {
    this.#subscriber = subscriber;
  }

  /** Nobody waits for the reply any more. */
  abort(): void {
    this.#controller?.abort(LEFT);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // Left while it waited for a socket: it is not sent.
    if (this.#subscriber.closed) controller.abort(LEFT);
    else this.#controller = controller;
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number): void {
    this.#status = status;
  }

  onResponseData(_: Dispatcher.DispatchController, part: Buffer): void {
    this.#parts.push(part);
  }

  onResponseEnd(): void {
    this.#controller = undefined;
    this.#subscriber.next({ status: this.#status, text: Buffer.concat(this.#parts).toString() });
    this.#subscriber.complete();
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.#controller = undefined;
    this.#subscriber.error(error);
  }
}
