import { type SipCall, type SipRegistration } from 'rxjs-janus/sip';
import { type StateInput } from '../../../src/handle/plugin-state.js';
import { SIP_STATE, type SipState } from '../../../src/plugins/sip/state.js';
import {
  CALL_ID,
  answer,
  event,
  free,
  inCallOf,
  notRegistered,
  offer,
  refused,
  registerFirst,
  reply,
} from './support/inputs.js';
import { settled } from '../support/settled.js';

type Refused = Extract<StateInput, { readonly kind: 'refused' }>;

const fold = settled(SIP_STATE.fold);

const bob = 'sip:bob@example.com';
const after = (inputs: readonly StateInput[], from: SipState = SIP_STATE.initial): SipState =>
  inputs.reduce((state, input) => fold(state, input), from);

const called = reply('call', 'calling', {}, { uri: bob });
const leg = { peer: bob, callId: CALL_ID, jsep: undefined };
const standing: SipCall & { readonly kind: 'in-call' } = {
  ...{ peer: bob, callId: CALL_ID, jsep: answer },
  ...{ kind: 'in-call', held: false, transferring: false },
};
const accepted = event('accepted', { username: bob }, { jsep: answer });
const bye = event('hangup', { code: 200, reason: 'to BYE' });
const incoming = event('incomingcall', { username: bob, displayname: 'Bob' }, { jsep: offer });
const ended: SipCall = { kind: 'ended', code: 200, reason: 'to BYE', callId: CALL_ID };
const endedUnheard: SipCall = { kind: 'ended', code: undefined, reason: undefined, callId: CALL_ID };
const transfer = reply('transfer', 'transferring', {}, { uri: 'sip:cid@example.com' });
const silent: StateInput = { kind: 'event', event: { kind: 'webrtcup' } };
const empty: StateInput = {
  kind: 'event',
  event: { kind: 'plugin', data: { sip: 'event', result: null }, jsep: undefined, transaction: undefined },
};
const alice = { username: 'alice', register_sent: true, master_id: 7 };
const registered: SipRegistration = { kind: 'registered', username: 'alice', sent: true, masterId: 7 };
const somehow: SipRegistration = {
  kind: 'registered',
  username: undefined,
  sent: undefined,
  masterId: undefined,
};

