import {
  ConnectionFailedError,
  ConnectionLostError,
  HandleDetachedError,
  HandleEndedError,
  HttpStatusError,
  InvalidArgumentError,
  type JanusClientError,
  JanusError,
  type JanusErrorKind,
  PluginError,
  ProtocolError,
  RequestInDoubtError,
  RequestTimeoutError,
  ServerError,
  SessionEndedError,
  SessionLostError,
  SessionReclaimError,
  SessionSupersededError,
  SessionTimeoutError,
  TooManyWaitingError,
  isJanusError,
} from 'rxjs-janus';
import { assertNever } from '../support/assert-never.js';

const ids = { sessionId: 11, handleId: 22 };
const below = new Error('ECONNREFUSED');

interface Row {
  readonly error: JanusClientError;
  readonly type: abstract new (...args: never[]) => JanusError;
  readonly name: string;
  readonly fields: object;
  /** What the message must tell: verb, ids, code, unit, next step. */
  readonly tells: readonly string[];
}

const rows: Readonly<Record<JanusErrorKind, Row>> = {
  'connection-failed': {
    error: new ConnectionFailedError('wss://janus.example/ws', { cause: below }),
    type: ConnectionFailedError,
    name: 'ConnectionFailedError',
    fields: { url: 'wss://janus.example/ws', cause: below },
    tells: ['wss://janus.example/ws', 'ECONNREFUSED', 'check'],
  },
  'connection-lost': {
    error: new ConnectionLostError({ code: 1011, reason: 'going down', cause: below }),
    type: ConnectionLostError,
    name: 'ConnectionLostError',
    fields: { code: 1011, reason: 'going down', cause: below },
    tells: ['1011', 'going down'],
  },
  'http-status': {
    error: new HttpStatusError(404, 'poll', 11),
    type: HttpStatusError,
    name: 'HttpStatusError',
    fields: { status: 404, verb: 'poll', sessionId: 11 },
    tells: ['404', 'poll', '11', 'base path'],
  },
  server: {
    error: new ServerError({ code: 460, reason: "No such plugin 'x'", verb: 'attach', ...ids }),
    type: ServerError,
    name: 'ServerError',
    fields: { code: 460, codeName: 'PLUGIN_NOT_FOUND', reason: "No such plugin 'x'", verb: 'attach', ...ids },
    tells: ['attach', '460', 'PLUGIN_NOT_FOUND', '11', '22', "No such plugin 'x'"],
  },
  'session-reclaim': {
    error: new SessionReclaimError(11, 458, 'No such session 11', 'not-found'),
    type: SessionReclaimError,
    name: 'SessionReclaimError',
    fields: { sessionId: 11, code: 458, reason: 'No such session 11', why: 'not-found' },
    tells: ['claim', '11', '458', 'No such session 11', 'reclaim_session_timeout', 'create a new'],
  },
  'session-lost': {
    error: new SessionLostError(11, 'not-found', { cause: below }),
    type: SessionLostError,
    name: 'SessionLostError',
    fields: { sessionId: 11, why: 'not-found', cause: below },
    tells: ['11', '458', 'create a new'],
  },
  'session-timeout': {
    error: new SessionTimeoutError(11),
    type: SessionTimeoutError,
    name: 'SessionTimeoutError',
    fields: { sessionId: 11 },
    tells: ['11', 'keepAliveMs', 'session_timeout'],
  },
  'session-superseded': {
    error: new SessionSupersededError(11),
    type: SessionSupersededError,
    name: 'SessionSupersededError',
    fields: { sessionId: 11 },
    tells: ['11', 'another client', 'claim$'],
  },
  'session-ended': {
    error: new SessionEndedError(11),
    type: SessionEndedError,
    name: 'SessionEndedError',
    fields: { sessionId: 11 },
    tells: ['11', 'ended', 'session$.subscribe()'],
  },
  'handle-detached': {
    error: new HandleDetachedError(11, 22, 'janus.plugin.echotest'),
    type: HandleDetachedError,
    name: 'HandleDetachedError',
    fields: { ...ids, plugin: 'janus.plugin.echotest' },
    tells: ['janus.plugin.echotest', '11', '22', 'attach again'],
  },
  'handle-ended': {
    error: new HandleEndedError(11, 22),
    type: HandleEndedError,
    name: 'HandleEndedError',
    fields: ids,
    tells: ['11', '22', 'attach$'],
  },
  plugin: {
    error: new PluginError({
      ...ids,
      code: 413,
      codeName: 'INVALID_ELEMENT',
      reason: 'Invalid value (audio should be a boolean)',
      verb: 'message',
      plugin: 'janus.plugin.echotest',
    }),
    type: PluginError,
    name: 'PluginError',
    fields: {
      ...ids,
      code: 413,
      codeName: 'INVALID_ELEMENT',
      verb: 'message',
      plugin: 'janus.plugin.echotest',
    },
    tells: [
      'janus.plugin.echotest',
      'message',
      '413',
      'INVALID_ELEMENT',
      '11',
      '22',
      'audio should be a boolean',
    ],
  },
  'request-timeout': {
    error: new RequestTimeoutError({ ...ids, verb: 'join', acked: true, timeoutMs: 2_500 }),
    type: RequestTimeoutError,
    name: 'RequestTimeoutError',
    fields: { ...ids, verb: 'join', acked: true, timeoutMs: 2_500 },
    tells: ['join', '2500 ms', 'acknowledged', '11', '22', 'timeoutMs'],
  },
  'request-in-doubt': {
    error: new RequestInDoubtError({ ...ids, verb: 'join', acked: false }, { cause: below }),
    type: RequestInDoubtError,
    name: 'RequestInDoubtError',
    fields: { ...ids, verb: 'join', acked: false, cause: below },
    tells: ['join', '11', '22', 'ask'],
  },
  'too-many-waiting': {
    error: new TooManyWaitingError('join', 1_000),
    type: TooManyWaitingError,
    name: 'TooManyWaitingError',
    fields: { verb: 'join', limit: 1_000 },
    tells: ['join', '1000', 'maxWaiting'],
  },
  'invalid-argument': {
    error: new InvalidArgumentError('handleId', 'a positive integer below 2^53', -1),
    type: InvalidArgumentError,
    name: 'InvalidArgumentError',
    fields: { argument: 'handleId', expected: 'a positive integer below 2^53' },
    tells: ['handleId', 'a positive integer below 2^53', '-1'],
  },
  protocol: {
    error: new ProtocolError('sender must be an integer'),
    type: ProtocolError,
    name: 'ProtocolError',
    fields: { problem: 'sender must be an integer' },
    tells: ['sender must be an integer'],
  },
};

