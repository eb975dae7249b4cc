// What two people send to the VideoRoom of a real server and of the simulator.
import type { Json } from './json.js';
import type { Step } from './parity-steps.js';
import { offer } from './sdp.js';

const ask = (by: number, body: Json, gives: readonly number[], jsep?: Json): Step => ({
  by,
  gives,
  send: ({ session, room }) => ({
    janus: 'message',
    session_id: session,
    handle_id: room,
    body,
    ...(jsep === undefined ? {} : { jsep }),
  }),
});
const alone = (body: Json, count: number): Step => ask(0, body, [count, 0]);
const sent = (type: string, direction = 'sendonly'): Json => ({ type, sdp: offer(direction) });

/** The same request again and again, with more of its fields each time. */
const growing = (request: string, ...fields: readonly Json[]): readonly Step[] =>
  fields.map((_, index) => alone({ request, ...Object.assign({}, ...fields.slice(0, index + 1)) }, 1));

/** What a room is governed with, in room 77, whose secret is `s`. */
const governing: readonly Step[] = [
  alone({ request: 'edit', room: 77, secret: 's', new_secret: '', new_pin: '', new_lock_record: true }, 1),
  alone({ request: 'edit', room: 77, secret: 's', new_pin: 5 }, 1),
  ...growing('enable_recording', {}, { record: 'x' }, { record: true }, { room: 'x' }, { room: 77 }),
  alone({ request: 'enable_recording', room: 77, record: true, secret: 'x' }, 1),
  alone({ request: 'enable_recording', room: 77, record: true, secret: 's' }, 1),
  alone({ request: 'list' }, 1),
  alone({ request: 'enable_recording', room: 77, record: false, secret: 's' }, 1),
  ...growing('listforwarders', {}, { room: 5 }, { room: 77 }, { secret: 's' }),
  ...growing('stop_rtp_forward', {}, { room: 77 }, { publisher_id: 5 }, { stream_id: 3 }, { secret: 's' }),
  ...growing('kick', {}, { id: 'x' }, { id: 5 }, { room: 'x' }, { room: 77 }, { secret: 5 }, { secret: 's' }),
  ...growing('moderate', {}, { room: 77 }, { id: 'x' }, { id: 5 }, { mid: 5 }, { mid: '0' }, { mute: true }),
  alone({ request: 'moderate', id: 5, mid: '0', mute: true }, 1),
  ...['x', 's'].map((secret) =>
    alone({ request: 'moderate', room: 77, id: 5, mid: '0', mute: true, secret }, 1),
  ),
  ...growing(
    'allowed',
    {},
    { room: 77 },
    { action: 'ADD' },
    { secret: 's' },
    { allowed: [5] },
    { allowed: ['t'] },
  ),
  ...['enable', 'disable', 'enable'].map((action) =>
    alone({ request: 'allowed', room: 77, secret: 's', action }, 1),
  ),
  ...[{}, { token: 'x' }, { token: 5 }].map((token) =>
    alone({ request: 'join', room: 77, pin: 'p', ptype: 'publisher', ...token }, 2),
  ),
  alone({ request: 'allowed', room: 77, secret: 's', action: 'remove', allowed: ['t'] }, 1),
  alone({ request: 'allowed', room: 77, secret: 's', action: 'disable' }, 1),
];

export const roomSteps: readonly Step[] = [
  ...[{}, { request: 5 }, { request: 'foo' }, { request: 'exists' }, { request: 'exists', room: 'x' }].map(
    (body) => alone(body, 1),
  ),
  ...[{ room: 1234 }, { audiocodec: 'foo' }, { allowed: [5] }, { publishers: -1 }].map((body) =>
    alone({ request: 'create', ...body }, 1),
  ),
  alone({ request: 'list' }, 1),
  alone({ request: 'create', room: 77, secret: 's', pin: 'p', publishers: 2, notify_joining: true }, 1),
  alone({ request: 'edit', room: 77 }, 1),
  alone({ request: 'edit', room: 77, secret: 's', new_description: 'Edited' }, 1),
  alone({ request: 'allowed', room: 77, secret: 's', action: 'foo' }, 1),
  alone({ request: 'kick', room: 77, secret: 's', id: 5 }, 1),
  ...governing,
  ...['configure', 'start', 'update', 'switch', 'leave', 'join'].map((request) => alone({ request }, 2)),
  ...[{}, { ptype: 'x' }, { ptype: 'publisher' }, { ptype: 'publisher', pin: 'x' }].map((body) =>
    alone({ request: 'join', room: 77, ...body }, 2),
  ),
  alone({ request: 'join', room: 77, pin: 'p', ptype: 'subscriber', feed: 5 }, 2),
  alone({ request: 'join', room: 77, pin: 'p', ptype: 'publisher', id: 1, display: 'Ann' }, 2),
  alone({ request: 'join', room: 77, pin: 'p', ptype: 'publisher' }, 2),
  ask(1, { request: 'join', room: 77, pin: 'p', ptype: 'publisher', id: 1 }, [0, 2]),
  ask(1, { request: 'join', room: 77, pin: 'p', ptype: 'publisher', id: 2 }, [1, 2]),
  alone({ request: 'unpublish' }, 2),
  alone({ request: 'start' }, 2),
  alone({ request: 'update' }, 2),
  alone({ request: 'moderate', room: 77, secret: 's', id: 1, mid: '0', mute: true }, 1),
  alone({ request: 'stop_rtp_forward', room: 77, secret: 's', publisher_id: 1, stream_id: 3 }, 1),
  ask(0, { request: 'configure', display: 'Anne' }, [2, 1]),
  ask(0, { request: 'publish', descriptions: [{ mid: '0', description: 'Mic' }] }, [2, 0], sent('offer')),
  ask(0, { request: 'publish', audiocodec: 'pcmu' }, [2, 0], sent('offer')),
  ...[true, false].map((mute) =>
    ask(1, { request: 'moderate', room: 77, secret: 's', id: 1, mid: '0', mute }, [1, 2]),
  ),
  alone({ request: 'moderate', room: 77, secret: 's', id: 1, mid: '9', mute: true }, 1),
  ask(0, { request: 'kick', room: 77, secret: 's', id: 2 }, [2, 1]),
  ask(1, { request: 'configure' }, [0, 2]),
  ask(1, { request: 'join', room: 77, ptype: 'publisher' }, [0, 2]),
  alone({ request: 'leave' }, 2),
  alone({ request: 'leave' }, 2),
  alone({ request: 'destroy', room: 77, secret: 's' }, 1),
];
