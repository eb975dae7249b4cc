import type { FieldRules } from '../../json/fields.js';
import type { JsonObject } from '../../json/object.js';
import type { Dialect } from './dialect.js';
import type { RoomId } from './ids.js';

/** Who may come into a room: everybody, or who brings one of its tokens. */
export class AllowList {
  readonly tokens: Set<string>;
  isChecked: boolean;

  constructor(tokens?: readonly string[]) {
    this.tokens = new Set(tokens);
    this.isChecked = tokens !== undefined;
  }

  admits(token: unknown): boolean {
    return !this.isChecked || (typeof token === 'string' && this.tokens.has(token));
  }
}

/** What the verb `allowed` brings, but for the room. */
export const ALLOWED: FieldRules = {
  secret: { kind: 'string' },
  action: { kind: 'string', required: true },
  allowed: { kind: 'array' },
};

/** Serves the verb `allowed`; the room is looked up once its action is known to be one. */
export function changeAllowed(
  { invalid, success }: Dialect,
  body: JsonObject,
  access: () => { readonly id: RoomId; readonly allowed: AllowList },
): JsonObject {
  const action = String(body['action']).toLowerCase();
  if (!['enable', 'disable', 'add', 'remove'].includes(action))
    throw invalid(`Unsupported action '${String(body['action'])}' (allowed)`);
  const { id: room, allowed } = access();
  if (action === 'enable' || action === 'disable') allowed.isChecked = action === 'enable';
  else
    for (const token of readAllowed(body, invalid) ?? [])
      if (action === 'add') allowed.tokens.add(token);
      else allowed.tokens.delete(token);
  return success({ room, ...(action === 'disable' ? {} : { allowed: [...allowed.tokens] }) });
}

/** The tokens that a request brings, undefined where it brings no list. */
export function readAllowed(body: JsonObject, invalid: Dialect['invalid']): readonly string[] | undefined {
  const tokens = body['allowed'] as readonly unknown[] | undefined;
  if (tokens?.some((token) => typeof token !== 'string'))
    throw invalid('Invalid element in the allowed array (not a string)');
  return tokens as readonly string[] | undefined;
}
