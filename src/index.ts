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
export type { Handle, HandleSnapshot, MessageOptions, Reply, Trickle } from './handle/handle.js';
export type { Gap } from './handle/host.js';
export { type SliceOptions, inSlices } from './handle/in-slices.js';
export {
  type BareVerb,
  type HandleOf,
  type Plugin,
  type PluginDefinition,
  type PluginVerbRule,
  type VerbMap,
  type VerbTypes,
  definePlugin,
} from './handle/plugin.js';
export type { PluginState, StateInput, StateQuestion, Stateful } from './handle/plugin-state.js';
export type { Reader, RefusedEvent, Told, UnknownEvent } from './handle/told.js';
export { type OfKind, ofKind } from './internal/of-kind.js';
export { decode } from './protocol/decode.js';
export type { Candidate, CandidatesCompleted, Jsep } from './protocol/jsep.js';
export type * from './protocol/messages.js';
export { redact } from './protocol/redact.js';
export type { OutgoingRequest, RequestBody } from './protocol/requests.js';
export { REQUEST, type RequestVerb, type SessionVerb, type VerbRule } from './protocol/verbs.js';
export { claim$ } from './session/claim.js';
export { type CreateOptions, create$ } from './session/create.js';
export { type OpenOptions, type OrElse, openSession$ } from './session/open-session.js';
export { type PersistOptions, persist } from './session/persist.js';
export type { ReclaimPolicy, SessionOptions, Teardown } from './session/options.js';
export { resume$ } from './session/resume.js';
export { type ServerRequestOptions, info$, ping$ } from './session/server.js';
export type { AttachOptions, JanusSession, ReattachOptions } from './session/session.js';
export type { SessionSnapshot } from './session/snapshot.js';
export type { SessionStatus } from './session/status.js';
export { type SnapshotStore, type StorageLike, webStore } from './session/store.js';
export { type BackOffOptions, backOff } from './transport/back-off.js';
export type { Diagnostic } from './transport/diagnostic.js';
export type { FetchLike, ResponseLike } from './transport/fetch-http.js';
export type { ReconnectOptions } from './transport/gate.js';
export type { WebSocketFactory, WebSocketLike } from './transport/kept-socket.js';
export type { TokenContext, TransportOptions } from './transport/options.js';
export { type PolledSession, type PollRules, pollRules } from './transport/poll-rules.js';
export { type RestTransportOptions, restTransport } from './transport/rest.js';
export { type TransportOverOptions, transportOver } from './transport/transport-over.js';
export type { Connection, JanusTransport, SendFailure, TransportState } from './transport/transport.js';
export { type WebSocketTransportOptions, webSocketTransport } from './transport/websocket.js';
export type { Dial, Wire, WireSink } from './transport/wire.js';
