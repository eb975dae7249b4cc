import type { Candidate, CandidatesCompleted, Jsep } from '../protocol/jsep.js';
import type { JanusMessage } from '../protocol/messages.js';

/** The data of a plugin, as it came. */
export type PluginPayload = Readonly<Record<string, unknown>>;

/** What happens on a handle; `switch` on `kind`. Kinds that the server may add come as `'unknown'`. */
export type HandleEvent =
  | {
      /** The plugin says something that answers no request, or a second thing under one transaction. */
      readonly kind: 'plugin';
      readonly data: PluginPayload;
      readonly jsep: Jsep | undefined;
      readonly transaction: string | undefined;
    }
  | {
      /** The plugin tells of an error that answers no request. */
      readonly kind: 'plugin-error';
      readonly code: number;
      readonly reason: string;
      readonly data: PluginPayload;
      readonly transaction: string | undefined;
    }
  | {
      /** The PeerConnection is up. */
      readonly kind: 'webrtcup';
    }
  | {
      /** Media began or ceased to arrive at the server. */
      readonly kind: 'media';
      readonly mid: string | undefined;
      readonly type: 'audio' | 'video' | undefined;
      readonly receiving: boolean;
      /** Seconds without media. */
      readonly seconds: number | undefined;
      /** The simulcast layer. */
      readonly substream: number | undefined;
    }
  | {
      /** Packets are being lost: on the way to the server when `uplink`. */
      readonly kind: 'slowlink';
      readonly mid: string | undefined;
      readonly media: 'audio' | 'video' | undefined;
      readonly uplink: boolean;
      /** Packets lost since the last such event. */
      readonly lost: number;
    }
  | {
      /** The PeerConnection is down; the handle stays usable. */
      readonly kind: 'hangup';
      readonly reason: string | undefined;
    }
  | {
      /** A candidate of the server's, or the end of them; may come before the answer. */
      readonly kind: 'trickle';
      readonly candidate: Candidate | CandidatesCompleted;
    }
  | {
      /** ICE failed. */
      readonly kind: 'ice-failed';
    }
  | {
      /** The server detached the handle; `event$` ends after this. */
      readonly kind: 'detached';
    }
  | {
      /** Something this library does not know. */
      readonly kind: 'unknown';
      readonly message: JanusMessage;
    };

/** Reads a message that came for a handle. */
export const toHandleEvent = (message: JanusMessage): HandleEvent => {
  switch (message.janus) {
    case 'event':
      return pluginEvent(message);
    case 'webrtcup':
    case 'ice-failed':
    case 'detached':
      return { kind: message.janus };
    case 'media': {
      const { mid, type, receiving = false, seconds, substream } = message;
      return { kind: 'media', mid, type, receiving, seconds, substream };
    }
    case 'slowlink': {
      const { mid, media, uplink = false, lost = 0 } = message;
      return { kind: 'slowlink', mid, media, uplink, lost };
    }
    case 'hangup':
      return { kind: 'hangup', reason: message.reason };
    case 'trickle':
      return { kind: 'trickle', candidate: message.candidate };
    default:
      return { kind: 'unknown', message };
  }
};

const pluginEvent = ({
  plugindata: { data },
  jsep,
  transaction,
}: Extract<JanusMessage, { janus: 'event' }>): HandleEvent =>
  typeof data['error_code'] === 'number'
    ? {
        kind: 'plugin-error',
        code: data['error_code'],
        reason: String(data['error'] ?? ''),
        data,
        transaction,
      }
    : { kind: 'plugin', data, jsep, transaction };
