// Between a transport and its platform: loses what the server says, so that a request stays unanswered on any server.
import { WebSocket } from 'ws';
import { type FetchLike, type WebSocketLike } from 'rxjs-janus';
import { type RigTransportOptions } from './rig.js';

type Message = Readonly<Record<string, unknown>>;

export interface Ear {
  readonly options: RigTransportOptions;
  /** How many messages were lost. */
  readonly lost: number;
  /** What is lost from now on; nothing at first. */
  deafTo(test: (message: Message) => boolean): void;
  /** Everything is heard from now on; what was lost stays lost. */
  hear(): void;
}

/** The answer to a request of a plugin's, which an ack may precede. */
export const isAnswer = ({ janus, transaction }: Message): boolean =>
  janus === 'event' && transaction !== undefined;

export function openEar(): Ear {
  let deaf = (_: Message): boolean => false;
  let lost = 0;
  const hears = (message: Message): boolean => {
    if (!deaf(message)) return true;
    lost += 1;
    return false;
  };
  return {
    options: {
      makeWebSocket: (url, protocols) => new HearingSocket(new WebSocket(url, protocols), hears),
      fetch: hearingFetch(hears),
    },
    get lost() {
      return lost;
    },
    deafTo: (test) => void (deaf = test),
    hear: () => void (deaf = () => false),
  };
}

type Listener = (event: never) => void;

class HearingSocket implements WebSocketLike {
  constructor(
    readonly socket: WebSocket,
    readonly hears: (message: Message) => boolean,
  ) {}

  set onopen(listener: Listener | null) {
    this.socket.onopen = listener as WebSocket['onopen'];
  }

  set onerror(listener: Listener | null) {
    this.socket.onerror = listener as WebSocket['onerror'];
  }

  set onclose(listener: Listener | null) {
    this.socket.onclose = listener as WebSocket['onclose'];
  }

  set onmessage(listener: Listener | null) {
    this.socket.onmessage = (event) => {
      if (this.hears(JSON.parse(event.data as string) as Message)) listener?.(event as never);
    };
  }

  send(data: string): void {
    this.socket.send(data);
  }

  close(): void {
    this.socket.close();
  }
}

/** Of a poll, the messages that are heard; all else as it came. */
function hearingFetch(hears: (message: Message) => boolean): FetchLike {
  return async (url, init) => {
    const response = await fetch(url, { ...init, headers: { ...init.headers, connection: 'close' } });
    const text = await response.text();
    return { status: response.status, text: () => Promise.resolve(heard(text, hears)) };
  };
}

function heard(text: string, hears: (message: Message) => boolean): string {
  if (!text.startsWith('[')) return text;
  return JSON.stringify((JSON.parse(text) as Message[]).filter(hears));
}
