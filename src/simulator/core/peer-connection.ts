/** What the core knows of the PeerConnection of a handle: signalling alone, no media. */
export class PeerConnection {
  /** There is one. */
  open = false;
  /** An offer came from the client and has not been answered. */
  offered = false;
  /** An offer went to the client and has not been answered. */
  offering = false;
  /** An offer and its answer have been exchanged, so that the next one is a renegotiation. */
  negotiated = false;
  /** Media flows; in a simulation it only does when somebody says so. */
  up = false;
  /** It has been hung up, which is not done twice before the next offer or answer. */
  hungUp = false;

  /** Forgets everything; tells whether there was a PeerConnection. */
  close(): boolean {
    const was = this.open;
    this.open = this.offered = this.offering = this.negotiated = this.up = false;
    return was;
  }
}
