// The library with everything on. What is asked for at the moment of the drop waits for the claim.
import { Cuttable } from './cuttable.mjs';

const held = (source$) =>
  new Promise((resolve, reject) => {
    const lease = source$.subscribe({ next: (value) => resolve([value, lease]), error: reject });
  });

class LibraryClient {
  #tcp;
  #held;
  #restMs;
  #readyAt = 0;

  constructor(tcp, held, restMs) {
    this.#tcp = tcp;
    this.#held = held;
    this.#restMs = restMs;
    this.#rest();
  }

  /** Milliseconds from the cut until a request of each session has its answer; undefined if it took a second attempt. */
  async cut() {
    // Only an answered beat makes the next attempt a first one, which is not put off.
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, this.#readyAt - performance.now())));
    let attempts = 1;
    const answers = this.#held.map(([session]) =>
      usable(session, (attempt) => (attempts = Math.max(attempts, attempt))),
    );
    const began = performance.now();
    this.#tcp.cut();
    await Promise.all(answers);
    const ms = performance.now() - began;
    this.#rest();
    return attempts === 1 ? ms : undefined;
  }

  end() {
    for (const [, lease] of this.#held) lease.unsubscribe();
    return new Promise((resolve) => setTimeout(resolve, 100));
  }

  #rest() {
    this.#readyAt = performance.now() + this.#restMs;
  }
}

/** Asks at the drop; settles with the answer. */
const usable = (session, tellAttempt) =>
  new Promise((resolve, reject) => {
    let asked = false;
    const watching = session.status$.subscribe(({ kind, attempt }) => {
      if (kind !== 'reclaiming') return;
      tellAttempt(attempt);
      if (asked) return;
      asked = true;
      const done = (settle) => (value) => {
        watching.unsubscribe();
        settle(value);
      };
      session.request$('keepalive').subscribe({ error: done(reject), complete: done(resolve) });
    });
  });

/** A client with so many sessions on one line; `dist` holds the built ES modules. */
export async function connect(url, { sessions, keepAliveMs, library }) {
  const tcp = new Cuttable();
  const janus$ = library.webSocketTransport({
    url,
    socketOptions: { createConnection: tcp.createConnection },
  });
  const all = Array.from({ length: sessions }, () => held(library.create$(janus$, { keepAliveMs })));
  return new LibraryClient(tcp, await Promise.all(all), keepAliveMs * 1.5);
}
