export { type Answer, coreScript } from './core-script.js';
export {
  type ScriptedTransport,
  type ScriptedTransportOptions,
  scriptedTransport,
} from './scripted-transport.js';
