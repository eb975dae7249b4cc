import { toldBy } from '../../../src/handle/told.js';
import { type HandleEvent, type Jsep, PluginError, type StateInput } from 'rxjs-janus';
import { VIDEOCALL_ERROR, type VideoCallState } from 'rxjs-janus/videocall';
import { readVideoCallEvent } from '../../../src/plugins/videocall/event.js';
import { VIDEOCALL_STATE } from '../../../src/plugins/videocall/state.js';
import { settled } from '../support/settled.js';

const toVideoCallEvent = (event: HandleEvent) => toldBy(event, readVideoCallEvent);

const { initial, resync, save, load } = VIDEOCALL_STATE;
const fold = settled(VIDEOCALL_STATE.fold);

const offer: Jsep = { type: 'offer', sdp: 'v=0 offer' };
const answer: Jsep = { type: 'answer', sdp: 'v=0 answer' };

const plugin = (name: string, fields: object = {}, jsep?: Jsep): HandleEvent => ({
  kind: 'plugin',
  data: { videocall: 'event', result: { event: name, ...fields } },
  jsep,
  transaction: undefined,
});
const event = (name: string, fields: object = {}, jsep?: Jsep): StateInput => ({
  kind: 'event',
  event: plugin(name, fields, jsep),
});
const reply = (verb: string, name: string, fields: object = {}, body: object = {}): StateInput => ({
  kind: 'reply',
  verb,
  body,
  reply: {
    data: { videocall: 'event', result: { event: name, ...fields } },
    jsep: undefined,
    transaction: 't',
  },
});
const refused = (verb: string, code: number, body: object = {}): StateInput => ({
  kind: 'refused',
  verb,
  body,
  error: new PluginError({ verb, code, codeName: '', reason: '', plugin: '' }),
});

const registered = reply('register', 'registered', { username: 'ada' }, { username: 'ada' });
const calling = reply('call', 'calling', {}, { username: 'bob' });
const incoming = event('incomingcall', { username: 'bob' }, offer);
const taken = event('accepted', { username: 'bob' }, answer);
const accepting = reply('accept', 'accepted');
const bobHangsUp = event('hangup', { username: 'bob', reason: 'Tea' });
const noCall = refused('accept', 481);
const someCall = refused('accept', 482);

const after = (inputs: readonly StateInput[]): VideoCallState => inputs.reduce(fold, initial);

const inCall = { kind: 'in-call', peer: 'bob', jsep: answer };
const unknownEnd = { kind: 'ended', by: undefined, reason: undefined };

const stories: Readonly<Record<string, readonly [readonly StateInput[], object]>> = {
  'idle at first': [[registered], { kind: 'idle' }],
  'calling whom the request named': [[registered, calling], { kind: 'calling', peer: 'bob' }],
  'standing once it is taken, with the answer': [[registered, calling, taken], inCall],
  'incoming, with the offer': [[registered, incoming], { kind: 'incoming', peer: 'bob', jsep: offer }],
  'standing once we took it': [
    [registered, incoming, accepting],
    { kind: 'in-call', peer: 'bob', jsep: offer },
  ],
  'renegotiated by the other end': [
    [registered, calling, taken, event('update', {}, offer)],
    { ...inCall, jsep: offer },
  ],
  'ended by the other end': [[calling, taken, bobHangsUp], { kind: 'ended', by: 'bob', reason: 'Tea' }],
  'ended as it was first told': [
    [calling, taken, bobHangsUp, event('hangup', { username: 'bob', reason: 'Remote WebRTC hangup' })],
    { kind: 'ended', by: 'bob', reason: 'Tea' },
  ],
  'ended by us': [
    [incoming, reply('hangup', 'hangup', { username: 'ada', reason: 'Explicit hangup' })],
    { kind: 'ended', by: 'ada', reason: 'Explicit hangup' },
  ],
  'ended as busy, which it never was before': [
    [reply('call', 'hangup', { username: 'ada', reason: 'User busy' }, { username: 'bob' })],
    { kind: 'ended', by: 'ada', reason: 'User busy' },
  ],
  'ended with our media': [
    [calling, taken, { kind: 'event', event: { kind: 'hangup', reason: 'ICE failed' } }],
    { kind: 'ended', by: undefined, reason: 'ICE failed' },
  ],
  'ended in a gap': [[calling, taken, noCall], unknownEnd],
  'still there after a gap': [[calling, taken, someCall], inCall],
  'still unanswered after a gap': [[calling, someCall], { kind: 'calling', peer: 'bob' }],
  'there since a gap': [[registered, someCall], { kind: 'incoming', peer: undefined, jsep: undefined }],
  'there since a gap, after another': [
    [calling, bobHangsUp, someCall],
    { kind: 'incoming', peer: undefined, jsep: undefined },
  ],
  'idle after a gap in which nobody called': [[registered, noCall], { kind: 'idle' }],
  'not renegotiated before it stands': [[registered, event('update', {}, offer)], { kind: 'idle' }],
  'idle after a hang-up of nothing': [[registered, bobHangsUp], { kind: 'idle' }],
  'standing, taken in a gap of which the answer was lost and then told': [
    [registered, someCall, taken],
    inCall,
  ],
};

