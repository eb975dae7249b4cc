import type { RTCPeerConnection as Werift } from 'werift';

/** After a restart of ICE werift goes on by the sockets that it has, and does not tell of them again: this does. */
export class Announcer {
  readonly #peer: Werift;
  readonly #found: unknown[] = [];
  #generation: number | undefined;

  constructor(peer: Werift) {
    this.#peer = peer;
    peer.addListener('icecandidate', ({ candidate }: { readonly candidate?: unknown }) => {
      if (candidate) this.#found.push(candidate);
    });
  }

  /** A description was set: of another generation of ICE, perhaps. */
  announce(): void {
    const [transport] = this.#peer.iceTransports;
    const generation = transport?.connection.generation;
    const isFirst = this.#generation === undefined;
    const isSame = this.#generation === generation;
    this.#generation = generation;
    if (isFirst || isSame) return;
    for (const candidate of this.#found.splice(0)) this.#peer.emit('icecandidate', { candidate });
    this.#peer.emit('icecandidate', { candidate: null });
  }
}
