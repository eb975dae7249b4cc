import { isJanusError } from 'rxjs-janus';
import { networkFailure } from '../../src/transport/network-failure.js';

const url = 'https://ada:s3cret@janus.example/janus?token=s3cret';

const coded = (code: string, message = code): Error => Object.assign(new Error(message), { code });

/** As `fetch` tells it: a TypeError, the reason one or two causes below. */
const fetched = (cause: unknown): Error => new TypeError('fetch failed', { cause });

describe('a network failure', () => {
  it.each([
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'UND_ERR_CONNECT_TIMEOUT',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'ERR_SSL_WRONG_VERSION_NUMBER',
    'CERT_HAS_EXPIRED',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  ])('%s is a failure to connect, whether the server was there before or not', (code) => {
    for (const cause of [coded(code), fetched(coded(code)), fetched(fetched(coded(code)))])
      for (const reachable of [true, false]) {
        const error = networkFailure(cause, url, reachable);
        expect([error.kind, error.cause]).toEqual(['connection-failed', cause]);
      }
  });

  it.each([
    'ECONNRESET',
    'EPIPE',
    'ETIMEDOUT',
    'UND_ERR_SOCKET',
    'UND_ERR_HEADERS_TIMEOUT',
    'UND_ERR_BODY_TIMEOUT',
  ])('%s is a loss where the server has answered before', (code) => {
    for (const cause of [coded(code), fetched(coded(code))]) {
      const error = networkFailure(cause, url, true);
      expect([error.kind, error.cause]).toEqual(['connection-lost', cause]);
    }
  });

  it('counts as a failure to connect where the server has never answered, as browsers do not tell', () => {
    expect(networkFailure(new TypeError('Failed to fetch'), url, false).kind).toBe('connection-failed');
    expect(networkFailure(new TypeError('Failed to fetch'), url, true).kind).toBe('connection-lost');
  });

  it.each([undefined, null, 'text', 0, {}, { code: 5 }])('can be thrown as %p', (thrown) => {
    for (const reachable of [true, false])
      expect(
        isJanusError(networkFailure(thrown, url, reachable), 'connection-failed', 'connection-lost'),
      ).toBe(true);
  });

  it('says the reason and no secret', () => {
    expect(networkFailure(coded('ECONNREFUSED', 'connect ECONNREFUSED'), url, true).message).toContain(
      'ECONNREFUSED',
    );
    expect(networkFailure(coded('ECONNREFUSED'), url, true).message).not.toContain('s3cret');
    expect(networkFailure(coded('ECONNRESET', 'read ECONNRESET'), url, true).message).toContain('ECONNRESET');
  });
});
