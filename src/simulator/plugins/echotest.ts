import { breachReason, findBreach, type FieldRules } from '../json/fields.js';
import type { JsonObject } from '../json/object.js';
import { answerSdp } from '../sdp/answer.js';
import type { PluginInstance, PluginPort, PluginRequest, SimulatedPlugin } from './plugin.js';

const FIELDS: FieldRules = {
  audio: { kind: 'boolean' },
  video: { kind: 'boolean' },
  bitrate: { kind: 'positive integer' },
  record: { kind: 'boolean' },
  filename: { kind: 'string' },
  substream: { kind: 'positive integer' },
  temporal: { kind: 'positive integer' },
  fallback: { kind: 'positive integer' },
  audiocodec: { kind: 'string' },
  videocodec: { kind: 'string' },
  videoprofile: { kind: 'string' },
  opusred: { kind: 'boolean' },
  min_delay: { kind: 'integer' },
  max_delay: { kind: 'integer' },
};

/** Fields of which a message without an offer must have one. */
const CONTROLS = [
  'audio', 'video', 'videocodec', 'videoprofile', 'opusred', 'bitrate', 'substream', 'temporal', 'fallback',
  'record', 'min_delay', 'max_delay',
]; // prettier-ignore

/** The echo test: any body is asynchronous, and an offer is answered with what it offers. */
export const echotest = (): SimulatedPlugin => ({
  name: 'janus.plugin.echotest',
  about: {
    name: 'JANUS EchoTest plugin',
    author: 'Meetecho s.r.l.',
    description: 'This is a trivial EchoTest plugin for Janus, just used to showcase the plugin interface.',
    version_string: '0.0.7',
    version: 7,
  },
  attach: echoHandle,
});

function echoHandle(port: PluginPort): PluginInstance {
  const done = (): void => port.push({ echotest: 'event', result: 'done' });
  return {
    message: (request) => ({ kind: 'later', hint: "I'm taking my time!", run: () => serve(port, request) }),
    hungUp: done,
    detached: () => undefined,
  };
}

function serve(port: PluginPort, { body, jsep, transaction }: PluginRequest): void {
  const reason = objection(body, jsep !== undefined);
  if (reason !== undefined) {
    port.push({ echotest: 'event', error_code: 413, error: reason }, { transaction });
    return;
  }
  const answer = jsep && { jsep: { type: 'answer' as const, sdp: answerSdp(jsep.sdp, 'echo') } };
  port.push({ echotest: 'event', result: 'ok' }, { transaction, ...answer });
}

function objection(body: JsonObject, hasSdp: boolean): string | undefined {
  const breach = findBreach(body, FIELDS);
  if (breach !== undefined) return breachReason(breach);
  const layer = ['substream', 'temporal'].find((name) => Number(body[name] ?? 0) > 2);
  if (layer !== undefined) return `Invalid value (${layer} should be 0, 1 or 2)`;
  if (hasSdp || CONTROLS.some((name) => body[name] !== undefined)) return undefined;
  return 'Message error: no supported attributes found';
}
