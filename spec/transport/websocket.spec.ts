import { EMPTY, NEVER, type ObservableInput, config, map, of, tap, throwError, timer } from 'rxjs';
import {
  type Connection,
  type Diagnostic,
  type JanusTransport,
  type TokenContext,
  type WebSocketTransportOptions,
  webSocketTransport,
} from 'rxjs-janus';
import { anError, virtually } from '../support/marbles.js';
import { type FakeWebSocket, fakeWebSockets } from './support/fake-web-socket.js';

const url = 'ws://janus.example/ws';

interface Rig {
  readonly janus$: JanusTransport;
  readonly sockets: FakeWebSocket[];
  /** The newest socket. */
  readonly socket: () => FakeWebSocket;
  readonly connections: Connection[];
}

const rig = (options: Partial<WebSocketTransportOptions> = {}): Rig => {
  const { sockets, makeWebSocket } = fakeWebSockets();
  const socket = (): FakeWebSocket => {
    const newest = sockets.at(-1);
    if (newest === undefined) throw new Error('no socket was made');
    return newest;
  };
  return { janus$: webSocketTransport({ url, makeWebSocket, ...options }), sockets, socket, connections: [] };
};

/** The connection as a letter, kept for what a spec sends over it. */
const open$ = ({ janus$, connections }: Rig) =>
  janus$.connection$.pipe(
    tap((connection) => connections.push(connection)),
    map(() => 'o'),
  );

describe('webSocketTransport', () => {
  it('makes one socket at the first subscription, with the subprotocol of Janus, and closes it after the last', () => {
    virtually(({ at, expectObservable }) => {
      const it = rig();
      expect(it.sockets).toEqual([]);
      at(2, () => it.socket().opens());
      at(3, () => expect([it.socket().url, it.socket().protocols]).toEqual([url, 'janus-protocol']));
      at(4, () => expect(it.socket().closes).toBe(0));
      at(6, () => expect([it.sockets.length, it.socket().closes]).toEqual([1, 1]));
      expectObservable(open$(it), '^----!').toBe('--o');
      expectObservable(it.janus$, '^--!').toBe('');
    });
  });

  it('asks for the subprotocols that it is told to', () => {
    virtually(({ at, expectObservable }) => {
      const it = rig({ protocols: ['janus-protocol', 'mine'] });
      at(1, () => expect(it.socket().protocols).toEqual(['janus-protocol', 'mine']));
      expectObservable(it.janus$, '^-!').toBe('');
    });
  });

  it('reads messages, and drops what is none with a diagnostic', () => {
    virtually(({ at, expectObservable }) => {
      const it = rig({ maxFrameLength: 40 });
      const frames = [
        'oops',
        new Uint8Array(2),
        '[1]',
        '{"janus":"ack","session_id":"1"}',
        `{"janus":"${'x'.repeat(40)}"}`,
      ];
      at(0, () => it.socket().opens());
      frames.forEach((frame, index) => at(1 + index, () => it.socket().says(frame)));
      at(7, () => it.socket().says('{"janus":"pong","transaction":"a"}'));
      at(8, () => it.socket().says('{"janus":"ringing","sender":5}'));
      const problem$ = it.janus$.diagnostics$.pipe(map((diagnostic: Diagnostic) => diagnostic.kind));
      expectObservable(problem$, '  ^---------!').toBe('-mmmmm', { m: 'malformed-frame' });
      expectObservable(it.janus$, ' ^---------!').toBe('-------pr', {
        p: { janus: 'pong', transaction: 'a' },
        r: expect.objectContaining({ janus: 'unknown', verb: 'ringing', sender: 5 }) as unknown,
      });
    });
  });

  it('writes requests as text', () => {
    virtually(({ at, expectObservable }) => {
      const it = rig();
      at(0, () => it.socket().opens());
      at(1, () => it.connections[0]?.send({ janus: 'claim', transaction: 't', session_id: 5 }));
      at(2, () => expect(it.socket().sent).toEqual(['{"janus":"claim","transaction":"t","session_id":5}']));
      expectObservable(open$(it), '^--!').toBe('o');
    });
  });

  it('sends nothing over a closed line, and tells who wanted it', () => {
    virtually(({ at, expectObservable }) => {
      const it = rig();
      const failures: unknown[] = [];
      at(0, () => it.socket().opens());
      at(1, () => it.connections[0]?.sendFailure$.subscribe((failure) => failures.push(failure)));
      at(2, () => it.socket().closesWith(1001, 'bye'));
      at(3, () => it.connections[0]?.send({ janus: 'ping', transaction: 't' }));
      at(4, () => expect(failures).toEqual([{ transaction: 't', error: anError('connection-failed') }]));
      at(4, () => expect(it.socket().sent).toEqual([]));
      expectObservable(open$(it)).toBe('o-#', undefined, anError('connection-lost', { code: 1001 }));
    });
  });

  it('tells who wanted it when a request cannot be written as JSON', () => {
    virtually(({ at, expectObservable }) => {
      const it = rig();
      const failures: unknown[] = [];
      at(0, () => it.socket().opens());
      at(1, () => it.connections[0]?.sendFailure$.subscribe((failure) => failures.push(failure)));
      at(2, () => it.connections[0]?.send({ janus: 'message', transaction: 't', body: { big: 1n } }));
      at(3, () => expect(failures).toEqual([{ transaction: 't', error: anError('invalid-argument') }]));
      expectObservable(open$(it), '^---!').toBe('o');
    });
  });

  it('tells who wanted it when the socket throws, instead of throwing it at nobody', () => {
    const unhandled: unknown[] = [];
    config.onUnhandledError = (error) => unhandled.push(error);
    try {
      virtually(({ at, expectObservable }) => {
        const it = rig();
        const failures: unknown[] = [];
        at(0, () => it.socket().opens());
        at(1, () => it.connections[0]?.sendFailure$.subscribe((failure) => failures.push(failure)));
        at(
          2,
          () =>
            (it.socket().send = () => {
              throw new Error('still connecting');
            }),
        );
        at(3, () => it.connections[0]?.send({ janus: 'ping', transaction: 't' }));
        at(5, () => expect(failures).toEqual([{ transaction: 't', error: anError('connection-lost') }]));
        expectObservable(open$(it), '^-----!').toBe('o');
      });
    } finally {
      config.onUnhandledError = null;
    }
    expect(unhandled).toEqual([]);
  });
});

