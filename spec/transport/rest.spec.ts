import { EMPTY, type Subscription, VirtualTimeScheduler, of, throwError } from 'rxjs';
import {
  type Connection,
  ConnectionLostError,
  type Diagnostic,
  type JanusMessage,
  type OutgoingRequest,
  type RestTransportOptions,
  type SendFailure,
  type TokenContext,
  restTransport,
} from 'rxjs-janus';
import { anError } from '../support/marbles.js';
import { FakeFetch, type Fetched, turn } from './support/fake-fetch.js';

const url = 'http://janus.example:8088/janus';

interface Rig {
  readonly net: FakeFetch;
  readonly connection: Connection;
  readonly messages: JanusMessage[];
  readonly failures: SendFailure[];
  readonly diagnostics: Diagnostic[];
  /** Follows the long poll of a session; what it ends with. */
  hold(sessionId: number): { readonly ended: unknown[]; readonly subscription: Subscription };
}

describe('restTransport', () => {
  let open: Subscription | undefined;

  const rig = async (options: Partial<RestTransportOptions> = {}): Promise<Rig> => {
    const net = new FakeFetch();
    const janus$ = restTransport({ url, fetch: net.fetch, ...options });
    const [messages, failures, diagnostics]: [JanusMessage[], SendFailure[], Diagnostic[]] = [[], [], []];
    let connection: Connection | undefined;
    janus$.diagnostics$.subscribe((diagnostic) => diagnostics.push(diagnostic));
    const next = (opened: Connection): void => {
      connection = opened;
      opened.message$.subscribe((message) => messages.push(message));
      opened.sendFailure$.subscribe((failure) => failures.push(failure));
    };
    open = janus$.connection$.subscribe({ next, error: () => undefined });
    await turn();
    if (connection === undefined) throw new Error('no connection');
    const line = connection;
    const hold: Rig['hold'] = (sessionId) => {
      const ended: unknown[] = [];
      const subscription = line.hold$(sessionId).subscribe({ error: (error: unknown) => ended.push(error) });
      open?.add(subscription);
      return { ended, subscription };
    };
    return { net, connection: line, messages, failures, diagnostics, hold };
  };

  afterEach(() => open?.unsubscribe());

  const ping: OutgoingRequest = { janus: 'ping', transaction: 't' };

  it('opens its connection without asking the server', async () => {
    const { net, connection } = await rig();
    expect(net.all).toEqual([]);
    expect([connection.kind, connection.open]).toEqual(['poll', true]);
  });

  it.each<[OutgoingRequest, string]>([
    [{ janus: 'create', transaction: 't' }, '/janus'],
    [{ janus: 'attach', transaction: 't', session_id: 5, plugin: 'p' }, '/janus/5'],
    [{ janus: 'message', transaction: 't', session_id: 5, handle_id: 6, body: {} }, '/janus/5/6'],
  ])('posts %j to %s', async (request, path) => {
    const { net, connection } = await rig();
    connection.send(request);
    expect(net.posts.map((post) => [post.path, post.url.search, post.body])).toEqual([[path, '', request]]);
  });

  it('bears slashes at the end of its address', async () => {
    const { net, connection } = await rig({ url: `${url}//` });
    connection.send({ ...ping, janus: 'claim', session_id: 5 });
    expect(net.newest('claim').path).toBe('/janus/5');
  });

  it('sends the headers that it is given with each request', async () => {
    const { net, connection, hold } = await rig({ headers: { 'x-tenant': 'a' } });
    connection.send(ping);
    hold(5);
    expect(net.all.map(({ headers }) => headers['x-tenant'])).toEqual(['a', 'a']);
  });

  it('hears the answer', async () => {
    const { net, connection, messages } = await rig();
    connection.send(ping);
    net.newest('ping').answer({ janus: 'pong', transaction: 't' });
    await turn();
    expect(messages).toEqual([{ janus: 'pong', transaction: 't' }]);
  });

  it('takes an answer without a transaction for that of its post', async () => {
    const { net, connection, messages } = await rig();
    connection.send(ping);
    net.newest('ping').answer({ janus: 'error', error: { code: 457, reason: 'Conflicting session ID' } });
    await turn();
    expect(messages).toEqual([expect.objectContaining({ janus: 'error', transaction: 't' })]);
  });

  it('tells who asked that the answer is none of a Janus', async () => {
    const { net, connection, failures, diagnostics } = await rig();
    connection.send(ping);
    net.newest('ping').answerText('<html>sign in</html>');
    await turn();
    expect(failures).toEqual([{ transaction: 't', error: anError('protocol') }]);
    expect(diagnostics.map(({ kind }) => kind)).toEqual(['malformed-frame']);
  });

  it('posts without waiting for the answer to the post before', async () => {
    const { net, connection } = await rig();
    connection.send(ping);
    connection.send(ping);
    expect(net.posts.length).toBe(2);
  });

  it.each([404, 403, 500, 503, 302])('tells who asked of an HTTP status %d', async (status) => {
    const { net, connection, failures } = await rig();
    connection.send({ janus: 'claim', transaction: 't', session_id: 5 });
    net.newest('claim').answerText('<html>', status);
    await turn();
    expect(failures).toEqual([
      { transaction: 't', error: anError('http-status', { status, verb: 'claim', sessionId: 5 }) },
    ]);
  });

  it.each([
    ['that is no JSON', '<html>ok</html>'],
    ['that is empty', ''],
    ['that is an array', '[{"janus":"pong"}]'],
    ['that is too long', `{"janus":"pong","transaction":"${'x'.repeat(100)}"}`],
  ])('makes a diagnostic of an answer %s', async (_, text) => {
    const { net, connection, messages, diagnostics } = await rig({ maxFrameLength: 100 });
    connection.send(ping);
    net.newest('ping').answerText(text);
    await turn();
    expect(messages).toEqual([]);
    expect(diagnostics).toEqual([{ kind: 'malformed-frame', error: anError('protocol') }]);
  });

  describe('farewells', () => {
    const farewell = (janus: 'detach' | 'destroy', session_id: number): OutgoingRequest => ({
      ...{ janus, session_id, transaction: `${janus} ${String(session_id)}` },
      ...(janus === 'detach' && { handle_id: 6 }),
    });
    const sent = (net: FakeFetch): unknown[] => net.posts.map(({ body }) => body['transaction']);

    it.each<[string, (detach: Fetched) => void]>([
      ['answered', (detach) => detach.answer({ janus: 'success' })],
      ['broken', (detach) => detach.break(new Error('read ECONNRESET'))],
    ])('of one session wait for the one before to be %s, as posts may overtake', async (_, end) => {
      const { net, connection } = await rig();
      connection.send(farewell('detach', 5));
      connection.send(farewell('destroy', 5));
      connection.send(farewell('destroy', 7));
      expect(sent(net)).toEqual(['detach 5', 'destroy 7']);
      end(net.newest('detach'));
      await turn();
      expect(sent(net)).toEqual(['detach 5', 'destroy 7', 'destroy 5']);
    });

    it('do not wait for ever', async () => {
      const scheduler = new VirtualTimeScheduler();
      const { net, connection } = await rig({ scheduler });
      connection.send(farewell('detach', 5));
      connection.send(farewell('destroy', 5));
      scheduler.maxFrames = 4_999;
      scheduler.flush();
      expect(sent(net)).toEqual(['detach 5']);
      scheduler.maxFrames = 5_000;
      scheduler.flush();
      expect(sent(net)).toEqual(['detach 5', 'destroy 5']);
    });
  });

  it('tells who asked that the server is not there, and that it went away', async () => {
    const { net, connection, failures } = await rig();
    connection.send({ ...ping, transaction: 'a' });
    net.newest('ping').break(new TypeError('Failed to fetch'));
    await turn();
    connection.send({ ...ping, transaction: 'b' });
    net.newest('ping').answer({ janus: 'pong', transaction: 'b' });
    await turn();
    connection.send({ ...ping, transaction: 'c' });
    net.newest('ping').break(new TypeError('Failed to fetch'));
    await turn();
    expect(failures).toEqual([
      { transaction: 'a', error: anError('connection-failed', { url }) },
      { transaction: 'c', error: anError('connection-lost') },
    ]);
    expect(connection.open).toBe(true);
  });

  it('aborts what is under way when the last subscriber leaves', async () => {
    const { net, connection, hold } = await rig();
    connection.send(ping);
    hold(5);
    open?.unsubscribe();
    await turn();
    expect(net.all.map(({ aborted }) => aborted)).toEqual([true, true]);
    expect(connection.open).toBe(false);
  });

  it('does not send after that, and tells who asked', async () => {
    const { net, connection, failures } = await rig();
    open?.unsubscribe();
    await turn();
    connection.send(ping);
    expect(net.all).toEqual([]);
    expect(failures).toEqual([{ transaction: 't', error: anError('connection-failed') }]);
  });

  describe('credentials', () => {
    it('go into the body of a post and into the query of a poll', async () => {
      const { net, connection, hold } = await rig({ token: 'a&b', apiSecret: 's3' });
      connection.send(ping);
      hold(5);
      expect(net.newest('ping').body).toEqual({ ...ping, token: 'a&b', apisecret: 's3' });
      const { searchParams } = net.newest('poll').url;
      expect([searchParams.get('token'), searchParams.get('apisecret')]).toEqual(['a&b', 's3']);
      expect(net.newest('ping').url.search).toBe('');
    });

    it('are asked for each connection', async () => {
      const asked: TokenContext[] = [];
      const net = new FakeFetch();
      const token = (context: TokenContext) => (
        asked.push(context),
        Promise.resolve(`token-${String(asked.length)}`)
      );
      const janus$ = restTransport({ url: () => of(url), token, fetch: net.fetch });
      for (const count of [1, 2]) {
        const line = janus$.connection$.subscribe((connection) => connection.send(ping));
        await turn();
        expect(net.posts.map(({ body }) => body['token'])[count - 1]).toBe(`token-${String(count)}`);
        line.unsubscribe();
        await turn();
      }
      expect(asked).toEqual([{}, {}]);
    });

    /** `a` for the connection, `b` after its refusal. */
    const renewed = ({ refused }: TokenContext) => [refused === undefined ? 'a' : 'b'];
    const tokensOf = (net: FakeFetch) => net.polls.map((poll) => poll.url.searchParams.get('token'));

    it('are renewed when a poll is refused, which is then sent again', async () => {
      const { net, hold, messages } = await rig({ token: renewed });
      const { ended } = hold(5);
      net.newest('poll').answerText('', 403);
      await turn();
      net.newest('poll').answer([{ janus: 'webrtcup', session_id: 5, sender: 6 }]);
      await turn();
      expect([tokensOf(net), messages.length, ended]).toEqual([['a', 'b', 'b'], 1, []]);
    });

    it.each<[string, RestTransportOptions['token'], string[]]>([
      ['is refused with another token, too', renewed, ['a', 'b']],
      ['is refused with a fixed token', 'a', ['a']],
      ['is refused without a token', undefined, [null as never]],
    ])('do not help a poll that %s: it ends for its session', async (_, token, sent) => {
      const { net, hold } = await rig(token === undefined ? {} : { token });
      const { ended } = hold(5);
      for (const refused of sent) {
        expect(net.newest('poll').url.searchParams.get('token')).toBe(refused);
        net.newest('poll').answerText('', 403);
        await turn();
      }
      expect(tokensOf(net)).toEqual(sent);
      expect(ended).toEqual([anError('http-status', { status: 403, verb: 'poll', sessionId: 5 })]);
    });

    it('are asked for once by all polls and requests that are refused together', async () => {
      const asked: TokenContext[] = [];
      const token = (context: TokenContext) => Promise.resolve(`token-${String(asked.push(context))}`);
      const { net, hold, connection } = await rig({ token });
      const told: string[] = [];
      for (const name of ['one', 'two'])
        connection.renewToken$(connection.grant).subscribe(() => told.push(name));
      [hold(5), hold(6)].forEach(() => undefined);
      for (const poll of net.polls) poll.answerText('', 403);
      await turn();
      expect(asked).toEqual([{}, { refused: 'token-1' }]);
      expect(told).toEqual(['one', 'two']);
      expect(tokensOf(net)).toEqual(['token-1', 'token-1', 'token-2', 'token-2']);
      // Whoever was refused under the old one hears of the new one without asking.
      connection.renewToken$(0).subscribe(() => told.push('three'));
      expect([told.at(-1), asked.length, connection.grant]).toEqual(['three', 2, 1]);
    });
  });

  const cause = new Error('signed out');
  it.each<[string, Partial<RestTransportOptions>]>([
    ['the token’s source errors', { token: () => throwError(() => cause) }],
    ['the address’s source errors', { url: () => throwError(() => cause) }],
    [
      'the token’s source throws',
      {
        token: () => {
          throw cause;
        },
      },
    ],
    ['the token’s source is empty', { token: () => EMPTY }],
  ])('fails to connect when %s', async (_, options) => {
    const errors: unknown[] = [];
    restTransport({ url, fetch: new FakeFetch().fetch, ...options }).connection$.subscribe({
      error: (error: unknown) => errors.push(error),
    });
    await turn();
    expect(errors).toEqual([anError('connection-failed')]);
  });

  it.each<[string, Partial<RestTransportOptions>]>([
    ['url', { url: '' }],
    ['url', { url: () => of(5 as unknown as string) }],
    ['connectTimeoutMs', { connectTimeoutMs: Infinity }],
  ])('errors with what cannot be right: %s in %p', (argument, options) => {
    const errors: unknown[] = [];
    restTransport({ url, fetch: new FakeFetch().fetch, ...options }).subscribe({
      error: (error: unknown) => errors.push(error),
    });
    expect(errors).toEqual([anError('invalid-argument', { argument })]);
  });

  it('fails to connect where the address is none, and tells no secret', async () => {
    const errors: unknown[] = [];
    restTransport({ url: 'http//janus.example/janus?token=s3cret' }).connection$.subscribe({
      error: (error: unknown) => errors.push(error),
    });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(errors).toEqual([anError('connection-failed')]);
    expect(String(errors[0])).not.toContain('s3cret');
  });

  describe('the long poll', () => {
    it('is one GET per session, with maxev, opened again when it is answered', async () => {
      const { net, hold, messages } = await rig();
      hold(5);
      hold(6);
      expect(net.polls.map(({ path, url: { search } }) => path + search)).toEqual([
        '/janus/5?maxev=100',
        '/janus/6?maxev=100',
      ]);
      const events = [
        { janus: 'webrtcup', session_id: 6, sender: 7 },
        { janus: 'hangup', session_id: 6, sender: 7 },
      ];
      net.newest('poll').answer(events);
      await turn();
      expect(messages).toEqual(events);
      expect(net.polls.map(({ path }) => path)).toEqual(['/janus/5', '/janus/6', '/janus/6']);
    });

    it('asks for as many events as it is told to, and takes one that is no array', async () => {
      const { net, hold, messages } = await rig({ maxEvents: 1 });
      hold(5);
      expect(net.newest('poll').url.search).toBe('?maxev=1');
      net.newest('poll').answer({ janus: 'webrtcup', session_id: 5, sender: 7 });
      await turn();
      expect(messages).toEqual([{ janus: 'webrtcup', session_id: 5, sender: 7 }]);
    });

    it('is aborted when nobody holds the session any more', async () => {
      const { net, hold } = await rig();
      const { subscription } = hold(5);
      const other = hold(6);
      subscription.unsubscribe();
      await turn();
      expect(net.polls.map(({ path, aborted }) => [path, aborted])).toEqual([
        ['/janus/5', true],
        ['/janus/6', false],
      ]);
      expect(other.ended).toEqual([]);
    });

    it.each([404, 403, 502])('ends for that session alone with an HTTP status %d', async (status) => {
      const { net, hold } = await rig();
      const other = hold(6);
      const { ended } = hold(5);
      net.newest('poll').answerText('', status);
      await turn();
      expect(ended).toEqual([anError('http-status', { status, verb: 'poll', sessionId: 5 })]);
      expect(other.ended).toEqual([]);
    });

    it('ends at an empty answer that came early, and does not poll again', async () => {
      const { net, hold } = await rig();
      const { ended } = hold(5);
      net.newest('poll').answer([{ janus: 'keepalive' }]);
      await turn();
      expect(ended).toEqual([anError('session-superseded', { sessionId: 5 })]);
      expect(net.polls.length).toBe(1);
    });

    it('ends when it breaks', async () => {
      const { net, hold } = await rig();
      const { ended } = hold(5);
      net.newest('poll').answer([{ janus: 'webrtcup', session_id: 5, sender: 7 }]);
      await turn();
      const broken = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
      net.newest('poll').break(broken);
      await turn();
      expect(ended).toEqual([anError('connection-lost', { cause: broken })]);
    });

    it('ends, and is aborted, when it is not answered a sixth later than the server gives up', async () => {
      const { net, hold } = await rig({ longPollMs: 20 });
      const { ended } = hold(5);
      await new Promise((resolve) => setTimeout(resolve, 60));
      expect(ended).toEqual([anError('connection-lost')]);
      expect(net.newest('poll').aborted).toBe(true);
    });

    it('outlives a suspicion, as over REST a silence tells of one session alone', async () => {
      const { net, connection, hold, messages } = await rig();
      const { ended } = hold(5);
      connection.suspect(new ConnectionLostError({ reason: 'a missed beat' }));
      net.newest('poll').answer([{ janus: 'webrtcup', session_id: 5, sender: 7 }]);
      await turn();
      expect([messages.length, ended, connection.open, open?.closed]).toEqual([1, [], true, false]);
      connection.send(ping);
      expect(net.posts.length).toBe(1);
    });
  });
});
