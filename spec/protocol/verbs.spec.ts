import { type RequestVerb } from 'rxjs-janus';
import { ANSWERS, REQUEST, type VerbRule } from '../../src/protocol/verbs.js';

const verbsWhere = (holds: (rule: VerbRule) => boolean): string[] =>
  Object.entries(REQUEST)
    .filter(([, rule]) => holds(rule))
    .map(([verb]) => verb)
    .sort();

describe('the table of request verbs', () => {
  it('lets all be sent again but those that would run twice: create and message', () => {
    expect(verbsWhere(({ repeatable }) => !repeatable)).toEqual(['create', 'message']);
  });

  it('takes the ack for the answer to keepalive and trickle alone', () => {
    expect(verbsWhere(({ ackIsReply }) => ackIsReply === true)).toEqual(['keepalive', 'trickle']);
  });

  it('is what the type of a verb is made of', () => {
    const verb: RequestVerb = 'claim';
    expect(REQUEST[verb].repeatable).toBe(true);
  });
});

describe('the table of messages', () => {
  it('tells which ones speak to a request', () => {
    const answering = Object.entries(ANSWERS).filter(([, answers]) => answers);
    expect(answering.map(([verb]) => verb).sort()).toEqual([
      'ack',
      'error',
      'event',
      'keepalive',
      'pong',
      'server_info',
      'success',
    ]);
  });
});