describe('the state of a SIP handle', () => {
  it('is unregistered and idle at first', () => {
    expect(SIP_STATE.initial).toEqual({ registration: { kind: 'unregistered' }, call: { kind: 'idle' } });
  });

  const registrations: readonly (readonly [string, readonly StateInput[], SipRegistration])[] = [
    ['a REGISTER was sent', [reply('register', 'registering')], { kind: 'registering' }],
    ['the registrar took it', [reply('register', 'registering'), event('registered', alice)], registered],
    [
      'a guest registered',
      [reply('register', 'registered', { ...alice, register_sent: false })],
      { ...registered, sent: false },
    ],
    [
      'the registrar refused',
      [reply('register', 'registering'), event('registration_failed', { code: 403, reason: 'Forbidden' })],
      { kind: 'failed', code: 403, reason: 'Forbidden' },
    ],
    ['it is about to end', [event('registered', alice), reply('unregister', 'unregistering')], registered],
    ['it has ended', [event('registered', alice), event('unregistered')], { kind: 'unregistered' }],
    [
      'that of a helper ends at once',
      [
        reply('register', 'registered', { ...alice, register_sent: false }),
        reply('unregister', 'unregistering'),
      ],
      { kind: 'unregistered' },
    ],
    [
      'a repeated request is refused as registered already',
      [refused('register', 445, 'Already registered (alice)')],
      { kind: 'registering' },
    ],
    [
      'a repeated request is refused, and it is known to be registered',
      [event('registered', alice), refused('register', 445, 'Already registered (alice)')],
      registered,
    ],
    [
      'a request is refused for another reason',
      [refused('register', 446, 'Invalid user')],
      { kind: 'unregistered' },
    ],
  ];

  it.each(registrations)('registration: %s', (_, inputs, expected) => {
    expect(after(inputs).registration).toEqual(expected);
  });

  const calls: readonly (readonly [string, readonly StateInput[], SipCall])[] = [
    ['it was sent', [called], { ...leg, kind: 'calling' }],
    ['it is tried', [called, event('proceeding', { code: 100 })], { ...leg, kind: 'proceeding' }],
    ['it rings', [called, event('ringing')], { ...leg, kind: 'ringing' }],
    [
      'it rings before the plugin says that it calls',
      [called, accepted, bye, reply('call', 'ringing', {}, { uri: bob }), event('calling')],
      { ...leg, kind: 'ringing' },
    ],
    [
      'it rings, and the plugin says that it proceeds',
      [called, event('ringing'), event('proceeding', { code: 180 })],
      { ...leg, kind: 'ringing' },
    ],
    [
      'early media comes',
      [called, event('ringing'), event('progress', {}, { jsep: answer })],
      { ...leg, kind: 'proceeding', jsep: answer },
    ],
    ['it stands', [called, event('ringing'), accepted], standing],
    [
      'it stands after early media, whose answer holds',
      [called, event('progress', {}, { jsep: answer }), event('accepted', { username: bob })],
      standing,
    ],
    ['it was hung up', [called, accepted, reply('hangup', 'hangingup'), bye], ended],
    ['it is being hung up', [called, accepted, reply('hangup', 'hangingup')], standing],
    [
      'the peer is busy',
      [called, event('hangup', { code: 486, reason: 'Busy Here' })],
      { kind: 'ended', code: 486, reason: 'Busy Here', callId: CALL_ID },
    ],
    [
      'somebody calls',
      [incoming],
      { kind: 'incoming', peer: bob, callId: CALL_ID, displayName: 'Bob', jsep: offer },
    ],
    ['an incoming one was accepted', [incoming, reply('accept', 'accepted')], { ...standing, jsep: offer }],
    ['it is held', [called, accepted, reply('hold', 'holding')], { ...standing, held: true }],
    [
      'it is held, and renegotiated',
      [called, accepted, reply('hold', 'holding'), event('updatingcall', { username: bob }, { jsep: offer })],
      { ...standing, jsep: offer, held: true },
    ],
    [
      'it is held no more',
      [called, accepted, reply('hold', 'holding'), reply('unhold', 'resuming')],
      standing,
    ],
    [
      'its peer is asked to call somebody else',
      [called, accepted, transfer],
      { ...standing, transferring: true },
    ],
    ...(
      [
        ['100 Trying', true],
        ['180 Ringing', true],
        ['200 OK', false],
        ['486 Busy Here', false],
      ] as const
    ).map(
      ([told, transferring]) =>
        [
          `its peer was asked that, and tells ${told}`,
          [called, accepted, transfer, event('notify', { notify: 'refer', content: `SIP/2.0 ${told}` })],
          { ...standing, transferring },
        ] as const,
    ),
    [
      'it stands before the plugin says that it calls',
      [reply('call', 'accepted', { username: bob }, { uri: bob }), event('calling')],
      { ...standing, jsep: undefined },
    ],
    [
      'it has failed before the plugin says that it calls',
      [reply('call', 'hangup', { code: 486, reason: 'Busy Here' }, { uri: bob }), event('calling')],
      { kind: 'ended', code: 486, reason: 'Busy Here', callId: CALL_ID },
    ],
    [
      'early media come before the plugin says that it calls',
      [reply('call', 'progress', { username: bob }, { uri: bob }), event('calling')],
      { ...leg, kind: 'proceeding' },
    ],
    ['nobody is called, and something is held', [reply('hold', 'holding')], { kind: 'idle' }],
    ['a call was missed in it', [called, accepted, event('missed_call', { caller: 'x' })], standing],
    [
      'the end of an older one is told again',
      [called, accepted, event('hangup', { code: 200 }, { callId: 'older' })],
      standing,
    ],
    ['it rings after its end', [called, accepted, bye, event('ringing')], ended],
  ];

  it.each(calls)('call: %s', (_, inputs, expected) => {
    expect(after(inputs).call).toEqual(expected);
  });

  it.each([...registrations, ...calls])('is the same when each is folded twice: %s', (_, inputs) => {
    const twice = inputs.flatMap((input) => [input, input]);
    expect(after(twice)).toEqual(after(inputs));
    const state = after(inputs);
    const last = inputs.at(-1);
    if (last) expect(fold(state, last)).toBe(state);
  });

  it.each([
    ['a notification', event('notify', { notify: 'message-summary' })],
    ['a refusal of something else', refused('dtmf_info', 0, 'Wrong state (not in a call?)')],
    ['a refusal of a call for another reason', refused('call', 446, 'Invalid user address')],
    ['a wrong state of which it says nothing', refused('call', 447, 'Wrong state')],
    ['what says nothing', silent],
    ['data without a result', empty],
  ])('is the very same object after %s', (_, input) => {
    const state = after([event('registered', alice), called, accepted]);
    expect(fold(state, input)).toBe(state);
  });
});

