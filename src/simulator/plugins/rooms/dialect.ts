import { breachReason, findBreach, type FieldRules } from '../../json/fields.js';
import type { JsonObject } from '../../json/object.js';

/** Thrown to have a plugin refuse a request, with a code of its own. */
export class PluginRefusal extends Error {
  override readonly name = 'PluginRefusal';

  constructor(
    readonly code: number,
    readonly reason: string,
  ) {
    super(reason);
  }
}

/** The codes of a plugin for what all plugins with rooms refuse. */
interface Codes {
  readonly missing: number;
  readonly invalid: number;
  readonly unauthorized: number;
}

/** What plugins with rooms say alike, each with its own name and codes. */
export interface Dialect {
  /** The first rule that a request breaks is the plugin's refusal. */
  readonly checkFields: (body: JsonObject, rules: FieldRules) => void;
  /** A secret or pin, if there is one to be known. */
  readonly checkSecret: (body: JsonObject, name: 'secret' | 'pin', wanted: string | undefined) => void;
  /** A field that holds what it must not. */
  readonly invalid: (reason: string) => PluginRefusal;
  readonly success: (fields?: JsonObject) => JsonObject;
  /** What `run` answers, or its refusal as the plugin tells it. */
  readonly answerOrRefusal: (run: () => JsonObject) => JsonObject;
}

export function dialect(plugin: string, codes: Codes): Dialect {
  const checkFields: Dialect['checkFields'] = (body, rules) => {
    const breach = findBreach(body, rules);
    if (breach !== undefined)
      throw new PluginRefusal(breach.missing ? codes.missing : codes.invalid, breachReason(breach));
  };
  return {
    checkFields,
    checkSecret: (body, name, wanted) => {
      if (wanted === undefined) return;
      checkFields(body, { [name]: { kind: 'string', required: true } });
      if (body[name] !== wanted) throw new PluginRefusal(codes.unauthorized, `Unauthorized (wrong ${name})`);
    },
    invalid: (reason) => new PluginRefusal(codes.invalid, reason),
    success: (fields) => ({ [plugin]: 'success', ...fields }),
    answerOrRefusal: (run) => {
      try {
        return run();
      } catch (error) {
        if (error instanceof PluginRefusal)
          return { [plugin]: 'event', error_code: error.code, error: error.reason };
        throw error;
      }
    },
  };
}
