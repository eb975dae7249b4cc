// Every verb, really sent: what comes back is what the types say, refusals and what is newer have their names.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SIP_ERROR, type RegisterFields, sip } from 'rxjs-janus/sip';
import { offer } from '../../contract/support/offer.js';
import { until } from '../../support/until.js';
import { asking } from '../support/ask.js';
import { answerOf, onReal, refusalOf } from '../support/on-real.js';
import {
  GUEST,
  LONG,
  type Line,
  again,
  answer,
  atRegistrar,
  itRings,
  phones,
  withPorts,
} from './support/phone.js';
import { calling, notifying, refusing, registrar, reinviting, talking } from './support/scenarios.js';
import { REPLIES } from './support/shapes.js';

const { ask, refused, unsent } = asking(sip, REPLIES);

const CID = 'sip:cid@127.0.0.1:9';

jest.setTimeout(40_000);

onReal('SIP', sip, withPorts('24000-24499'), (on) => {
  const { asGuest, helperOf, line, peer, registered } = phones(on);

  /** In a call with somebody who does what that scenario says. */
  const talkingTo = async (scenario: string, more: object = {}): Promise<Line> => {
    const one = await asGuest();
    const { address: uri } = await peer(scenario);
    await ask(one.handle, 'call', { uri, ...more }, { jsep: offer });
    await one.became('in-call');
    return one;
  };

  itRings('registers, as somebody, a guest and a helper, and ends that', async () => {
    const one = await line();
    const { result } = (await ask(one.handle, 'register', atRegistrar(await peer(registrar('200 OK'))))).data;
    expect(result.event).toBe('registering');
    const { master_id } = await one.heard('registered');
    expect(await refused(one.handle, 'register', GUEST)).toBe('ALREADY_REGISTERED');
    const helper = await line(one.session);
    const helping = { type: 'helper', username: GUEST.username, master_id } as const;
    expect((await ask(helper.handle, 'register', helping)).data.result).toMatchObject({
      helper: true,
      master_id,
    });
    await ask(helper.handle, 'unregister');
    expect(await answerOf(helper.handle.registration$)).toEqual({ kind: 'unregistered' });
    await ask(one.handle, 'unregister');
    await one.heard('unregistered');
    const guest = await line();
    expect((await ask(guest.handle, 'register', GUEST)).data.result).toMatchObject({ register_sent: false });
    expect(await refused(guest.handle, 'unregister')).toBe('WRONG_STATE');
  });

  itRings('does in a call all that can be done in it', async () => {
    const { handle, became, heard } = await talkingTo(talking());
    await ask(handle, 'update', {}, { jsep: again });
    await until(
      'the renegotiation',
      async () => (await refusalOf(handle.message$({ request: 'update' }))) === 'MISSING_SDP',
      LONG,
    );
    await ask(handle, 'hold', { direction: 'inactive' });
    await ask(handle, 'unhold');
    await ask(handle, 'dtmf_info', { digit: '5', duration: 200 });
    await ask(handle, 'info', { type: 'application/json', content: '{}' });
    await ask(handle, 'message', { content: 'hello' });
    await heard('messagedelivery');
    await heard('message');
    await ask(handle, 'transfer', { uri: CID });
    await heard('notify');
    await ask(handle, 'hangup');
    await became('ended');
  });

  itRings('records both ends', async () => {
    const { handle } = await talkingTo(talking());
    const filename = join(on.janus.folder, `tape-${on.over}`);
    const both = { audio: true, peer_audio: true, filename };
    for (const action of ['start', 'pause', 'resume', 'stop'] as const)
      await ask(handle, 'recording', { action, ...both });
    for (const end of ['user', 'peer'])
      await until(`the tape of ${end}`, () => existsSync(`${filename}-${end}-audio.mjr`));
    expect(await refused(handle, 'recording', { action: 'start' })).toBe('RECORDING_ERROR');
    await ask(handle, 'hangup');
  });

  itRings('takes and declines a call, and refuses it by name', async () => {
    const one = await registered(await peer(calling('taken')));
    await one.became('incoming');
    expect(await refused(one.handle, 'accept', { srtp: 'sdes_mandatory' })).toBe('TOO_STRICT');
    await ask(one.handle, 'decline', { code: 603 });
    const other = await registered(await peer(calling('taken')));
    await other.became('incoming');
    expect(await refused(other.handle, 'accept')).toBe('MISSING_SDP');
    expect((await ask(other.handle, 'accept', {}, { jsep: answer })).data.result.event).toBe('accepted');
    await ask(other.handle, 'hangup');
  });

  itRings('answers what a peer offers anew', async () => {
    const { handle, heard, became } = await talkingTo(reinviting, { autoaccept_reinvites: false });
    expect(await heard('updatingcall')).toMatchObject({ jsep: { type: 'offer' } });
    expect((await ask(handle, 'update', {}, { jsep: answer })).data.result.event).toBe('updated');
    await ask(handle, 'hangup');
    await became('ended');
  });

  itRings('writes, subscribes, and ends that', async () => {
    const { handle, heard } = await asGuest();
    const { address: uri } = await peer(refusing('MESSAGE', '404 Not Found'));
    const { result } = (await ask(handle, 'message', { content: 'hello', uri, call_id: 'mine' })).data;
    expect(result.call_id).toBe('mine');
    expect(await heard('messagedelivery')).toMatchObject({ call_id: 'mine', code: 404 });
    const { address: to } = await peer(notifying);
    const fields = { event: 'message-summary', to };
    await ask(handle, 'subscribe', fields);
    await heard('subscribe_succeeded');
    await heard('notify');
    await ask(handle, 'unsubscribe', fields);
    const { address: nobody } = await peer(refusing('SUBSCRIBE', '404 Not Found'));
    await ask(handle, 'subscribe', { event: 'presence', to: nobody });
    await heard('subscribe_failed');
    expect(await refused(handle, 'unsubscribe', { event: 'dialog' })).toBe('WRONG_STATE');
  });

  it('may be reset at any time', async () => {
    const { handle } = await line();
    await ask(handle, 'reset');
  });

  it.each<[string, object, string]>([
    ['nobody', {}, 'MISSING_ELEMENT'],
    ['somebody who is no address', { username: 'alice' }, 'INVALID_ADDRESS'],
    ['a guest at a registrar', { ...GUEST, send_register: true }, 'INVALID_ELEMENT'],
    [
      'somebody by UDP alone and TCP alone',
      { ...GUEST, force_udp: true, force_tcp: true },
      'INVALID_ELEMENT',
    ],
    ['somebody at a registrar that is none', { username: GUEST.username, proxy: 'here' }, 'INVALID_ADDRESS'],
    ['a helper of nobody', { ...GUEST, type: 'helper' }, 'MISSING_ELEMENT'],
    ['a helper of somebody who is not there', { ...GUEST, type: 'helper', master_id: 1 }, 'HELPER_ERROR'],
  ])('does not register %s', async (_, fields, name) => {
    const { handle } = await line();
    expect(await refused(handle, 'register', fields as RegisterFields)).toBe(name);
  });

  it('refuses by name', async () => {
    const { handle } = await line();
    expect(await refused(handle, 'call', { uri: CID })).toBe('WRONG_STATE');
    expect(await refused(handle, 'unregister')).toBe('WRONG_STATE');
    await ask(handle, 'register', GUEST);
    expect(await refused(handle, 'call', { uri: 'nobody' })).toBe('INVALID_ADDRESS');
    expect(await refused(handle, 'call', { uri: CID })).toBe('MISSING_SDP');
    expect(await refusalOf(handle.invite$(CID, { ...offer, e2ee: true }))).toBe('INVALID_ELEMENT');
    for (const verb of ['accept', 'update'] as const) expect(await refused(handle, verb)).toBe('WRONG_STATE');
    expect(await refused(handle, 'decline', { refer_id: 1 })).toBe('WRONG_STATE');
    expect(await refused(handle, 'message', { content: 'hello', uri: 'nobody' })).toBe('INVALID_ADDRESS');
    // It says 0 where it means 447.
    expect(await refused(handle, 'transfer', { uri: CID })).toBe('WRONG_STATE');
    expect(await refused(handle, 'recording', { action: 'start' })).toBe('WRONG_STATE');
    expect(await refusalOf(handle.message$({ request: 'wave' }))).toBe('INVALID_REQUEST');
  });

  itRings('refuses in a call by name', async () => {
    const { handle } = await talkingTo(talking());
    expect(await refused(handle, 'dtmf_info', { digit: '12' })).toBe('INVALID_ELEMENT');
    expect(await refused(handle, 'transfer', { uri: 'nobody' })).toBe('INVALID_ADDRESS');
    expect(await refused(handle, 'transfer', { uri: CID, replace: 'none' })).toBe('NO_SUCH_CALLID');
    expect(await refused(handle, 'call', { uri: CID })).toBe('WRONG_STATE');
    expect(await refused(handle, 'update')).toBe('MISSING_SDP');
    await ask(handle, 'hangup');
  });

  it('does not register a helper again, as whomever', async () => {
    const { handle } = await helperOf(await asGuest());
    for (const fields of [{ ...GUEST, type: 'helper', master_id: 1 }, GUEST] as const)
      expect(await refused(handle, 'register', fields)).toBe('HELPER_ERROR');
  });

  it('does not know what is newer than it', async () => {
    const { handle } = await line();
    for (const verb of ['progress', 'send_ringing', 'keyframe', ...FORWARDING] as const)
      expect([verb, await refused(handle, verb)]).toEqual([verb, 'INVALID_REQUEST']);
  });
});

const FORWARDING = ['rtp_forward', 'stop_rtp_forward', 'listforwarders'] as const;

it('leaves out no verb', () => {
  expect(unsent()).toEqual([]);
});

it('names every code, one name for the two of them that mean the same', () => {
  const names = Object.values(SIP_ERROR);
  expect(names).toHaveLength(new Set(names).size + 1);
});
