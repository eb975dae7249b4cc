// TCP connections of one client, so that they can be taken from under its WebSocket: a drop without a word.
import { connect } from 'node:net';

export class Cuttable {
  #socket;
  /** For the option of that name that ws hands to Node. */
  createConnection = ({ host, port }) => (this.#socket = connect({ host, port, noDelay: true }));

  cut() {
    this.#socket.destroy();
  }
}
