export { type EchoTestHandle, type EchoTestReply, type EchoTestRequest, echoTest } from './echotest.js';
export { ECHOTEST_ERROR } from './errors.js';
export type { EchoEvent, EchoLayer, EchoMedia } from './state.js';
