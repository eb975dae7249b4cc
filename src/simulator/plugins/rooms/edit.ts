import type { JsonObject } from '../../json/object.js';

/** Settings that every room has, and that can be changed later. */
export interface Editable {
  description: string;
  secret: string | undefined;
  pin: string | undefined;
  isPrivate: boolean;
}

/** Which setting each field of an `edit` changes. */
export type Changes<S> = Readonly<Record<string, (settings: S, value: unknown) => void>>;

/** Those of every room; what is empty changes nothing. */
export const CHANGES: Changes<Editable> = {
  new_description: (settings, value) => void (settings.description = String(value) || settings.description),
  new_is_private: (settings, value) => void (settings.isPrivate = value === true),
  new_secret: (settings, value) => void (settings.secret = String(value) || settings.secret),
  new_pin: (settings, value) => void (settings.pin = String(value) || settings.pin),
};

export function edit<S>(settings: S, changes: Changes<S>, body: JsonObject): void {
  for (const [field, change] of Object.entries(changes))
    if (body[field] !== undefined) change(settings, body[field]);
}
