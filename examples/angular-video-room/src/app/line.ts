import { Injectable, type Signal, signal } from '@angular/core';
import type { WebSocketLike } from 'rxjs-janus';

type Listener<E> = ((event: E) => void) | null;

/** A WebSocket that can be cut as a cable can: nobody says goodbye. */
class CuttableSocket implements WebSocketLike {
  readonly #socket: WebSocket | undefined;
  #cut = false;
  onopen: Listener<never> = null;
  onmessage: Listener<never> = null;
  onerror: Listener<never> = null;
  onclose: Listener<never> = null;

  constructor(socket: WebSocket | undefined) {
    this.#socket = socket;
    if (!socket) return;
    socket.onopen = (event) => this.#pass('onopen', event);
    socket.onmessage = (event) => this.#pass('onmessage', event);
    socket.onerror = (event) => this.#pass('onerror', event);
    socket.onclose = (event) => this.#pass('onclose', event);
  }

  send(data: string): void {
    if (!this.#cut) this.#socket?.send(data);
  }

  close(): void {
    this.#socket?.close();
  }

  cut(): void {
    this.#pass('onclose', { code: 1006, reason: 'cut by hand' });
    this.#cut = true;
    this.#socket?.close();
  }

  #pass(name: 'onopen' | 'onmessage' | 'onerror' | 'onclose', event: object): void {
    if (!this.#cut) this[name]?.(event as never);
  }
}

/** The line to the server, with a switch in it, so that anyone can see what happens when it is lost. */
@Injectable({ providedIn: 'root' })
export class Line {
  readonly #sockets = new Set<CuttableSocket>();
  readonly #isCut = signal(false);
  readonly isCut: Signal<boolean> = this.#isCut.asReadonly();

  /** Makes sockets for the transport; while the line is cut they fail as one fails that finds nobody. */
  open(url: string, protocols: string | string[]): CuttableSocket {
    const socket = new CuttableSocket(this.#isCut() ? undefined : new WebSocket(url, protocols));
    this.#sockets.add(socket);
    if (this.#isCut()) setTimeout(() => this.#break(socket));
    return socket;
  }

  cut(): void {
    this.#isCut.set(true);
    for (const socket of [...this.#sockets]) this.#break(socket);
  }

  mend(): void {
    this.#isCut.set(false);
  }

  #break(socket: CuttableSocket): void {
    this.#sockets.delete(socket);
    socket.cut();
  }
}
