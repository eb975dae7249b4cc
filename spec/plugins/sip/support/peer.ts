// The other end of a call on the loopback: SIPp with a scenario made for the case. No media flows.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killAtExit } from '../../../support/kill-at-exit.js';
import { freePort } from '../../../support/ports.js';
import { sippPath } from '../../../support/sipp.js';
import { sleep, until } from '../../../support/until.js';

export interface PeerOptions {
  /** Milliseconds of ringing until it takes the call; 50 by default. */
  readonly ringMs?: number;
  /** Milliseconds from there until it hangs up; by default it is hung up on. */
  readonly talkMs?: number;
}

export interface Peer {
  /** Its SIP address. */
  readonly address: string;
  stop(): void;
}

/** It says nothing of it: the kernel's list of sockets does. Elsewhere than on Linux a second must do. */
async function listens(port: number): Promise<void> {
  if (!existsSync(SOCKETS)) return sleep(1_000);
  const local = ` ${LOOPBACK}:${port.toString(16).toUpperCase().padStart(4, '0')} `;
  await until('SIPp to listen', () => readFileSync(SOCKETS, 'utf8').includes(local), { timeoutMs: 15_000 });
}

const SOCKETS = '/proc/net/udp';
/** 127.0.0.1 as the kernel writes it there. */
const LOOPBACK = '0100007F';

/** Steps as a scenario of SIPp's. */
export const scenarioOf = (...steps: readonly string[]): string => `<?xml version="1.0" encoding="UTF-8" ?>
<scenario name="peer">
  ${steps.join('\n  ')}
</scenario>
`;

/** One that plays a scenario, once. */
export async function play(xml: string): Promise<Peer> {
  const folder = mkdtempSync(join(tmpdir(), 'rxjs-janus-sipp-'));
  const port = await freePort();
  writeFileSync(join(folder, 'peer.xml'), xml);
  const args = ['-sf', 'peer.xml', '-i', '127.0.0.1', '-p', String(port), '-m', '1', '-nostdin'];
  const child = spawn(sippPath ?? 'sipp', args, { cwd: folder, stdio: 'ignore' });
  killAtExit(child);
  await listens(port);
  return { address: `sip:bob@127.0.0.1:${port}`, stop: () => stop(child, folder) };
}

function stop(child: ChildProcess, folder: string): void {
  child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}

/** A response to what came last. */
export const reply = (status: string, more = '', tag = ''): string => `<![CDATA[
    SIP/2.0 ${status}
    [last_Via:]
    [last_From:]
    [last_To:]${tag}
    [last_Call-ID:]
    [last_CSeq:]
    Contact: <sip:[local_ip]:[local_port];transport=[transport]>
    ${more === '' ? 'Content-Length: 0\n' : more}
  ]]>`;

/** An offer or answer: audio, PCMU. */
export const SDP = `Content-Type: application/sdp
    Content-Length: [len]

    v=0
    o=bob 1 1 IN IP4 127.0.0.1
    s=-
    c=IN IP4 127.0.0.1
    t=0 0
    m=audio [media_port] RTP/AVP 0
    a=rtpmap:0 PCMU/8000
`;

const BYE = `<send retrans="500"><![CDATA[
    BYE [next_url] SIP/2.0
    Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
    From: <sip:bob@[local_ip]:[local_port]>;tag=[call_number]
    To: [$from]
    [last_Call-ID:]
    CSeq: 1 BYE
    Max-Forwards: 70
    Content-Length: 0

  ]]></send>
  <recv response="200" />`;

/** SIPp refuses a variable that is not used. */
const CALLER =
  '<action><ereg regexp="&lt;sip:.*" search_in="hdr" header="From:" assign_to="from" /></action>';

/** One that takes a call, and the keys that are pressed in it. */
export const scenario = ({ ringMs = 50, talkMs }: PeerOptions): string =>
  scenarioOf(
    `<recv request="INVITE" rrs="true">${talkMs === undefined ? '' : CALLER}</recv>`,
    `<send>${reply('180 Ringing', '', ';tag=[call_number]')}</send>`,
    `<pause milliseconds="${ringMs}" />`,
    `<send retrans="500">${reply('200 OK', SDP, ';tag=[call_number]')}</send>`,
    '<recv request="ACK" />',
    talkMs === undefined ? HUNG_UP_ON : `<pause milliseconds="${talkMs}" />${BYE}`,
  );

const HUNG_UP_ON = `<label id="talk" />
  <recv request="INFO" optional="true" next="ok" />
  <recv request="BYE" next="bye" />
  <label id="ok" />
  <send next="talk">${reply('200 OK')}</send>
  <label id="bye" />
  <send>${reply('200 OK')}</send>`;