const table = Object.entries(rows).map(([kind, row]) => ({ kind: kind as JanusErrorKind, ...row }));

/** Compiles only as long as it names every kind. */
const nextStep = (
  error: JanusClientError,
): 'retry' | 'tell the user' | 'ask for the state' | 'make a new one' => {
  switch (error.kind) {
    case 'connection-failed':
    case 'connection-lost':
    case 'http-status':
    case 'too-many-waiting':
    case 'request-timeout':
      return 'retry';
    case 'request-in-doubt':
      return 'ask for the state';
    case 'session-reclaim':
    case 'session-lost':
    case 'session-timeout':
    case 'session-superseded':
    case 'session-ended':
    case 'handle-detached':
    case 'handle-ended':
      return 'make a new one';
    case 'server':
    case 'plugin':
    case 'invalid-argument':
    case 'protocol':
      return 'tell the user';
    default:
      return assertNever(error);
  }
};

describe.each(table)('$name', ({ kind, error, type, name, fields, tells }) => {
  it('is an Error and a JanusError with its literal kind and its name', () => {
    expect(error).toBeInstanceOf(Error);
    expect(error).toBeInstanceOf(JanusError);
    expect(error).toBeInstanceOf(type);
    expect(error.kind).toBe(kind);
    expect(error.name).toBe(name);
    expect(String(error)).toBe(`${name}: ${error.message}`);
    expect(error.stack).toContain(name);
  });

  it('carries what it knows as fields', () => {
    expect(error).toMatchObject(fields);
  });

  it(`says ${tells.join(', ')}`, () => {
    for (const part of tells) expect(error.message).toContain(part);
  });

  it('says nothing that is undefined', () => {
    expect(error.message).not.toMatch(/undefined|\[object|NaN/);
  });

  it('is an instance of no other class', () => {
    for (const other of table)
      expect([other.name, error instanceof other.type]).toEqual([other.name, other.kind === kind]);
  });

  it('is told by its kind', () => {
    expect(isJanusError(error)).toBe(true);
    expect(isJanusError(error, kind)).toBe(true);
    expect(isJanusError(error, 'protocol', kind)).toBe(true);
    for (const other of table) expect(isJanusError(error, other.kind)).toBe(other.kind === kind);
  });

  it('has an arm in a switch over its kind', () => {
    expect(nextStep(error)).toEqual(expect.any(String));
  });
});

describe('the messages', () => {
  it.each([
    ['user and password', 'wss://ada:s3cret@janus.example/ws'],
    ['a password with an @', 'wss://ada:s3@cret@janus.example/ws'],
    ['a token in the query', 'wss://janus.example/ws?token=s3cret&apisecret=s3cret'],
    ['a token in the fragment', 'https://janus.example/janus#s3cret'],
  ])('do not tell %s of an address', (_, url) => {
    const error = new ConnectionFailedError(url);
    expect(JSON.stringify([error.message, error.url])).not.toMatch(/s3|cret@|=s3cret/);
    expect(error.message).toContain('janus.example');
  });

  it('do not tell an argument that is no number, as it may be a secret', () => {
    for (const value of ['s3cret', ['s3cret'], { token: 's3cret' }])
      expect(new InvalidArgumentError('token', 'a word', value).message).not.toContain('s3cret');
  });

  it.each(['not-found', 'unauthorized', 'refused'] as const)('of a refused claim advise on %s', (why) => {
    const error = new SessionReclaimError(11, 403, 'Unauthorized request', why);
    expect(error.message).toMatch(
      { 'not-found': /reclaim_session_timeout/, unauthorized: /token/, refused: /new session/ }[why],
    );
  });

  it('of a lost session advise on a withdrawn token', () => {
    expect(new SessionLostError(11, 'unauthorized').message).toMatch(/403.*token|token.*403/);
  });

  it('of a session that never came to be name no id', () => {
    expect(new SessionEndedError().message).not.toMatch(/undefined|\d/);
  });

  it('of an unacknowledged time-out say nothing of an acknowledgement', () => {
    expect(new RequestTimeoutError({ verb: 'create', acked: false, timeoutMs: 1 }).message).not.toMatch(
      /ack/,
    );
  });
});

describe('isJanusError', () => {
  it.each([undefined, null, 1, 'text', {}, { kind: 'server' }, new Error('x'), new TypeError('x')])(
    'is false for %p',
    (value) => {
      expect(isJanusError(value)).toBe(false);
      expect(value instanceof JanusError).toBe(false);
      expect(value instanceof ServerError).toBe(false);
    },
  );

  it('narrows to the class of the kind', () => {
    const thrown: unknown = rows.server.error;
    const code: number = isJanusError(thrown, 'server') ? thrown.code : 0;
    expect(code).toBe(460);
  });
});

describe('a subclass of one’s own', () => {
  class QuotaError extends PluginError {}

  it('is an instance of what it extends', () => {
    const facts = { code: 1, codeName: 'X', reason: 'full', verb: 'add', plugin: 'p' };
    const error = new QuotaError(facts);
    expect(error).toBeInstanceOf(QuotaError);
    expect(error).toBeInstanceOf(PluginError);
    expect(error).toBeInstanceOf(JanusError);
    expect(error.kind).toBe('plugin');
  });

  it('does not claim what its parent made', () => {
    expect(rows.plugin.error instanceof QuotaError).toBe(false);
  });
});
