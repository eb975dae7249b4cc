import { dialect } from '../rooms/dialect.js';

export { PluginRefusal } from '../rooms/dialect.js';

export const DIALECT = dialect('videoroom', { missing: 429, invalid: 430, unauthorized: 433 });

export const { checkFields, checkSecret, answerOrRefusal, invalid, success } = DIALECT;
