export type { Script as LuaScript } from '../common/script.js';
export { lua } from './lua.js';
