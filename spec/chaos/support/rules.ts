// What must hold whatever breaks; a violation names the rule, and all that is needed to make it happen again.

export const RULES = [
  'every request ends once, by its answer or a typed error, before its deadline',
  'what must not run twice runs once at most',
  'only what was in flight at a drop is in doubt',
  'no session is given up that the server still has',
  'no session is kept that the server no longer has',
  'a session ends with the error of what ended it, and by nothing else',
  'a session that stands hears its events',
  'the status is told in order',
  'a gap is told for each claim after a drop, and at no other time',
  'the server has the handles that we hold, and those that a repeated attach can leave',
  'nothing is left on the server when all have gone',
  'no connection, timer or socket is left in the process',
  'nothing is thrown at nobody',
] as const;

export type Rule = (typeof RULES)[number];

export interface Violation {
  readonly rule: Rule;
  readonly told: string;
}
