export { injectJanus, injectJanusHandle$, injectJanusSession$ } from './inject-janus.js';
export { JANUS, JANUS_SESSION, JANUS_TRANSPORT, type Janus } from './janus.js';
export { janusErrorIn } from './janus-error-in.js';
export { type Outcome, outcome } from './outcome.js';
export { type JanusOptions, provideJanus } from './provide-janus.js';
export { stateOf$ } from './state-of.js';
export { type JanusStatus, statusOf$ } from './status-of.js';
export { throughZone } from './through-zone.js';
export {
  type OptionsOrFactory,
  type TransportFactory,
  type TransportSurroundings,
  withRest,
  withWebSocket,
} from './transports.js';