describe('the end of a WebSocket', () => {
  it.each([
    [1001, 'going away', { code: 1001, reason: 'going away' }],
    [1000, '', { code: 1000 }],
    [1011, 'unexpected condition', { code: 1011, reason: 'unexpected condition' }],
    [undefined, undefined, { code: 1006 }],
  ])('with code %p and reason %p is told with both', (code, reason, fields) => {
    virtually(({ at, expectObservable }) => {
      const it = rig();
      at(1, () => it.socket().opens());
      at(4, () => it.socket().closesWith(code, reason));
      expectObservable(open$(it)).toBe('-o--#', undefined, anError('connection-lost', fields));
    });
  });

  it('after an error keeps the error as the cause, and the close code that came after it', () => {
    virtually(({ at, expectObservable }) => {
      const it = rig();
      const cause = new Error('read ECONNRESET');
      at(1, () => it.socket().opens());
      at(3, () => it.socket().fails(cause));
      expectObservable(open$(it)).toBe('-o-#', undefined, anError('connection-lost', { code: 1006, cause }));
    });
  });

  it('before it was open is a failure to connect, with the cause', () => {
    virtually(({ at, expectObservable }) => {
      const it = rig();
      const cause = new Error('connect ECONNREFUSED 127.0.0.1:8188');
      at(2, () => it.socket().fails(cause));
      const failed = anError('connection-failed', {
        url,
        cause,
        message: expect.stringContaining('ECONNREFUSED') as unknown,
      });
      expectObservable(it.janus$).toBe('--#', undefined, failed);
      expectObservable(open$(it)).toBe('--#', undefined, failed);
    });
  });

  it('before it was open, in a browser, which tells nothing, is a failure to connect too', () => {
    virtually(({ at, expectObservable }) => {
      const it = rig();
      at(2, () => it.socket().fails());
      expectObservable(it.janus$).toBe('--#', undefined, anError('connection-failed', { url }));
    });
  });

  it('comes to a socket that does not open in time, which is then closed', () => {
    virtually(({ at, expectObservable }) => {
      const it = rig({ connectTimeoutMs: 50 });
      at(51, () => expect(it.socket().closes).toBe(1));
      expectObservable(it.janus$).toBe(
        '50ms #',
        undefined,
        anError('connection-failed', {
          url,
          message: expect.stringContaining('50 ms (connectTimeoutMs)') as unknown,
        }),
      );
    });
  });

  it('comes after 10 s by default, and not to one that opened in time', () => {
    virtually(({ at, expectObservable }) => {
      const [slow, quick] = [rig(), rig()];
      at(9_999, () => quick.socket().opens());
      expectObservable(slow.janus$).toBe('10s #', undefined, anError('connection-failed'));
      expectObservable(open$(quick), '^ 30s !').toBe('9999ms o');
    });
  });

  it('is followed by a new socket for the next subscriber', () => {
    virtually(({ at, expectObservable }) => {
      const it = rig();
      at(1, () => it.socket().opens());
      at(2, () => it.socket().closesWith(1006));
      at(6, () => it.socket().opens());
      at(7, () => expect(it.sockets.length).toBe(2));
      expectObservable(open$(it)).toBe('           -o#', undefined, anError('connection-lost'));
      expectObservable(open$(it), '----^---!').toBe('------o');
    });
  });

  it('is nothing to whoever closed it', () => {
    virtually(({ at, expectObservable }) => {
      const it = rig();
      at(1, () => it.socket().opens());
      at(5, () => it.socket().closesWith(1005));
      expectObservable(open$(it), '^--!').toBe('-o');
      expectObservable(it.janus$.state$.pipe(map(({ kind }) => kind[0]))).toBe('co-i', undefined);
    });
  });

  it('comes to a factory that throws, as a failure to connect', () => {
    virtually(({ expectObservable }) => {
      const cause = new SyntaxError('invalid subprotocol');
      const janus$ = webSocketTransport({
        url,
        makeWebSocket: () => {
          throw cause;
        },
      });
      expectObservable(janus$).toBe('#', undefined, anError('connection-failed', { cause }));
    });
  });

  it('does not tell the secrets of an address that is none', () => {
    const address = 'wss//janus.example/ws?token=s3cret';
    virtually(({ expectObservable }) => {
      const janus$ = webSocketTransport({
        url: address,
        makeWebSocket: (at) => {
          throw new SyntaxError(`Invalid URL: ${at}`);
        },
      });
      const message = expect.not.stringContaining('s3cret') as unknown;
      expectObservable(janus$).toBe('#', undefined, anError('connection-failed', { message }));
    });
  });
});

