export type { Script as DuktapeScript } from '../common/script.js';
export { duktape } from './duktape.js';
