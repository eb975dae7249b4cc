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

  /** The line of a connection, undefined once it has closed. */
  of(socket: Duplex): Line | undefined {
    return this.#lines.get(socket);
  }

  all(): readonly Line[] {
    return [...this.#lines.values()];
  }
}
