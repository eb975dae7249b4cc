import { redact } from '../../src/protocol/redact.js';

const HIDDEN = '***';

describe('redact', () => {
  it.each([
    ['token', 'apisecret', 'admin_secret', 'secret', 'new_secret', 'pin', 'new_pin', 'admin_key'],
    ['rtsp_pwd', 'ha1_secret', 'authuser', 'srtp_crypto', 'srtpcrypto', 'crypto', 'Proxy-Authorization'],
  ])('hides the value of %s and of the others', (...keys) => {
    for (const key of keys) expect(redact({ [key]: 'hush', room: 1 })).toEqual({ [key]: HIDDEN, room: 1 });
  });

  it('hides them at any depth, and keeps the shape and what is no secret', () => {
    const frame = {
      janus: 'message',
      token: 't0ken',
      body: {
        request: 'create',
        room: 1,
        pin: 4711,
        streams: [{ mid: '0', srtp_crypto: 'key' }],
        secret: null,
      },
      jsep: { type: 'offer', sdp: 'v=0' },
    };
    const before = JSON.stringify(frame);

    expect(redact(frame)).toEqual({
      janus: 'message',
      token: HIDDEN,
      body: {
        request: 'create',
        room: 1,
        pin: HIDDEN,
        streams: [{ mid: '0', srtp_crypto: HIDDEN }],
        secret: null,
      },
      jsep: { type: 'offer', sdp: 'v=0' },
    });
    expect(JSON.stringify(frame)).toBe(before);
  });

  it('hides each invitation of a list, and says how many there are', () => {
    expect(redact({ allowed: ['one', 'two'] })).toEqual({ allowed: [HIDDEN, HIDDEN] });
  });

  it('leaves it told whether there is a secret', () => {
    const facts = { pin_required: true, secret: false, api_secret: true, auth_token: false };

    expect(redact(facts)).toEqual(facts);
  });

  it.each([
    ['an address with a password', 'rtsp://ada:hush@10.0.0.1/cam', 'rtsp://ada:***@10.0.0.1/cam'],
    [
      'one whose password holds the sign behind it',
      'rtsp://ada:hu@sh@10.0.0.1/cam',
      'rtsp://ada:***@10.0.0.1/cam',
    ],
    ['a SIP address with one', 'sip:ada:hush@10.0.0.1:5060', 'sip:ada:***@10.0.0.1:5060'],
    [
      'a query with a token',
      'wss://janus.example/ws?a=1&token=hush&b=2',
      'wss://janus.example/ws?a=1&token=***&b=2',
    ],
    [
      'the key of an SDES line',
      'a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:aHVzaA==|2^20',
      'a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:***|2^20',
    ],
  ])('hides the secret in %s', (_, text, hidden) => {
    expect(redact({ any: text })).toEqual({ any: hidden });
  });

  it.each([
    'sip:ada@10.0.0.1:5060',
    'https://janus.example:8088/janus',
    'no secret: a@b',
    1,
    true,
    null,
    undefined,
  ])('leaves %p as it is', (value) => {
    expect(redact(value)).toBe(value);
  });
});