describe('a video call', () => {
  it.each(Object.entries(stories))('is %s', (_, [inputs, call]) => {
    const state = after(inputs);
    expect(state.call).toEqual(call);
    const last = inputs.at(-1);
    expect(last && fold(state, last)).toBe(state);
  });

  it.each([
    event('slow_link', { media: 'video', 'current-bitrate': 0 }),
    event('simulcast', { videocodec: 'vp8', substream: 1 }),
    event('waved'),
    reply('set', 'set'),
    refused('call', 480, { username: 'eva' }),
    refused('set', 474),
    { kind: 'event', event: { kind: 'webrtcup' } },
    { kind: 'event', event: plugin('waved') },
  ] satisfies readonly StateInput[])('stays the very same: %j', (input) => {
    const state = after([registered, calling, taken]);
    expect(fold(state, input)).toBe(state);
  });

  it('knows by what name, of a lost answer too', () => {
    expect(after([registered]).username).toBe('ada');
    expect(after([refused('register', 477, { username: 'ada' })]).username).toBe('ada');
    expect(after([registered, refused('register', 477, { username: 'eva' })]).username).toBe('ada');
    expect(after([refused('register', 476, { username: 'ada' })]).username).toBeUndefined();
  });

  it('is asked for after a gap by who can be called', () => {
    expect(resync?.(initial)).toBeUndefined();
    expect(resync?.(after([registered]))).toEqual({ verb: 'accept' });
  });

  it('comes back from a snapshot, without session descriptions', () => {
    expect(save?.(initial)).toBeUndefined();
    const saved = JSON.stringify(save?.(after([registered, calling, taken])));
    expect(saved).not.toContain('v=0');
    expect(load?.(JSON.parse(saved) as object)).toEqual({
      username: 'ada',
      call: { kind: 'in-call', peer: 'bob' },
    });
    for (const none of [
      {},
      { username: 'ada' },
      { username: 'ada', call: { kind: 'odd' } },
      { call: { kind: 'idle' } },
    ])
      expect(load?.(none)).toBeUndefined();
  });
});

describe('an event of the video call', () => {
  it('has the plugin’s word for its kind, and its fields', () => {
    expect(toVideoCallEvent(plugin('incomingcall', { username: 'bob' }, offer))).toEqual({
      kind: 'incomingcall',
      username: 'bob',
      jsep: offer,
    });
    expect(toVideoCallEvent(plugin('slow_link', { media: 'video', 'current-bitrate': 0 }))).toMatchObject({
      kind: 'slow_link',
      media: 'video',
      'current-bitrate': 0,
    });
  });

  it('is unknown when a later server adds it, and none when it is the core’s', () => {
    expect(toVideoCallEvent(plugin('waved'))).toMatchObject({
      kind: 'unknown',
      data: { videocall: 'event' },
    });
    const error = { code: 481, reason: 'No call', data: {}, transaction: 't' };
    expect(toVideoCallEvent({ kind: 'plugin-error', ...error })).toEqual({
      kind: 'refused',
      code: 481,
      reason: 'No call',
    });
    expect(toVideoCallEvent({ kind: 'webrtcup' })).toBeUndefined();
  });
});

it('names every code once', () => {
  expect(new Set(Object.values(VIDEOCALL_ERROR)).size).toBe(Object.keys(VIDEOCALL_ERROR).length);
});
