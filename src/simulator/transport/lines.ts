import type { Duplex } from 'node:stream';
import type { Socket } from 'node:net';
import { Line } from './line.js';

/** All open connections, and whether those that come next are frozen from the start. */
export class Lines {
  freezeNew = false;
  readonly #lines = new Map<Duplex, Line>();

  open(socket: Socket): Line {
    const line = new Line(socket);
    this.#lines.set(socket, line);
    socket.once('close', () => this.#lines.delete(socket));
    if (this.freezeNew) line.freeze();
    return line;
  }

  of(socket: Duplex): Line {
    return this.#lines.get(socket) ?? this.open(socket as Socket);
  }

  all(): readonly Line[] {
    return [...this.#lines.values()];
  }
}
