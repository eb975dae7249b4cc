// Listens in on what a transport writes, byte for byte, where it hands it over to the platform.
import { WebSocket } from 'ws';
import { type FetchLike, type WebSocketLike } from 'rxjs-janus';
import { type RigTransportOptions } from './rig.js';

/** Transport options that listen in, and what was written: ids and transactions replaced, as each run has its own. */
export function listeningIn(): { readonly options: RigTransportOptions; sent(): readonly string[] } {
  const written: string[] = [];
  const options = {
    makeWebSocket: (url: string, protocols: string | string[]) =>
      listening(new WebSocket(url, protocols), written),
    fetch: ((url, init) => {
      written.push(
        [init.method, new URL(url).pathname + new URL(url).search, init.body ?? ''].join(' ').trim(),
      );
      return fetch(url, init);
    }) as FetchLike,
  };
  return { options, sent: () => anonymous(written) };
}

function listening(socket: WebSocket, written: string[]): WebSocketLike {
  const send = socket.send.bind(socket);
  return Object.assign(socket as WebSocketLike, {
    send: (data: string) => {
      written.push(data);
      send(data);
    },
  });
}

/** `<id 1>` for the first id that occurs, and so on; the transactions likewise. */
function anonymous(written: readonly string[]): readonly string[] {
  const names = { id: new Map<string, string>(), transaction: new Map<string, string>() };
  const named = (kind: keyof typeof names, value: string): string => {
    const known = names[kind];
    if (!known.has(value)) known.set(value, `<${kind} ${known.size + 1}>`);
    return known.get(value) ?? '';
  };
  return written.map((text) =>
    text
      .replace(
        /("transaction":")([^"]*)/g,
        (_, before: string, value: string) => before + named('transaction', value),
      )
      .replace(
        /("(?:session_id|handle_id)":|\/)(\d{6,})/g,
        (_, before: string, value: string) => before + named('id', value),
      ),
  );
}
