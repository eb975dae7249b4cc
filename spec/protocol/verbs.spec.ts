import { type RequestVerb } from 'rxjs-janus';
import { MESSAGE, REQUEST, type VerbRule } from '../../src/protocol/verbs.js';

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

  it('tells where a verb is sent', () => {
    expect(verbsWhere(({ level }) => level === 'server')).toEqual(['create', 'info', 'ping']);
    expect(verbsWhere(({ level }) => level === 'session')).toEqual(['attach', 'claim', 'destroy', 'keepalive']);
    expect(verbsWhere(({ level }) => level === 'handle')).toEqual(['detach', 'hangup', 'message', 'trickle']);
  });

  it('is what the type of a verb is made of', () => {
    const verb: RequestVerb = 'claim';
    expect(REQUEST[verb].level).toBe('session');
  });
});

describe('the table of messages', () => {
  it('tells which ones answer a request', () => {
    const answers = Object.entries(MESSAGE).filter(([, rule]) => rule.answers);
    expect(answers.map(([verb]) => verb).sort()).toEqual(['error', 'event', 'pong', 'server_info', 'success']);
  });
});
