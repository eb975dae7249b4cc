import type { JsonObject } from '../../json/object.js';
import { isObject } from '../../json/object.js';
import { answerSdp } from '../../sdp/answer.js';
import type { PluginRequest } from '../plugin.js';
import type { Publisher } from './publisher.js';
import { PluginRefusal } from './refusal.js';
import type { Room } from './room.js';
import { describeStreams, streamsOf } from './streams.js';

/** Answers a request of a publisher: with what the streams are now if it brought an offer, else plainly. */
export function publish(publisher: Publisher, room: Room, request: PluginRequest, event: JsonObject): void {
  const { jsep, transaction, body } = request;
  if (jsep?.type !== 'offer') {
    publisher.port.push(event, { transaction });
    return;
  }
  if (!publisher.started) checkRoomLeft(publisher, room);
  publisher.streams = streamsOf(jsep.sdp, room.codecs, descriptionsOf(body));
  const answer = { type: 'answer', sdp: answerSdp(jsep.sdp, 'receive', room.codecs) } as const;
  publisher.port.push({ ...event, ...describeStreams(publisher.streams) }, { transaction, jsep: answer });
}

function checkRoomLeft(publisher: Publisher, { members, settings }: Room): void {
  const publishing = [...members.values()].filter((member) => member !== publisher && member.started);
  if (publishing.length === settings.maxPublishers) {
    throw new PluginRefusal(432, `Maximum number of publishers (${settings.maxPublishers}) already reached`);
  }
}

function descriptionsOf(body: JsonObject): ReadonlyMap<string, string> {
  const list = Array.isArray(body['descriptions']) ? body['descriptions'].filter(isObject) : [];
  return new Map(list.map(({ mid, description }) => [String(mid), String(description)]));
}
