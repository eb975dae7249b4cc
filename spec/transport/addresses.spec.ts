import { NEVER, Observable, type Subscription, map, of, throwError } from 'rxjs';
import {
  type Connection,
  ConnectionLostError,
  type JanusTransport,
  type Wire,
  restTransport,
  transportOver,
  webSocketTransport,
} from 'rxjs-janus';
import { anError, virtually } from '../support/marbles.js';
import { FakeFetch, turn } from './support/fake-fetch.js';
import { fakeWebSockets } from './support/fake-web-socket.js';

const lost = new ConnectionLostError({ code: 1006 });

/** Three servers, some of them up, and the lines to them; which were dialled, in order. */
class Servers {
  readonly dialled: string[] = [];
  readonly up = new Set<string>();
  readonly wires: { missed?: boolean }[] = [];
  readonly janus$: JanusTransport;
  readonly states: string[] = [];
  #drop: () => void = () => undefined;
  #last: Connection | undefined;

  constructor(...up: string[]) {
    this.up = new Set(up);
    this.janus$ = transportOver((_, url) => this.#dial$(url), { url: ['a:', 'b:', 'c:'] });
    this.janus$.state$.subscribe((state) =>
      this.states.push('url' in state ? `${state.kind} ${state.url}` : state.kind),
    );
  }

  /** One attempt; the line stays until it is unsubscribed or dropped. */
  attempt(): Subscription {
    return this.janus$.connection$.subscribe({
      next: (connection) => (this.#last = connection),
      error: () => undefined,
    });
  }

  /** What a session that is sought holds. */
  lease(): { unsubscribe(): void } {
    if (this.#last === undefined) throw new Error('no line was open yet');
    return this.#last.lease();
  }

  drop(): void {
    this.#drop();
  }

  #dial$(url: string): Observable<Wire> {
    this.dialled.push(url);
    if (!this.up.has(url)) return throwError(() => new Error(`nobody at ${url}`));
    return new Observable((subscriber) => {
      const wire = { kind: 'stream' as const, send: () => undefined, missed: false };
      this.wires.push(wire);
      this.#drop = () => subscriber.error(lost);
      subscriber.next(wire);
    });
  }
}

/** Longer than the lingering. */
const inTurns = (turns: readonly (() => void)[], then: () => void): void =>
  virtually(({ at }) => {
    turns.forEach((one, index) => at(10 * (index + 1), one));
    at(10 * (turns.length + 1), then);
  });

describe('of several addresses', () => {
  it('the first is dialled, and again after a line to it that stood', () => {
    const servers = new Servers('a:');
    inTurns(
      [() => servers.attempt(), () => servers.drop(), () => servers.attempt(), () => servers.drop()],
      () => expect(servers.dialled).toEqual(['a:', 'a:']),
    );
  });

  it('the next one is dialled after an attempt that opened no line, round and round', () => {
    const servers = new Servers();
    inTurns(
      Array.from({ length: 5 }, () => () => void servers.attempt()),
      () => expect(servers.dialled).toEqual(['a:', 'b:', 'c:', 'a:', 'b:']),
    );
  });

  it('the one that stood stays for who comes later', () => {
    const servers = new Servers('b:');
    inTurns(
      [
        () => servers.attempt(),
        () => servers.attempt(),
        () => servers.drop(),
        () => servers.attempt().unsubscribe(),
        () => servers.attempt().unsubscribe(),
      ],
      () => expect(servers.dialled).toEqual(['a:', 'b:', 'b:', 'b:']),
    );
  });

  it('the same is dialled while a session on the lost line is sought, however often it fails', () => {
    const servers = new Servers('a:', 'b:');
    let lease: { unsubscribe(): void } | undefined;
    inTurns(
      [
        () => servers.attempt(),
        () => (lease = servers.lease()),
        () => (servers.up.delete('a:'), servers.drop()),
        () => servers.attempt(),
        () => servers.attempt(),
        () => lease?.unsubscribe(),
        () => servers.attempt(),
        () => servers.drop(),
      ],
      // Given up: what comes now is a new session, and the server is known to be away.
      () => expect(servers.dialled).toEqual(['a:', 'a:', 'a:', 'b:']),
    );
  });

  it('the same is dialled in the very turn in which the line is lost', () => {
    const servers = new Servers('a:');
    inTurns(
      [
        () => servers.attempt(),
        () => servers.lease(),
        () => (servers.up.delete('a:'), servers.attempt().unsubscribe()),
        () => servers.janus$.connection$.subscribe({ error: () => void servers.attempt() }),
        () => servers.drop(),
        () => servers.attempt(),
      ],
      () => expect(servers.dialled).toEqual(['a:', 'a:', 'a:']),
    );
  });

  it('one is not given up by whoever left before it could answer', () => {
    const dialled: string[] = [];
    const janus$ = transportOver((_, url) => (dialled.push(url), NEVER), { url: ['a:', 'b:'] });
    inTurns([() => janus$.subscribe().unsubscribe(), () => janus$.subscribe().unsubscribe()], () =>
      expect(dialled).toEqual(['a:', 'a:']),
    );
  });

  it('the one that is dialled is told', () => {
    const servers = new Servers('b:');
    inTurns([() => servers.attempt(), () => servers.attempt(), () => servers.drop()], () =>
      expect(servers.states).toEqual(['idle', 'connecting a:', 'lost', 'connecting b:', 'open b:', 'lost']),
    );
  });

  it('a wire that opens without asking tells whether anybody was there', () => {
    const servers = new Servers('a:', 'b:', 'c:');
    let held: Subscription | undefined;
    const attempt = (missed: boolean) => [
      () => (held = servers.attempt()),
      () => Object.assign(servers.wires.at(-1) ?? {}, { missed }),
      () => held?.unsubscribe(),
    ];
    inTurns([...attempt(false), ...attempt(true), ...attempt(false), ...attempt(false)], () =>
      expect(servers.dialled).toEqual(['a:', 'a:', 'b:', 'b:']),
    );
  });

  it.each([[[]], [['a:', 5]], [[undefined]]])('there must be some, and not %p', (url) => {
    virtually(({ expectObservable }) => {
      const wrong = anError('invalid-argument', { argument: 'url' });
      const urls = url as unknown as string[];
      expectObservable(transportOver(() => of(), { url: urls })).toBe('#', undefined, wrong);
      expectObservable(webSocketTransport({ url: urls })).toBe('#', undefined, wrong);
      expectObservable(restTransport({ url: urls })).toBe('#', undefined, wrong);
    });
  });

  it.each([[['', 'b:']]])('none may be empty, as in %p', (url) => {
    virtually(({ expectObservable }) => {
      const wrong = anError('invalid-argument', { argument: 'url' });
      expectObservable(webSocketTransport({ url })).toBe('#', undefined, wrong);
    });
  });
});

describe('over WebSocket', () => {
  it('each address has a socket of its own, and errors and state tell it without its secrets', () => {
    virtually(({ at, expectObservable }) => {
      const { sockets, makeWebSocket } = fakeWebSockets();
      const url = ['ws://one.example/?key=s3cret', 'ws://two.example/'];
      const janus$ = webSocketTransport({ url, makeWebSocket });
      const failed = anError('connection-failed', { url: 'ws://one.example/' });
      at(2, () => sockets[0]?.fails());
      at(6, () => sockets[1]?.opens());
      at(7, () => expect(sockets.map((socket) => socket.url)).toEqual(url));
      expectObservable(janus$.connection$).toBe('--#', undefined, failed);
      expectObservable(janus$.connection$.pipe(map(() => 'o')), '----^---!').toBe('------o');
      expectObservable(janus$.state$).toBe('c-l-d-o-i', {
        c: { kind: 'connecting', url: 'ws://one.example/' },
        l: { kind: 'lost', cause: failed },
        d: { kind: 'connecting', url: 'ws://two.example/' },
        o: { kind: 'open', url: 'ws://two.example/' },
        i: { kind: 'idle' },
      });
    });
  });

  it('a source is not asked while a session is sought, and told as soon as it has answered', () => {
    virtually(({ at, expectObservable }) => {
      const { sockets, makeWebSocket } = fakeWebSockets();
      let count = 0;
      const janus$ = webSocketTransport({
        url: () => of(`ws://janus-${String(++count)}.example/`),
        makeWebSocket,
      });
      let lease: { unsubscribe(): void } | undefined;
      const held$ = janus$.connection$.pipe(map((connection) => ((lease = connection.lease()), 'o')));
      at(1, () => sockets[0]?.opens());
      at(2, () => sockets[0]?.closesWith(1006));
      at(4, () => sockets[1]?.fails());
      at(5, () => lease?.unsubscribe());
      at(7, () => sockets[2]?.opens());
      at(8, () =>
        expect(sockets.map(({ url }) => url)).toEqual(
          [1, 1, 2].map((n) => `ws://janus-${String(n)}.example/`),
        ),
      );
      expectObservable(held$).toBe('-o#', undefined, anError('connection-lost'));
      const failed = anError('connection-failed', { url: 'ws://janus-1.example/' });
      expectObservable(janus$, '---^').toBe('----#', undefined, failed);
      expectObservable(janus$.connection$.pipe(map(() => 'o')), '------^--!').toBe('-------o');
    });
  });

  it('what does not open in time tells the address that the source gave', () => {
    virtually(({ expectObservable }) => {
      const { makeWebSocket } = fakeWebSockets();
      const janus$ = webSocketTransport({
        url: () => ['ws://slow.example/'],
        makeWebSocket,
        connectTimeoutMs: 20,
      });
      const failed = anError('connection-failed', { url: 'ws://slow.example/' });
      expectObservable(janus$).toBe('20ms #', undefined, failed);
    });
  });

  it('text that a source gives is an address, and not a list of its letters', () => {
    virtually(({ at, expectObservable }) => {
      const { sockets, makeWebSocket } = fakeWebSockets();
      at(1, () => expect(sockets[0]?.url).toBe('ws://plain.example/'));
      expectObservable(webSocketTransport({ url: () => 'ws://plain.example/', makeWebSocket }), '^-!').toBe(
        '',
      );
    });
  });
});

describe('over REST', () => {
  it('a server that was never there, or is gone, is passed over by the next line', async () => {
    const net = new FakeFetch();
    const janus$ = restTransport({
      url: ['http://one.example/janus', 'http://two.example/janus'],
      fetch: net.fetch,
    });
    const ask = async (answer: 'refused' | 'answered'): Promise<void> => {
      const line = janus$.connection$.subscribe((connection) =>
        connection.send({ janus: 'ping', transaction: 't' }),
      );
      await turn();
      if (answer === 'refused')
        net.newest('ping').break(Object.assign(new Error('no'), { code: 'ECONNREFUSED' }));
      else net.newest('ping').answer({ janus: 'pong', transaction: 't' });
      await turn();
      line.unsubscribe();
      await turn();
    };
    for (const answer of ['refused', 'answered', 'refused', 'answered'] as const) await ask(answer);
    expect(net.posts.map(({ url }) => url.hostname.split('.')[0])).toEqual(['one', 'two', 'two', 'one']);
  });

  it('a line over which nothing was sent tells nothing of its server', async () => {
    const net = new FakeFetch();
    const url = ['http://one.example/janus', 'http://two.example/janus'];
    const janus$ = restTransport({ url, fetch: net.fetch });
    janus$.subscribe().unsubscribe();
    await turn();
    const line = janus$.connection$.subscribe((connection) =>
      connection.send({ janus: 'ping', transaction: 't' }),
    );
    await turn();
    expect(net.newest('ping').url.hostname).toBe('one.example');
    line.unsubscribe();
  });

  it('a source of the address that stays silent is a failure to connect, in time', async () => {
    const janus$ = restTransport({ url: () => NEVER, connectTimeoutMs: 5 });
    const errors: unknown[] = [];
    janus$.subscribe({ error: (error: unknown) => errors.push(error) });
    await turn();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(errors).toEqual([anError('connection-failed')]);
  });
});
