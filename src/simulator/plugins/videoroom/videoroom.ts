import type { PluginInstance, PluginPort, PluginRequest, PluginResult, SimulatedPlugin } from '../plugin.js';
import type { VideoRoomConfig } from './config.js';
import { joinAsPublisher } from './join-publisher.js';
import { joinAsSubscriber } from './join-subscriber.js';
import { Publisher } from './publisher.js';
import { servePublisher } from './publisher-verbs.js';
import { answerOrRefusal, checkFields, PluginRefusal } from './refusal.js';
import { Rooms } from './rooms.js';
import type { Subscriber } from './subscriber.js';
import { serveSubscriber } from './subscriber-verbs.js';
import { SYNC_VERBS } from './sync-verbs.js';

const ASYNC_VERBS = new Set([
  'join', 'joinandconfigure', 'update', 'configure', 'publish', 'unpublish', 'start', 'pause', 'switch',
  'subscribe', 'unsubscribe', 'leave',
]); // prettier-ignore

/** The signalling of videorooms; no media flows. */
export const videoroom = (rooms: readonly VideoRoomConfig[], stringIds: boolean): SimulatedPlugin => {
  const all = new Rooms(rooms, stringIds);
  return {
    name: 'janus.plugin.videoroom',
    about: {
      name: 'JANUS VideoRoom plugin',
      author: 'Meetecho s.r.l.',
      description:
        'This is a plugin implementing a videoconferencing SFU (Selective Forwarding Unit) for Janus, that is an audio/video router.',
      version_string: '0.0.9',
      version: 9,
    },
    attach: (port) => new RoomHandle(all, port),
  };
};

/** One handle: nobody yet, and then a publisher or a subscriber for as long as it lives. */
class RoomHandle implements PluginInstance {
  #who: Publisher | Subscriber | undefined;

  constructor(
    private readonly rooms: Rooms,
    private readonly port: PluginPort,
  ) {}

  message(request: PluginRequest): PluginResult {
    const verb = String(request.body['request']).toLowerCase();
    if (ASYNC_VERBS.has(verb)) return { kind: 'later', run: () => this.#later(request) };
    return { kind: 'now', data: answerOrRefusal(() => this.#now(verb, request)) };
  }

  cameUp(): void {
    if (this.#who instanceof Publisher) this.#who.cameUp();
  }

  hungUp(): void {
    this.#who?.hungUp();
  }

  detached(): void {
    const who = this.#who;
    if (who === undefined) return;
    // Once more than the core has it done: the server tells the others both times.
    who.hungUp();
    if (who instanceof Publisher) who.leave('leaving');
    else this.rooms.subscribers.delete(who);
  }

  #now(verb: string, { body }: PluginRequest): Readonly<Record<string, unknown>> {
    checkFields(body, { request: { kind: 'string', required: true } });
    const serve = Object.hasOwn(SYNC_VERBS, verb) ? SYNC_VERBS[verb] : undefined;
    if (serve === undefined) throw new PluginRefusal(423, `Unknown request '${String(body['request'])}'`);
    return serve(this.rooms, body);
  }

  #later(request: PluginRequest): void {
    const refused = answerOrRefusal(() => {
      this.#serve(request);
      return {};
    });
    if ('error_code' in refused) this.port.push(refused, { transaction: request.transaction });
  }

  #serve(request: PluginRequest): void {
    if (this.#who === undefined) this.#join(request);
    else if (this.#who instanceof Publisher) servePublisher(this.#who, request);
    else serveSubscriber(this.#who, request, this.rooms);
  }

  #join(request: PluginRequest): void {
    const { body } = request;
    if (!String(body['request']).toLowerCase().startsWith('join')) {
      throw new PluginRefusal(424, 'Invalid request on unconfigured participant');
    }
    checkFields(body, this.rooms.ids.rule('room', true));
    checkFields(body, { ptype: { kind: 'string', required: true }, token: { kind: 'string' } });
    const room = this.rooms.access(body, 'pin');
    const kind = String(body['ptype']).toLowerCase();
    if (kind === 'publisher') this.#who = joinAsPublisher(this.rooms, room, this.port, request);
    else if (kind === 'subscriber') this.#who = joinAsSubscriber(this.rooms, room, this.port, request);
    else throw new PluginRefusal(430, 'Invalid element (ptype)');
  }
}