describe('address and credentials', () => {
  const firstFrame = (options: Partial<WebSocketTransportOptions>): unknown => {
    let frame: unknown;
    virtually(({ at, expectObservable }) => {
      const it = rig(options);
      at(0, () => it.socket().opens());
      at(1, () => it.connections[0]?.send({ janus: 'create', transaction: 't' }));
      at(2, () => (frame = JSON.parse(it.socket().sent[0] ?? 'null')));
      expectObservable(open$(it), '^--!').toBe('o');
    });
    return frame;
  };

  it('are added to each frame at the edge', () => {
    const bare = { janus: 'create', transaction: 't' };
    expect(firstFrame({})).toEqual(bare);
    expect(firstFrame({ token: 'to"ken' })).toEqual({ ...bare, token: 'to"ken' });
    expect(firstFrame({ apiSecret: 's3cret' })).toEqual({ ...bare, apisecret: 's3cret' });
    expect(firstFrame({ token: () => ['a', 'b'], apiSecret: 's' })).toEqual({
      ...bare,
      token: 'a',
      apisecret: 's',
    });
  });

  it('are asked for each connection, and only when there is one', () => {
    virtually(({ at, expectObservable }) => {
      const asked: TokenContext[] = [];
      let count = 0;
      const it = rig({
        url: () => of(`ws://janus-${String(++count)}.example/`),
        token: (context) => (asked.push(context), of(`token-${String(asked.length)}`)),
      });
      expect([asked.length, count]).toEqual([0, 0]);
      at(1, () => it.socket().opens());
      at(2, () => it.connections[0]?.send({ janus: 'ping', transaction: 'a' }));
      at(2, () => it.connections[0]?.send({ janus: 'ping', transaction: 'b' }));
      at(3, () => it.socket().closesWith(1006));
      at(6, () => it.socket().opens());
      at(7, () => it.connections[1]?.send({ janus: 'ping', transaction: 'c' }));
      at(8, () => expect(asked).toEqual([{}, {}]));
      at(8, () =>
        expect(it.sockets.map((socket) => socket.url)).toEqual([
          'ws://janus-1.example/',
          'ws://janus-2.example/',
        ]),
      );
      at(8, () =>
        expect(
          it.sockets.map(({ sent }) => sent.map((frame) => (JSON.parse(frame) as { token: string }).token)),
        ).toEqual([['token-1', 'token-1'], ['token-2']]),
      );
      expectObservable(open$(it)).toBe('            -o-#', undefined, anError('connection-lost'));
      expectObservable(open$(it), '-----^---!').toBe('------o');
    });
  });

  it('are waited for, the time to connect included', () => {
    virtually(({ at, expectObservable }) => {
      const it = rig({ token: () => timer(20).pipe(map(() => 'late')), connectTimeoutMs: 50 });
      at(19, () => expect(it.sockets.length).toBe(0));
      at(21, () => it.socket().opens());
      expectObservable(open$(it), '^ 99ms !').toBe('21ms o');
      expectObservable(rig({ token: () => NEVER, connectTimeoutMs: 50 }).janus$).toBe(
        '50ms #',
        undefined,
        anError('connection-failed'),
      );
    });
  });

  it.each([0, -1, NaN, Infinity, 2 ** 31, '5'])('are not waited for %p milliseconds', (connectTimeoutMs) => {
    virtually(({ expectObservable }) => {
      const janus$ = webSocketTransport({ url, connectTimeoutMs: connectTimeoutMs as number });
      expectObservable(janus$).toBe(
        '#',
        undefined,
        anError('invalid-argument', { argument: 'connectTimeoutMs' }),
      );
    });
  });

  it.each([undefined, null, '', 5, {}])('are none when the address is %p', (address) => {
    virtually(({ expectObservable }) => {
      const wrong = anError('invalid-argument', { argument: 'url' });
      expectObservable(rig({ url: address as string }).janus$).toBe('#', undefined, wrong);
      expectObservable(rig({ url: () => of(address as string) }).janus$).toBe('#', undefined, wrong);
    });
  });

  const cause = new Error('signed out');
  const fail = (): never => {
    throw cause;
  };
  it.each<[string, () => ObservableInput<string>]>([
    ['errors', () => throwError(() => cause)],
    ['throws', fail],
  ])('are a failure to connect when their source %s', (_, source) => {
    virtually(({ expectObservable }) => {
      const failed = anError('connection-failed', { cause });
      for (const options of [{ token: source }, { url: source }])
        expectObservable(rig(options).janus$).toBe('#', undefined, failed);
    });
  });

  it('are a failure to connect when their source has nothing to give', () => {
    virtually(({ expectObservable }) => {
      for (const options of [{ token: () => EMPTY }, { url: () => EMPTY }])
        expectObservable(rig(options).janus$).toBe('#', undefined, anError('connection-failed'));
    });
  });
});
