// What the other ends of the cases do, as scenarios of SIPp's.
import { SDP, reply, scenarioOf } from './peer.js';

const TAG = ';tag=[call_number]';

const expectOf = (request: string, more = '', inside = ''): string =>
  `<recv request="${request}" ${more}>${inside}</recv>`;
const answer = (status: string, more = '', tag = ''): string => `<send>${reply(status, more, tag)}</send>`;
const label = (id: string): string => `<label id="${id}" />`;
const goOn = (next: string, status: string): string => `<send next="${next}">${reply(status)}</send>`;

/** Fails the scenario, and with it the case, where that header is not like it. */
const like = (header: string, regexp: string): string =>
  `<action><ereg regexp="${regexp}" search_in="hdr" header="${header}:" check_it="true" assign_to="seen" /></action>`;
const SEEN = '<Reference variables="seen" />';

/** From whom the call came, so that requests can go back. SIPp refuses a variable that is not used. */
const CALLER =
  '<action><ereg regexp="&lt;sip:.*" search_in="hdr" header="From:" assign_to="from" /></action>';

/** A request in the dialog that the other end began. */
const request = (method: string, cseq: number, more: string): string => `<send retrans="500"><![CDATA[
    ${method} [next_url] SIP/2.0
    Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
    From: <sip:bob@[local_ip]:[local_port]>${TAG}
    To: [$from]
    [last_Call-ID:]
    CSeq: ${String(cseq)} ${method}
    Contact: <sip:bob@[local_ip]:[local_port]>
    Max-Forwards: 70
    ${more}
  ]]></send>`;

const CHALLENGE =
  'WWW-Authenticate: Digest realm="janus", nonce="n0nce", algorithm=MD5\n    Content-Length: 0\n';
const EXPIRES = 'Expires: 3600\n    Content-Length: 0\n';

const pause = (ms: number): string => `<pause milliseconds="${String(ms)}" />`;

/** A registrar that asks who it is, thinks, and then says that; it thinks about the end of a registration too. */
export const registrar = (verdict: string, thinksMs = 0): string =>
  scenarioOf(
    expectOf('REGISTER'),
    answer('401 Unauthorized', CHALLENGE, TAG),
    expectOf('REGISTER', '', like('Authorization', 'Digest username=&quot;ada&quot;')),
    pause(thinksMs),
    answer(verdict, EXPIRES, TAG),
    ...(verdict.startsWith('200') ? [expectOf('REGISTER'), pause(thinksMs), answer('200 OK', '', TAG)] : []),
    SEEN,
  );

/** One that refuses a request with that status. */
export const refusing = (method: string, status: string): string =>
  scenarioOf(expectOf(method), answer(status, '', TAG), ...(method === 'INVITE' ? [expectOf('ACK')] : []));

const NOTIFY = (content: string): string =>
  request(
    'NOTIFY',
    2,
    `Event: refer
    Subscription-State: terminated;reason=noresource
    Content-Type: message/sipfrag;version=2.0
    Content-Length: [len]

    ${content}
`,
  );

const MESSAGE = `Content-Type: text/plain
    Content-Length: [len]

    how are you`;

/**
 * One that takes a call, and all that is asked in it; it answers a MESSAGE by one of its own. Asked to call somebody
 * else, it says some milliseconds later how that went.
 */
export const talking = ({ transfer = 'SIP/2.0 486 Busy Here', tellsAfterMs = 0 } = {}): string =>
  scenarioOf(
    expectOf('INVITE', 'rrs="true"', CALLER),
    answer('180 Ringing', '', TAG),
    `<send retrans="500">${reply('200 OK', SDP, TAG)}</send>`,
    expectOf('ACK'),
    label('talk'),
    expectOf('INVITE', 'optional="true" next="again"'),
    expectOf('INFO', 'optional="true" next="ok"'),
    expectOf('MESSAGE', 'optional="true" next="message"'),
    expectOf('REFER', 'optional="true" next="refer"'),
    expectOf('BYE', 'next="bye"'),
    label('again'),
    `<send retrans="500">${reply('200 OK', SDP)}</send>`,
    expectOf('ACK', 'next="talk"'),
    label('ok'),
    goOn('talk', '200 OK'),
    label('message'),
    answer('200 OK'),
    request('MESSAGE', 1, MESSAGE),
    '<recv response="200" next="talk" />',
    label('refer'),
    answer('202 Accepted'),
    pause(tellsAfterMs),
    NOTIFY(transfer),
    '<recv response="200" next="talk" />',
    label('bye'),
    answer('200 OK'),
  );

/** One that takes a call and asks to be called elsewhere. */
export const transferring = scenarioOf(
  expectOf('INVITE', 'rrs="true"', CALLER),
  `<send retrans="500">${reply('200 OK', SDP, TAG)}</send>`,
  expectOf('ACK'),
  request('REFER', 1, 'Refer-To: <sip:cid@127.0.0.1:9>\n    Content-Length: 0\n'),
  '<recv response="202" />',
  expectOf('NOTIFY', 'optional="true" next="told"'),
  expectOf('BYE', 'next="bye"'),
  label('told'),
  answer('200 OK'),
  expectOf('BYE'),
  label('bye'),
  answer('200 OK'),
);

