import { RawRest } from './support/raw-rest.js';
import { RawSocket } from './support/raw-socket.js';
import { simulate, stopAfterEach } from './support/simulate.js';

stopAfterEach();

/** What a Janus 1.1.2 says to each, place and words. */
const REFUSED: readonly (readonly [sent: string | Buffer, said: string])[] = [
  ['{bad', "(1,4): string or '}' expected near 'bad'"],
  ['', "(1,0): '[' or '{' expected near end of file"],
  ['null', "(1,4): '[' or '{' expected near 'null'"],
  ['"x"', `(1,3): '[' or '{' expected near '"x"'`],
  ['{"janus":"ping","transaction":"1"} ', "(1,1): '[' or '{' expected near end of file"],
  ['{"janus":"ping","transaction":"1"}\n', "(2,0): '[' or '{' expected near end of file"],
  ['{"janus":"ping","transaction":"1"} x', "(1,2): '[' or '{' expected near 'x'"],
  ['{"a":}', "(1,6): unexpected token near '}'"],
  ['{"a":1,}', "(1,8): string or '}' expected near '}'"],
  ['{"a" 1}', "(1,6): ':' expected near '1'"],
  ['{"a":tru}', "(1,8): invalid token near 'tru'"],
  ['{"a":01}', "(1,6): invalid token near '0'"],
  ['{"a":1.}', "(1,7): invalid token near '1.'"],
  ['{"a":-}', "(1,6): invalid token near '-'"],
  ['{"a":"\n"}', `(1,6): unexpected newline near '"'`],
  ['{"a":"\u0001"}', `(1,6): control character 0x1 near '"'`],
  ['{"a":"\\x"}', `(1,8): invalid escape near '"\\x'`],
  ['{"a":"\\u0000"}', `(1,13): \\u0000 is not allowed without JSON_ALLOW_NUL near '"\\u0000"'`],
  ['{"a":"\\ud800"}', `(1,13): invalid Unicode '\\uD800' near '"\\ud800"'`],
  ['{"a":"abcabcabcabcabcabcabc', '(1,27): premature end of input'],
  ['{"a":123456789012345678901234}', '(1,29): too big integer'],
  ['{"session_id":9223372036854775808}', "(1,33): too big integer near '9223372036854775808'"],
  ['\n\n {"a":é}', "(3,7): invalid token near 'é'"],
  ['{"a":[1,2}', "(1,10): ']' expected near '}'"],
  ['{"a":{"b":1]}', "(1,12): '}' expected near ']'"],
  ['{"janus":"info"', "(1,15): '}' expected near end of file"],
  [Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), `(1,2): unable to decode byte 0xff near '"'`],
  [Buffer.from([0xff]), '(1,0): unable to decode byte 0xff'],
];

describe('malformed requests', () => {
  it('are refused over WebSocket with place and words, without ids, and the socket lives on', async () => {
    const socket = await RawSocket.open((await simulate()).webSocketUrl);
    for (const [sent, said] of REFUSED) {
      socket.fresh();
      socket.say(sent);
      await socket.settle();
      const reason = `Invalid Janus API request - <string>${said}`;
      expect(socket.fresh()[0]).toEqual({ janus: 'error', error: { code: 454, reason } });
    }
  });

  it('are refused over REST by line', async () => {
    const rest = new RawRest((await simulate()).restUrl);
    const said = async (body: string) =>
      (JSON.parse((await rest.send('POST', '/janus', body).response).text) as { error: unknown }).error;
    const near = `string or '}' expected near 'bad'`;
    expect(await said('{bad')).toEqual({ code: 454, reason: `JSON error: on line 1: ${near}` });
    expect(await said('{\n\n"a":b}')).toEqual({
      code: 454,
      reason: "JSON error: on line 3: invalid token near 'b'",
    });
    expect(await said('{} x')).toEqual({
      code: 454,
      reason: "JSON error: on line 1: end of file expected near 'x'",
    });
    expect(await said('[1]')).toEqual({ code: 455, reason: 'JSON error: not an object' });
    expect(await said('{} \n')).toEqual({ code: 456, reason: 'Missing mandatory element (transaction)' });
  });

  it('may be two objects in one message, binary frames, or an array, which has no fields', async () => {
    const socket = await RawSocket.open((await simulate()).webSocketUrl);
    socket.say('{"janus":"ping","transaction":"1"} {"janus":"ping","transaction":"2"}');
    socket.say(Buffer.from('{"janus":"ping","transaction":"3"}'));
    socket.say('{"janus":"ping","transaction":"4","transaction":"5"}');
    socket.say('[1,2]');
    await socket.settle();
    const transactions = socket.fresh().map(({ transaction, error }) => transaction ?? error);
    expect(transactions.slice(0, 5)).toEqual([
      '1',
      '2',
      '3',
      '5',
      { code: 456, reason: 'Missing mandatory element (transaction)' },
    ]);
  });
});
