export { SERVER_ERROR, type ServerErrorCode, serverErrorName } from './errors/codes.js';
export {
  type CloseInfo,
  ConnectionFailedError,
  ConnectionLostError,
  HttpStatusError,
} from './errors/connection-errors.js';
export {
  type JanusClientError,
  type JanusErrorKind,
  type JanusErrorOf,
  isJanusError,
} from './errors/errors.js';
export { InvalidArgumentError, ProtocolError } from './errors/input-errors.js';
export { JanusError } from './errors/janus-error.js';
export {
  PluginError,
  type RefusedError,
  type Refusal,
  RequestInDoubtError,
  RequestTimeoutError,
  ServerError,
  TooManyWaitingError,
  type Unanswered,
  type UnansweredError,
} from './errors/request-errors.js';
export {
  HandleDetachedError,
  HandleEndedError,
  type ReclaimRefusal,
  SessionEndedError,
  SessionLostError,
  SessionReclaimError,
  SessionSupersededError,
  SessionTimeoutError,
} from './errors/session-errors.js';
export type { ErrorIds } from './errors/where.js';
export type { EventOf, HandleEvent, PluginErrorEvent, PluginEvent, PluginPayload } from './handle/events.js';
export type { Handle, MessageOptions, Reply, Trickle } from './handle/handle.js';
export type { Gap } from './handle/host.js';
export {
  type HandleOf,
  type Plugin,
  type PluginDefinition,
  type PluginVerbRule,
  type VerbMap,
  type VerbTypes,
  definePlugin,
} from './handle/plugin.js';
export { ofKind } from './internal/of-kind.js';
export { decode } from './protocol/decode.js';
export type { Candidate, CandidatesCompleted, Jsep } from './protocol/jsep.js';
export type * from './protocol/messages.js';
export type { OutgoingRequest, RequestBody } from './protocol/requests.js';
export { REQUEST, type RequestVerb, type SessionVerb, type VerbRule } from './protocol/verbs.js';
export { claim$ } from './session/claim.js';
export { type CreateOptions, create$ } from './session/create.js';
export { type OpenOptions, openSession$ } from './session/open-session.js';
export type { ReclaimPolicy, SessionOptions, Teardown } from './session/options.js';
export { type ServerRequestOptions, info$, ping$ } from './session/server.js';
export type { AttachOptions, JanusSession } from './session/session.js';
export type { SessionStatus } from './session/status.js';
export { type BackOffOptions, backOff } from './transport/back-off.js';
export type { Diagnostic } from './transport/diagnostic.js';
export type { FetchLike } from './transport/fetch-http.js';
export type { WebSocketFactory, WebSocketLike } from './transport/kept-socket.js';
export type { TokenContext, TransportOptions } from './transport/options.js';
export { type RestTransportOptions, restTransport } from './transport/rest.js';
export { type TransportOverOptions, transportOver } from './transport/transport-over.js';
export type { Connection, JanusTransport, SendFailure, TransportState } from './transport/transport.js';
export { type WebSocketTransportOptions, webSocketTransport } from './transport/websocket.js';
export type { Dial, Wire, WireSink } from './transport/wire.js';
