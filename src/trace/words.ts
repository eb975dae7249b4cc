import type { JanusMessage, PluginData } from '../protocol/messages.js';
import type { Jsep } from '../protocol/jsep.js';
import { redact } from '../protocol/redact.js';
import type { OutgoingRequest } from '../protocol/requests.js';
import { shortId, withShortIds } from './short-id.js';

/** What of a body is told. */
export interface WordsOptions {
  /** Names of fields that are hidden beside those that are known to hold secrets. */
  readonly hide?: readonly string[];
  /** `false`: the `request` of a body alone, and of an event nothing; no display names, no texts. */
  readonly bodies?: boolean;
  /** The longest text, in characters; 240 by default. */
  readonly maxText?: number;
}

/** A description holds addresses and keys, and a private id opens what is private. */
const NEVER_TOLD = ['sdp', 'private_id', 'opaque_id'];
const MAX_TEXT = 240;
const HIDDEN = '***';

const ENVELOPE: ReadonlySet<string> = new Set(['janus', 'transaction', 'session_id', 'sender', 'opaque_id']);

/** Writes frames down in words that may be shown to anybody. */
export class Words {
  readonly #hidden: ReadonlySet<string>;
  readonly #options: WordsOptions;

  constructor(options: WordsOptions) {
    this.#hidden = new Set([...NEVER_TOLD, ...(options.hide ?? [])].map((name) => name.toLowerCase()));
    this.#options = options;
  }

  ofRequest({ janus, plugin, body, jsep, candidate, candidates }: OutgoingRequest): string {
    const count = candidates?.length ?? (candidate ? 1 : 0);
    return this.line(
      janus,
      plugin,
      body && this.#body(body),
      ofJsep(jsep),
      count > 0 && (candidate && 'completed' in candidate ? 'the last candidate' : `${count} candidates`),
    );
  }

  ofMessage(message: JanusMessage, verb: string | undefined): string {
    switch (message.janus) {
      case 'success':
        return this.line('success', ofNewId(message.data?.id, verb), this.#plugin(message.plugindata));
      case 'error':
        return this.line('error', message.error.code, message.error.reason);
      case 'event':
        return this.line('event', this.#plugin(message.plugindata), ofJsep(message.jsep));
      case 'server_info':
        return this.line(
          'server_info',
          message.version_string,
          `session_timeout ${message['session-timeout'] ?? '?'} s`,
          `reclaim_session_timeout ${message['reclaim-session-timeout'] ?? '?'} s`,
        );
      case 'trickle':
        return this.line('trickle', 'completed' in message.candidate ? 'the last candidate' : '1 candidate');
      case 'unknown':
        return this.line(message.verb, this.#rest(message.raw));
      default:
        return this.line(message.janus, this.#rest({ ...message }));
    }
  }

  /** Parts joined, on one line, with ids shortened, no longer than is wanted. */
  line(...parts: readonly unknown[]): string {
    const text = withShortIds(parts.filter((part) => part !== undefined && part !== false).join(' '));
    const max = this.#options.maxText ?? MAX_TEXT;
    const line = text.replace(/\s+/g, ' ').trim();
    return line.length > max ? `${line.slice(0, max - 1)}…` : line;
  }

  #plugin(plugindata: PluginData | undefined): string | undefined {
    return plugindata && this.#body(plugindata.data);
  }

  #rest(message: Readonly<Record<string, unknown>>): string | undefined {
    const entries = Object.entries(message).filter(([name]) => !ENVELOPE.has(name));
    return entries.length === 0 ? undefined : this.#body(Object.fromEntries(entries));
  }

  #body(body: object): string | undefined {
    if (this.#options.bodies === false) return 'request' in body ? String(body.request) : undefined;
    try {
      return JSON.stringify(redact(body), (key, value: unknown) =>
        this.#hidden.has(key.toLowerCase()) ? HIDDEN : value,
      );
    } catch {
      // A circle, a BigInt: the transport tells whoever sent it.
      return '(no JSON)';
    }
  }
}

const ofJsep = (jsep: Jsep | undefined): string | undefined => jsep && `+ ${jsep.type}`;

const ofNewId = (id: unknown, verb: string | undefined): string | undefined =>
  typeof id === 'number' ? `${verb === 'attach' ? 'handle' : 'session'} ${shortId(id)}` : undefined;
