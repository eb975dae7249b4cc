import type { Observable } from 'rxjs';

/** One HTTP request. */
export interface HttpRequest {
  /** The method. */
  readonly method: 'GET' | 'POST';
  /** The whole address. */
  readonly url: string;
  /** The JSON text of a POST. */
  readonly body?: string;
}

/** What came back. */
export interface HttpReply {
  /** The HTTP status. */
  readonly status: number;
  /** The body as text. */
  readonly text: string;
}

/** An HTTP client of one connection. */
export interface HttpClient {
  /** Sends a request when subscribed, aborts it when unsubscribed. */
  request$(request: HttpRequest): Observable<HttpReply>;
  /** Takes nothing new: what is under way may end, idle sockets are closed. */
  retire(): void;
  /** Ends its sockets. */
  close(): void;
}

/** What an HTTP client is made from. */
export interface HttpOptions {
  /** The server's address. */
  readonly url: string;
  /** Milliseconds until an attempt to connect is given up. */
  readonly connectTimeoutMs: number;
  /** Headers for every request. */
  readonly headers: Readonly<Record<string, string>> | undefined;
  /** Node: an undici dispatcher of the user's, used and not closed. */
  readonly dispatcher: unknown;
}
