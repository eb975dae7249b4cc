// The library's transport to a server that a spec runs against.
import {
  type JanusTransport,
  restTransport,
  type RestTransportOptions,
  webSocketTransport,
  type WebSocketTransportOptions,
} from 'rxjs-janus';
import { type Target } from './servers/target.js';

export type SpecTransportOptions = Partial<Omit<WebSocketTransportOptions & RestTransportOptions, 'url'>>;

/** Through the proxy, unless `options.direct` asks for a line that no fault touches. */
export function targetTransport(
  target: Target,
  { direct = false, ...options }: SpecTransportOptions & { readonly direct?: boolean } = {},
): JanusTransport {
  const url = direct ? target.directUrl : target.url;
  return target.over === 'rest'
    ? restTransport({ url, ...options })
    : webSocketTransport({ url, ...options });
}
