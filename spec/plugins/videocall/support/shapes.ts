// What the answers of the VideoCall plugin hold.
import { type VideoCallVerbs } from 'rxjs-janus/videocall';
import { type ReplyShapes } from '../../support/shape.js';

const HANGUP = { event: '=hangup', 'username?': 'string', reason: 'string' } as const;

const reply = <const R>(result: R) => ({ videocall: '=event', result }) as const;

export const REPLIES = {
  list: reply({ list: ['string'] }),
  register: reply({ event: '=registered', username: 'string' }),
  call: reply({ $either: [{ event: '=calling' }, HANGUP] }),
  accept: reply({ event: '=accepted' }),
  set: reply({ event: '=set' }),
  hangup: reply(HANGUP),
} as const satisfies ReplyShapes<VideoCallVerbs>;
