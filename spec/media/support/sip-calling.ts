// A registrar of SIPp's that calls who has registered, takes offers in that call, and is hung up on.
import { SDP as LOOPBACK_SDP, reply, scenarioOf } from '../../plugins/sip/support/peer.js';
import { MEDIA_ADDRESS } from '../../support/namespace/index.js';

const TAG = ';tag=[call_number]';
const SDP = LOOPBACK_SDP.replaceAll('127.0.0.1', MEDIA_ADDRESS);

/** From whom the registration came, so that requests can go back. */
const CALLER =
  '<action><ereg regexp="&lt;sip:.*" search_in="hdr" header="From:" assign_to="from" /></action>';

const request = (method: string, more: string): string => `<![CDATA[
    ${method} [next_url] SIP/2.0
    Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
    From: <sip:bob@[local_ip]:[local_port]>${TAG}
    To: [$from][peer_tag_param]
    [last_Call-ID:]
    CSeq: 1 ${method}
    Contact: <sip:bob@[local_ip]:[local_port]>
    Max-Forwards: 70
    ${more}
  ]]>`;

export const calling = scenarioOf(
  `<recv request="REGISTER" rrs="true">${CALLER}</recv>`,
  `<send>${reply('200 OK', 'Expires: 3600\n    Content-Length: 0\n', TAG)}</send>`,
  '<pause milliseconds="300" />',
  `<send retrans="500">${request('INVITE', SDP)}</send>`,
  '<recv response="100" optional="true" />',
  '<recv response="180" optional="true" />',
  '<recv response="200" rtd="true" rrs="true" />',
  `<send>${request('ACK', 'Content-Length: 0\n')}</send>`,
  '<label id="talk" />',
  '<recv request="INVITE" optional="true" next="again" />',
  '<recv request="BYE" next="bye" />',
  '<label id="again" />',
  `<send retrans="500">${reply('200 OK', SDP)}</send>`,
  '<recv request="ACK" next="talk" />',
  '<label id="bye" />',
  `<send>${reply('200 OK')}</send>`,
);
