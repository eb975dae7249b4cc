import type { Observable, SchedulerLike } from 'rxjs';
import type { Prepare } from './capture/codecs.js';
import type { RecoveryOptions } from './recovery/recovery.js';

/** Makes a PeerConnection; `new RTCPeerConnection(configuration)` in a browser. */
export type MakePeer = (configuration: RTCConfiguration) => RTCPeerConnection;

/**
 * How our candidates get to the server: one by one as they are found (`'full'`), with the offer or answer, which waits
 * for them, while the server still sends its own one by one (`'half'`), or all in the descriptions, both ways (`'none'`).
 */
export type TrickleMode = 'full' | 'half' | 'none';

/** What {@link peer$} takes. */
export interface PeerOptions {
  /**
   * The configuration, or an Observable of it where credentials expire: the first value opens the PeerConnection, later
   * ones are set on it and hold from the next restart of ICE on.
   */
  readonly configuration?: RTCConfiguration | Observable<RTCConfiguration>;
  /** Makes the PeerConnection; the platform's RTCPeerConnection by default, looked up at the subscription. */
  readonly makePeer?: MakePeer;
  /** How candidates travel; `'full'` by default. */
  readonly trickle?: TrickleMode;
  /** Milliseconds in which candidates of ours are gathered into one message; 20 by default. */
  readonly trickleBatchMs?: number;
  /** Milliseconds that `'half'` and `'none'` wait for our candidates; 5,000 by default. Then those there are must do. */
  readonly gatheringTimeoutMs?: number;
  /** What is done with what is received. */
  readonly receive?: ReceiveOptions;
  /** What is done when the media path breaks; `false` for nothing, which leaves that to you. */
  readonly recovery?: RecoveryOptions | false;
  /** Milliseconds until the first configuration must have come; 10,000 by default. */
  readonly configurationTimeoutMs?: number;
  /**
   * What the server is told at the end: `'hangup'` (by default), or nothing where the session is left to be claimed by
   * somebody (`'abandon'`). Read at the end.
   */
  readonly teardown?: PeerTeardown | (() => PeerTeardown);
  /** Where all timers run; the asynchronous scheduler by default. */
  readonly scheduler?: SchedulerLike;
}

/** What the server is told at the end of a peer. */
export type PeerTeardown = 'hangup' | 'abandon';

/** How tracks are received. */
export interface ReceiveOptions {
  /**
   * Called once with each section that receives, before frames flow in it: to decrypt, by {@link decrypt$} of its
   * receiver. The peer errors with what it throws.
   */
  readonly prepare?: Prepare;
}