/** A registrar that has somebody call who has registered, and takes what it is answered. */
export const calling = (answered: 'taken' | 'declined'): string =>
  scenarioOf(
    expectOf('REGISTER', 'rrs="true"', CALLER),
    answer('200 OK', EXPIRES, TAG),
    '<pause milliseconds="300" />',
    request('INVITE', 1, SDP),
    '<recv response="100" optional="true" />',
    '<recv response="180" optional="true" />',
    ...(answered === 'taken'
      ? [
          '<recv response="200" rtd="true" rrs="true" />',
          request('ACK', 1, 'Content-Length: 0\n').replace('retrans="500"', ''),
          expectOf('BYE'),
          answer('200 OK'),
        ]
      : ['<recv response="603" />', request('ACK', 1, 'Content-Length: 0\n').replace('retrans="500"', '')]),
  );

/** In a dialog that begins here: its Call-ID, and the end of what SIPp knows the call by. */
const own = (id: string, method: string, to: string, more = 'Content-Length: 0\n'): string => `<send><![CDATA[
    ${method} [next_url] SIP/2.0
    Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=z9hG4bK-${id}-${method === 'CANCEL' ? 'INVITE' : method}-[pid]
    From: <sip:${id}@[local_ip]:[local_port]>;tag=${id}
    To: ${to}
    Call-ID: ${id}///[call_id]
    CSeq: 1 ${method}
    Contact: <sip:${id}@[local_ip]:[local_port]>
    Max-Forwards: 70
    ${more}
  ]]></send>`;
const TO = '[$address]';

const ADDRESS =
  '<action><ereg regexp="&lt;sip:[^&gt;]*&gt;" search_in="hdr" header="From:" assign_to="address" /></action>';

const invites = (id: string): readonly string[] => [
  own(id, 'INVITE', TO, SDP),
  '<recv response="100" optional="true" />',
  '<recv response="180" optional="true" />',
];

/** SIPp takes nothing optional before a pause. */
const rings = (id: string): readonly string[] =>
  invites(id).map((step) => step.replace(' response="180" optional="true"', ' response="180"'));

const taken = (id: string): readonly string[] => [
  ...invites(id),
  '<recv response="200" rrs="true" />',
  own(id, 'ACK', '[last_To:]').replace('To: [last_To:]', '[last_To:]'),
];

const REGISTERED = [expectOf('REGISTER', 'rrs="true"', ADDRESS), answer('200 OK', EXPIRES, TAG)];

/** A registrar at which `bob` calls and is taken, and then `cid`, who is taken too or told that it is busy. */
export const callingTwice = (afterMs: number, second: 'taken' | 'busy' = 'taken'): string =>
  scenarioOf(
    ...REGISTERED,
    pause(afterMs),
    ...taken('bob'),
    ...(second === 'taken'
      ? [...taken('cid'), expectOf('BYE'), answer('200 OK')]
      : [...invites('cid'), '<recv response="486" />', own('cid', 'ACK', TO)]),
    expectOf('BYE'),
    answer('200 OK'),
  );

/** A registrar at which `bob` calls some milliseconds later, and gives up after that time, or waits to be declined. */
export const callingLater = (afterMs: number, patienceMs?: number): string =>
  scenarioOf(
    ...REGISTERED,
    pause(afterMs),
    ...rings('bob'),
    ...(patienceMs === undefined
      ? ['<recv response="486" />']
      : [pause(patienceMs), own('bob', 'CANCEL', TO), '<recv response="200" />', '<recv response="487" />']),
    own('bob', 'ACK', TO),
  );

/** One that takes a call, and offers something else in it. */
export const reinviting = scenarioOf(
  expectOf('INVITE', 'rrs="true"', CALLER),
  `<send retrans="500">${reply('200 OK', SDP, TAG)}</send>`,
  expectOf('ACK'),
  request('INVITE', 1, SDP.replace('bob 1 1', 'bob 1 2').replace('RTP/AVP 0', 'RTP/AVP 0\n    a=sendonly')),
  '<recv response="100" optional="true" />',
  '<recv response="200" />',
  request('ACK', 1, 'Content-Length: 0\n').replace('retrans="500"', ''),
  expectOf('BYE'),
  answer('200 OK'),
);

/** One that is subscribed to, and tells once. */
export const notifying = scenarioOf(
  expectOf('SUBSCRIBE', 'rrs="true"', CALLER),
  answer('200 OK', EXPIRES, TAG),
  request(
    'NOTIFY',
    1,
    `Event: message-summary
    Subscription-State: active
    Content-Type: application/simple-message-summary
    Content-Length: [len]

    Messages-Waiting: yes
`,
  ),
  '<recv response="200" />',
  expectOf('SUBSCRIBE'),
  answer('200 OK', EXPIRES),
);
