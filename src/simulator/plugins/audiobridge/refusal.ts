import { breachReason, findBreach, type FieldRules } from '../../json/fields.js';
import type { JsonObject } from '../../json/object.js';

/** Thrown to have the plugin refuse a request, with a code of its own. */
export class BridgeRefusal extends Error {
  override readonly name = 'BridgeRefusal';

  constructor(
    readonly code: number,
    readonly reason: string,
  ) {
    super(reason);
  }
}

/** The first rule that a request breaks is the plugin's refusal: 483 for what is missing, 484 for a wrong type. */
export function checkFields(body: JsonObject, rules: FieldRules): void {
  const breach = findBreach(body, rules);
  if (breach !== undefined) throw new BridgeRefusal(breach.missing ? 483 : 484, breachReason(breach));
}

/** A secret, pin or the like, if there is one to be known. */
export function checkSecret(body: JsonObject, name: 'secret' | 'pin', wanted: string | undefined): void {
  if (wanted === undefined) return;
  checkFields(body, { [name]: { kind: 'string', required: true } });
  if (body[name] !== wanted) throw new BridgeRefusal(489, `Unauthorized (wrong ${name})`);
}

/** What `run` answers, or its refusal as the plugin tells it. */
export function answerOrRefusal(run: () => JsonObject): JsonObject {
  try {
    return run();
  } catch (error) {
    if (error instanceof BridgeRefusal)
      return { audiobridge: 'event', error_code: error.code, error: error.reason };
    throw error;
  }
}
