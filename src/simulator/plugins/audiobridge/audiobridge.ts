import type { JsonObject } from '../../json/object.js';
import { answerSdp } from '../../sdp/answer.js';
import type { PluginInstance, PluginPort, PluginRequest, PluginResult, SimulatedPlugin } from '../plugin.js';
import { configure } from './configure.js';
import { admit, enter } from './enter.js';
import { answerOrRefusal, PluginRefusal, checkFields, success } from './refusal.js';
import type { Member, Room } from './room.js';
import { Rooms } from './rooms.js';
import { SYNC_VERBS } from './sync-verbs.js';

/** The signalling of audio bridges: who is in which room, and muted or not; no media flows, and nothing is mixed. */
export const audiobridge = (stringIds: boolean): SimulatedPlugin => {
  const rooms = new Rooms(stringIds);
  return {
    name: 'janus.plugin.audiobridge',
    about: {
      name: 'JANUS AudioBridge plugin',
      author: 'Meetecho s.r.l.',
      description: 'This is a plugin implementing an audio conference bridge for Janus, mixing Opus streams.',
      version_string: '0.0.12',
      version: 12,
    },
    attach: (port) => new BridgeHandle(rooms, port),
  };
};

type Here = readonly [Room, Member];

/** One handle: in a room or in none. */
class BridgeHandle implements PluginInstance {
  #here: Here | undefined;
  #isUp = false;

  constructor(
    private readonly rooms: Rooms,
    private readonly port: PluginPort,
  ) {}

  message(request: PluginRequest): PluginResult {
    const verb = String(request.body['request']).toLowerCase();
    if (verb in this.#verbs) return { kind: 'later', run: () => this.#later(verb, request) };
    return { kind: 'now', data: answerOrRefusal(() => this.#now(verb, request)) };
  }

  cameUp(): void {
    this.#isUp = true;
    const here = this.#place();
    if (!here) return;
    const [room, member] = here;
    member.started = true;
    room.tell({ participants: [room.show(member)] }, member);
  }

  hungUp(): void {
    this.#isUp = false;
    this.#goOut();
  }

  detached(): void {
    this.#goOut();
  }

  #now(verb: string, { body }: PluginRequest): JsonObject {
    checkFields(body, { request: { kind: 'string', required: true } });
    if (verb === 'resetdecoder') {
      this.#demand("Can't reset (not in a room)");
      return success();
    }
    const serve = Object.hasOwn(SYNC_VERBS, verb) ? SYNC_VERBS[verb] : undefined;
    if (serve === undefined) throw new PluginRefusal(482, `Unknown request '${String(body['request'])}'`);
    return serve(this.rooms, body);
  }

  #later(verb: string, { body, jsep, transaction }: PluginRequest): void {
    const data = answerOrRefusal(() => this.#verbs[verb]?.(body) ?? {});
    const answer =
      jsep?.type === 'offer' && !('error_code' in data) ? answerSdp(jsep.sdp, 'echo', ['opus']) : '';
    this.port.push(data, { transaction, ...(answer && { jsep: { type: 'answer', sdp: answer } }) });
  }

  readonly #verbs: Readonly<Record<string, (body: JsonObject) => JsonObject>> = {
    join: (body) => {
      if (this.#place())
        throw new PluginRefusal(491, 'Already in a room (use changeroom to join another one)');
      return { audiobridge: 'joined', ...this.#enter(admit(this.rooms, body), body) };
    },
    changeroom: (body) => {
      const [room] = this.#demand("Can't change room (not in a room in the first place)");
      if (room.id === body['room']) throw new PluginRefusal(491, 'Already in this room');
      const next = admit(this.rooms, body);
      this.#goOut();
      return { audiobridge: 'roomchanged', ...this.#enter(next, body) };
    },
    configure: (body) => {
      const [room, member] = this.#demand("Can't configure (not in a room)");
      configure(room, member, body);
      return { audiobridge: 'event', result: 'ok' };
    },
    leave: () => {
      const [room, { id }] = this.#demand("Can't leave (not in a room)");
      this.#goOut();
      return { audiobridge: 'left', room: room.id, id };
    },
    hangup: () => {
      this.port.closePc();
      return { audiobridge: 'hangingup' };
    },
  };

  #enter(room: Room, body: JsonObject): JsonObject {
    const member = enter(this.rooms, room, this.port, body, this.#isUp);
    this.#here = [room, member];
    return { room: room.id, id: member.id, participants: room.list(member) };
  }

  /** Where it is, if the room still has it. */
  #place(): Here | undefined {
    const [room, member] = this.#here ?? [];
    return room && member && room.members.get(member.id) === member ? [room, member] : undefined;
  }

  #demand(otherwise: string): Here {
    const here = this.#place();
    if (!here) throw new PluginRefusal(487, otherwise);
    return here;
  }

  #goOut(): void {
    const [room, member] = this.#place() ?? [];
    if (room && member) room.remove(member);
    this.#here = undefined;
  }
}
