export { type EchoTestHandle, type EchoTestReply, type EchoTestRequest, echoTest } from './echotest.js';
export { ECHOTEST_ERROR } from './errors.js';
