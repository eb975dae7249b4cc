// What no Janus says, or says seldom: nothing of it ends a session.
import {
  create$,
  type Diagnostic,
  type HandleEvent,
  type JanusSession,
  type JanusTransport,
  PluginError,
  ProtocolError,
  RequestTimeoutError,
  restTransport,
  ServerError,
  webSocketTransport,
} from 'rxjs-janus';
import { echoTest, type EchoTestHandle } from 'rxjs-janus/echotest';
import { type Observable } from 'rxjs';
import { sleep, until } from '../support/until.js';
import { type Watched, watch } from '../support/watch.js';
import {
  ack,
  event,
  HANDLE,
  type Message,
  type Puppet,
  SESSION,
  startPuppet,
  urlOver,
} from './support/puppet.js';

const error = (request: Message, code: number): Message => ({
  janus: 'error',
  session_id: SESSION,
  transaction: request['transaction'],
  error: { code, reason: 'a reason' },
});

describe.each(['websocket', 'rest'] as const)('over %s', (over) => {
  let puppet: Puppet;
  let janus$: JanusTransport;
  let diagnostics: Watched<Diagnostic>;
  const watched: Watched<unknown>[] = [];
  const see = <T>(source$: Observable<T>): Watched<T> => {
    const one = watch(source$);
    watched.unshift(one);
    return one;
  };

  beforeEach(async () => {
    puppet = await startPuppet();
    const options = { url: urlOver(puppet, over), maxFrameLength: 5_000 };
    janus$ = over === 'rest' ? restTransport(options) : webSocketTransport(options);
    diagnostics = see(janus$.diagnostics$);
  });

  afterEach(async () => {
    for (const one of watched.splice(0)) one.unsubscribe();
    await sleep(20);
    await puppet.stop();
  });

  const opened = async (): Promise<{
    lease: Watched<JanusSession>;
    session: JanusSession;
    echo: EchoTestHandle;
    events: Watched<HandleEvent>;
  }> => {
    const lease = see(create$(janus$));
    const session = await lease.value();
    const echo = await see(session.attach$(echoTest)).value();
    return { lease, session, echo, events: see(echo.event$) };
  };

  const answered = async (echo: EchoTestHandle): Promise<void> => {
    const { values } = await see(echo.configure$({ audio: true })).end();
    expect(values).toMatchObject([{ data: { result: 'ok' } }]);
  };

  const secret = 'what-the-frame-holds';
  const malformed: Readonly<Record<string, string | Buffer>> = {
    'no JSON': `{"janus":"event","secret":"${secret}`,
    'nothing at all': '',
    'a JSON text': `"${secret}"`,
    'a number': '17',
    null: 'null',
    'an object without a verb': `{"secret":"${secret}"}`,
    'a verb that is no text': '{"janus":7}',
    'a transaction that is no text': '{"janus":"success","transaction":7}',
    'an event without data': `{"janus":"event","session_id":${SESSION},"sender":${HANDLE}}`,
    'plugin data that is none': `{"janus":"event","session_id":${SESSION},"sender":${HANDLE},"plugindata":"${secret}"}`,
    'an error without a code': `{"janus":"error","session_id":${SESSION},"error":{"reason":"${secret}"}}`,
    'a session id that JavaScript cannot hold': '{"janus":"timeout","session_id":9007199254740993}',
    'a sender that JavaScript cannot hold': `{"janus":"detached","session_id":${SESSION},"sender":9007199254740993}`,
    'a session id in text': `{"janus":"timeout","session_id":"${SESSION}"}`,
    'too much of it': JSON.stringify(event('x'.repeat(5_000))),
    ...(over === 'websocket'
      ? { 'an array': '[1,2]', bytes: Buffer.from([1, 2, 3]) }
      : { 'an array of none': '[1,null]' }),
  };

  it.each(Object.entries(malformed))('drops a frame that is %s, and tells', async (_, frame) => {
    const { lease, echo, events } = await opened();
    puppet.say(frame);
    const diagnostic = await diagnostics.find('it', ({ kind }) => kind === 'malformed-frame');
    if (diagnostic.kind !== 'malformed-frame') return;
    expect(diagnostic.error).toBeInstanceOf(ProtocolError);
    expect(JSON.stringify([diagnostic.error.message, diagnostic.error])).not.toContain(secret);
    await answered(echo);
    expect([lease.ended, events.values]).toEqual([false, []]);
  });

  it('reads the other messages of a poll beside one that is none', async () => {
    const { events } = await opened();
    puppet.say(
      over === 'rest'
        ? `[7,${JSON.stringify(event('one'))},{"janus":true},${JSON.stringify(event('two'))}]`
        : event('one'),
    );
    if (over === 'websocket') puppet.say(event('two'));
    await events.value(1);
    expect(events.values).toMatchObject([{ data: { result: 'one' } }, { data: { result: 'two' } }]);
    expect(diagnostics.values).toHaveLength(over === 'rest' ? 2 : 0);
  });

  it('lets through what it does not know', async () => {
    const { lease, echo, events } = await opened();
    puppet.say({ janus: 'new-thing', session_id: SESSION, sender: HANDLE, more: { of: 'it' } });
    const unknown = await events.value();
    expect(unknown).toMatchObject({ kind: 'unknown', verb: 'new-thing', raw: { more: { of: 'it' } } });
    puppet.say({ janus: 'new-thing', session_id: SESSION });
    puppet.say({ janus: 'new-thing' });
    puppet.say({ janus: 'constructor', session_id: SESSION, sender: HANDLE });
    expect(await events.value(1)).toMatchObject({ kind: 'unknown', verb: 'constructor' });
    await answered(echo);
    expect([lease.ended, diagnostics.values]).toEqual([false, []]);
  });

  it('ignores what belongs to no session, handle or request of ours', async () => {
    const { lease, echo, events } = await opened();
    const strangers: Message[] = [
      { janus: 'success', session_id: SESSION, transaction: 'not-ours', data: { id: 5 } },
      { janus: 'success', transaction: 'not-ours' },
      { janus: 'ack', session_id: SESSION, transaction: 'not-ours' },
      { janus: 'hangup', session_id: SESSION, sender: 77 },
      { janus: 'detached', session_id: SESSION, sender: 77 },
      { janus: 'timeout', session_id: 77 },
      { ...event('ok'), session_id: 77 },
    ];
    for (const stranger of strangers) puppet.say(stranger);
    puppet.say(event('marker'));
    await events.value();
    await answered(echo);
    expect(lease.ended).toBe(false);
    expect(events.values).toMatchObject([{ kind: 'plugin', data: { result: 'marker' } }]);
  });

  it('takes an event before its ack for the answer', async () => {
    const { echo, events } = await opened();
    puppet.answer('message', (request) => {
      puppet.say(event('early', request['transaction']));
      return undefined;
    });
    const request = see(echo.configure$({ audio: true }));
    await request.end();
    expect(request.values).toMatchObject([{ data: { result: 'early' } }]);
    const [asked] = puppet.asked.filter(({ janus }) => janus === 'message');
    puppet.say(ack(asked ?? {}));
    puppet.say(event('marker'));
    await events.value();
    expect(events.values).toMatchObject([{ data: { result: 'marker' } }]);
  });

  it('gives up on an event that never follows its ack', async () => {
    const { session, echo } = await opened();
    puppet.answer('message', ack);
    const request = await see(echo.message$({ audio: true }, { timeoutMs: 300 })).end();
    expect(request.error).toBeInstanceOf(RequestTimeoutError);
    expect(request.error).toMatchObject({
      acked: true,
      timeoutMs: 300,
      verb: 'message',
      sessionId: session.id,
      handleId: echo.id,
    });
  });

  it('gives up on an answer that never comes', async () => {
    const { echo, lease } = await opened();
    puppet.answer('message', () => undefined);
    const { error: late } = await see(echo.message$({}, { timeoutMs: 300 })).end();
    expect(late).toMatchObject({ kind: 'request-timeout', acked: false });
    expect(lease.ended).toBe(false);
  });

  it('gives a late answer to nobody, and a late event to the listeners', async () => {
    const { echo, events } = await opened();
    puppet.answer('message', ack);
    await see(echo.message$({ audio: true }, { timeoutMs: 100 })).end();
    const [asked] = puppet.asked.filter(({ janus }) => janus === 'message');
    puppet.say(event('late', asked?.['transaction']));
    expect(await events.value()).toMatchObject({ kind: 'plugin', data: { result: 'late' } });
  });

  it('takes the first of two events for the answer, and tells the second as an event', async () => {
    const { echo, events } = await opened();
    puppet.answer('message', (request) => {
      puppet.say(event('first', request['transaction']));
      puppet.say(event('second', request['transaction']));
      return ack(request);
    });
    const request = await see(echo.message$({ audio: true })).end();
    expect(request.values).toMatchObject([{ data: { result: 'first' } }]);
    const second = await events.value();
    expect(second).toMatchObject({
      kind: 'plugin',
      data: { result: 'second' },
      transaction: request.values[0]?.transaction,
    });
  });

  it('answers one request with one of two answers', async () => {
    const { echo, events, lease } = await opened();
    puppet.answer('hangup', (request) => {
      const answer = { janus: 'success', session_id: SESSION, transaction: request['transaction'] };
      puppet.say(answer);
      return answer;
    });
    const request = await see(echo.hangup$()).end();
    expect([request.values.length, request.completed]).toEqual([1, true]);
    puppet.say(event('marker'));
    await events.value();
    expect([events.values.length, lease.ended, diagnostics.values]).toEqual([1, false, []]);
  });

  it('tells an error that belongs to no request, and goes on', async () => {
    const { lease, echo } = await opened();
    puppet.say({ janus: 'error', error: { code: 454, reason: 'Invalid Janus API request' } });
    expect(await diagnostics.value()).toEqual({
      kind: 'unmatched-error',
      code: 454,
      reason: 'Invalid Janus API request',
      sessionId: undefined,
    });
    puppet.say({ janus: 'error', session_id: SESSION, error: { code: 458, reason: 'No such session' } });
    expect(await diagnostics.value(1)).toMatchObject({
      kind: 'unmatched-error',
      code: 458,
      sessionId: SESSION,
    });
    await answered(echo);
    expect(lease.ended).toBe(false);
  });

  it('goes on when a keep-alive is refused for another reason than a lost session', async () => {
    puppet.answer('keepalive', (request) => error(request, 490));
    const lease = see(create$(janus$, { keepAliveMs: 600 }));
    const session = await lease.value();
    const diagnostic = await diagnostics.find('it', ({ kind }) => kind === 'keep-alive-refused');
    expect(diagnostic).toMatchObject({ sessionId: session.id, error: { kind: 'server', code: 490 } });
    await until('three beats', () => puppet.asked.filter(({ janus }) => janus === 'keepalive').length >= 3);
    expect(lease.ended).toBe(false);
  });

  it('tells a code that has no name as such', async () => {
    const { echo } = await opened();
    puppet.answer('hangup', (request) => error(request, 999));
    const request = await see(echo.hangup$()).end();
    expect(request.error).toBeInstanceOf(ServerError);
    expect(request.error).toMatchObject({
      code: 999,
      codeName: 'UNKNOWN',
      reason: 'a reason',
      verb: 'hangup',
    });
  });

  it("takes a plugin's refusal in a synchronous answer for that", async () => {
    const { echo } = await opened();
    puppet.answer('message', ({ transaction }) => ({
      ...event('none', transaction),
      janus: 'success',
      plugindata: { plugin: 'janus.plugin.echotest', data: { error_code: 411, error: 'No message??' } },
    }));
    const request = await see(echo.message$({})).end();
    expect(request.error).toBeInstanceOf(PluginError);
    expect(request.error).toMatchObject({ code: 411, codeName: 'NO_MESSAGE', reason: 'No message??' });
  });

  const wrongIds = {
    'that JavaScript cannot hold': '9007199254740993',
    'in text': '"12"',
    'that is negative': '-4',
    'that is zero': '0',
    'that is a fraction': '1.5',
  };

  it.each(Object.entries(wrongIds))('refuses a new session with an id %s', async (_, id) => {
    puppet.answer(
      'create',
      ({ transaction }) => `{"janus":"success","transaction":"${String(transaction)}","data":{"id":${id}}}`,
    );
    const lease = await see(create$(janus$)).end();
    expect(lease.error).toBeInstanceOf(ProtocolError);
  });

  it('refuses a new session without an id', async () => {
    puppet.answer('create', ({ transaction }) => ({ janus: 'success', transaction }));
    expect((await see(create$(janus$)).end()).error).toBeInstanceOf(ProtocolError);
  });

  it.each(Object.entries(wrongIds))('refuses a new handle with an id %s', async (_, id) => {
    const { session, lease } = await opened();
    puppet.answer(
      'attach',
      ({ transaction }) =>
        `{"janus":"success","session_id":${SESSION},"transaction":"${String(transaction)}","data":{"id":${id}}}`,
    );
    const handle = await see(session.attach$('janus.plugin.echotest')).end();
    expect(handle.error).toBeInstanceOf(ProtocolError);
    expect(lease.ended).toBe(false);
  });

  it("refuses an answer to a message that is none of a plugin's", async () => {
    const { echo } = await opened();
    puppet.answer('message', ({ transaction }) => ({ janus: 'success', session_id: SESSION, transaction }));
    expect((await see(echo.message$({})).end()).error).toBeInstanceOf(ProtocolError);
  });

  it('holds what a burst brings, in order', async () => {
    const { events } = await opened();
    for (let i = 0; i < 500; i += 1) puppet.say(event(`burst ${i}`));
    await events.value(499, { timeoutMs: 10_000 });
    const results = events.values.map((one) => (one.kind === 'plugin' ? one.data['result'] : one.kind));
    expect(results).toEqual(Array.from({ length: 500 }, (_, i) => `burst ${i}`));
  });
});