describe('the state of a SIP handle after a gap', () => {
  it('is asked for by a call to nobody, which the plugin refuses with the reason', () => {
    expect(SIP_STATE.resync?.(SIP_STATE.initial)).toEqual({ verb: 'call' });
  });

  const gaps: readonly (readonly [string, readonly StateInput[], StateInput, SipCall])[] = [
    ['a call stands still', [called, accepted], inCallOf('incall'), standing],
    ['a call stands, renegotiating', [called, accepted], inCallOf('incall_reinviting'), standing],
    [
      'a call stands still, and is held',
      [called, accepted, reply('hold', 'holding')],
      inCallOf('incall'),
      { ...standing, held: true },
    ],
    [
      'how its transfer went may have been told meanwhile',
      [called, accepted, transfer],
      inCallOf('incall'),
      standing,
    ],
    ['it was hung up meanwhile', [called, accepted], free, endedUnheard],
    ['it was declined meanwhile', [called, event('ringing')], free, endedUnheard],
    ['it rings still', [called, event('ringing')], inCallOf('inviting'), { ...leg, kind: 'ringing' }],
    [
      'it was accepted meanwhile: the answer is lost',
      [called],
      inCallOf('incall'),
      { ...standing, jsep: undefined },
    ],
    [
      'it came meanwhile: the offer is lost',
      [],
      inCallOf('invited'),
      { ...leg, kind: 'incoming', peer: undefined, callId: undefined, displayName: undefined },
    ],
    [
      'it waits to be answered still',
      [incoming],
      inCallOf('invited'),
      { ...leg, kind: 'incoming', displayName: 'Bob', jsep: offer },
    ],
    [
      'ours in doubt was made',
      [],
      inCallOf('inviting'),
      { ...leg, kind: 'calling', peer: undefined, callId: undefined },
    ],
    ['it is on its way out: an event will tell', [called, accepted], inCallOf('closing'), standing],
    ['there was none, and is none', [], free, { kind: 'idle' }],
    ['it had ended, and none is there', [called, accepted, bye], free, ended],
    ['it had ended, and the registration too', [called, accepted, bye], notRegistered, ended],
  ];

  it.each(gaps)('call: %s', (_, before, answered, expected) => {
    expect(after([event('registered', alice), ...before, answered]).call).toEqual(expected);
  });

  it.each([
    ['it holds, by a call', [event('registered', alice)], inCallOf('incall'), registered],
    ['it holds, as one could call', [event('registered', alice)], free, registered],
    ['it came meanwhile', [reply('register', 'registering')], free, somehow],
    ['it came by a request in doubt', [], free, somehow],
    ['it went meanwhile', [event('registered', alice)], notRegistered, { kind: 'unregistered' }],
    ['there is not even a SIP stack', [event('registered', alice)], registerFirst, { kind: 'unregistered' }],
    [
      'it failed meanwhile',
      [reply('register', 'registering')],
      notRegistered,
      { kind: 'failed', code: undefined, reason: undefined },
    ],
    [
      'it had failed, for a reason that is known',
      [event('registration_failed', { code: 403, reason: 'Forbidden' })],
      notRegistered,
      { kind: 'failed', code: 403, reason: 'Forbidden' },
    ],
    ['there was none, and is none', [], registerFirst, { kind: 'unregistered' }],
  ] as const)('registration: %s', (_, before, answered, expected) => {
    expect(after([...before, answered]).registration).toEqual(expected);
  });

  it('is not taken from the refusal of a call to somebody', () => {
    const state = after([reply('register', 'registering'), called, accepted, transfer]);
    for (const { error } of [notRegistered, inCallOf('incall'), free] as readonly Refused[])
      expect(fold(state, { kind: 'refused', verb: 'call', body: { uri: bob }, error })).toBe(state);
  });

  it('keeps the words of an end that was told while the server was asked', () => {
    const live = after([called, accepted, bye]);
    expect(after([free, bye], live).call).toEqual(ended);
    expect(after([inCallOf('incall'), bye], after([called, accepted])).call).toEqual(ended);
  });
});

describe('what a snapshot keeps of a SIP handle', () => {
  const saved = (inputs: readonly StateInput[]): unknown =>
    JSON.parse(JSON.stringify(SIP_STATE.save?.(after(inputs))));

  it.each([
    ['nothing yet', []],
    ['a call that stands', [event('registered', alice), called, accepted]],
    ['a call that ended', [called, accepted, bye]],
    ['a call that comes in', [incoming]],
  ])('is read again: %s', (_, inputs) => {
    const { registration, call } = after(inputs);
    const loaded = SIP_STATE.load?.(saved(inputs) as object);
    expect(loaded).toEqual({ registration, call: 'jsep' in call ? { ...call, jsep: undefined } : call });
  });

  it('is no session description and no secret', () => {
    const secret = { username: 'sip:alice@example.com', secret: 'hers', ha1_secret: 'hash' };
    const text = JSON.stringify(saved([reply('register', 'registered', alice, secret), incoming]));
    expect(text).not.toMatch(/v=0|hers|hash/);
    expect(text).toContain(bob);
  });

  it.each([
    [{}],
    [{ registration: { kind: 'registered' } }],
    [{ registration: null, call: { kind: 'idle' } }],
    [{ registration: 'registered', call: 'idle' }],
  ])('is refused when it is none of ours: %j', (stored) => {
    expect(SIP_STATE.load?.(stored)).toBeUndefined();
  });
});
