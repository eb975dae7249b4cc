export { JANUS_SCRIPT, type JanusTestingOptions, provideJanusTesting } from './provide-janus-testing.js';
