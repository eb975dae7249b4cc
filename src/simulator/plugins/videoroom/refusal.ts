import { breachReason, findBreach, type FieldRules } from '../../json/fields.js';
import type { JsonObject } from '../../json/object.js';

/** Thrown to have the plugin refuse a request, with a code of its own. */
export class RoomRefusal extends Error {
  override readonly name = 'RoomRefusal';

  constructor(
    readonly code: number,
    readonly reason: string,
  ) {
    super(reason);
  }
}

/** The first rule that a request breaks is the plugin's refusal: 429 for what is missing, 430 for a wrong type. */
export function checkFields(body: JsonObject, rules: FieldRules): void {
  const breach = findBreach(body, rules);
  if (breach !== undefined) throw new RoomRefusal(breach.missing ? 429 : 430, breachReason(breach));
}

/** What `run` answers, or its refusal as the plugin tells it. */
export function answerOrRefusal(run: () => JsonObject): JsonObject {
  try {
    return run();
  } catch (error) {
    if (error instanceof RoomRefusal)
      return { videoroom: 'event', error_code: error.code, error: error.reason };
    throw error;
  }
}
