import { dialect } from '../rooms/dialect.js';

export { PluginRefusal } from '../rooms/dialect.js';

export const DIALECT = dialect('audiobridge', { missing: 483, invalid: 484, unauthorized: 489 });

export const { checkFields, checkSecret, answerOrRefusal, invalid, success } = DIALECT;
