// The admin API of a real Janus: what the server itself knows, and the wrench to change it behind a client's back.
import { ADMIN_SECRET } from './options.js';

export type Json = Readonly<Record<string, unknown>>;

/** The admin API refused a request. */
export class JanusAdminError extends Error {
  override readonly name = 'JanusAdminError';
  constructor(
    readonly verb: string,
    readonly code: number,
    readonly reason: string,
  ) {
    super(`admin request ${verb} refused: ${code} ${reason}`);
  }
}

export class JanusAdmin {
  constructor(readonly url: string) {}

  async listSessions(): Promise<number[]> {
    return (await this.request('list_sessions'))['sessions'] as number[];
  }

  async listHandles(sessionId: number): Promise<number[]> {
    return (await this.request('list_handles', { session_id: sessionId }))['handles'] as number[];
  }

  /** With `session_transport` (who owns it) and `session_last_activity` (in microseconds, the server's clock). */
  async handleInfo(sessionId: number, handleId: number): Promise<Json> {
    return (await this.request('handle_info', { session_id: sessionId, handle_id: handleId }))[
      'info'
    ] as Json;
  }

  /** Gone in silence: the owner is told nothing. */
  async destroySession(sessionId: number): Promise<void> {
    await this.request('destroy_session', { session_id: sessionId });
  }

  /** The owner is sent `detached`. */
  async detachHandle(sessionId: number, handleId: number): Promise<void> {
    await this.request('detach_handle', { session_id: sessionId, handle_id: handleId });
  }

  /** The owner is sent `hangup` if there is a PeerConnection. */
  async hangup(sessionId: number, handleId: number): Promise<void> {
    await this.request('hangup_webrtc', { session_id: sessionId, handle_id: handleId });
  }

  /** For one session, or for the server, later sessions included. */
  async setSessionTimeout(seconds: number, sessionId?: number): Promise<void> {
    const one = sessionId === undefined ? {} : { session_id: sessionId };
    await this.request('set_session_timeout', { timeout: seconds, ...one });
  }

  async addToken(token: string, plugins?: readonly string[]): Promise<void> {
    await this.request('add_token', { token, ...(plugins === undefined ? {} : { plugins }) });
  }

  async removeToken(token: string): Promise<void> {
    await this.request('remove_token', { token });
  }

  async acceptNewSessions(accept: boolean): Promise<void> {
    await this.request('accept_new_sessions', { accept });
  }

  /** The plugin's own answer, for instance to `{ request: 'list' }`. */
  async messagePlugin(plugin: string, request: Json): Promise<Json> {
    return (await this.request('message_plugin', { plugin, request }))['response'] as Json;
  }

  /** The settings in force, with `session_timeout` and `reclaim_session_timeout`. */
  async status(): Promise<Json> {
    return (await this.request('get_status'))['status'] as Json;
  }

  /** Any admin verb; rejects with {@link JanusAdminError} when it is refused. */
  async request(verb: string, fields: Json = {}): Promise<Json> {
    const body = { janus: verb, transaction: `admin-${verb}`, admin_secret: ADMIN_SECRET, ...fields };
    // A connection per request, so that no kept-alive socket of the witness shows up as a leak.
    const init = { method: 'POST', body: JSON.stringify(body), headers: { connection: 'close' } };
    const response = await fetch(this.url, { ...init, signal: AbortSignal.timeout(5_000) });
    const reply = (await response.json()) as Json;
    if (reply['janus'] !== 'error') return reply;
    const { code, reason } = reply['error'] as { code: number; reason: string };
    throw new JanusAdminError(verb, code, reason);
  }
}
