// A tone that comes back from the echo test.
import { switchMap, tap } from 'rxjs';
import type { HandleEvent, JanusSession, Jsep } from 'rxjs-janus';
import { type EchoTestHandle, type echoTest } from 'rxjs-janus/echotest';
import { type Peer, type PeerOptions, peer$ } from 'rxjs-janus/webrtc';
import { type OnReal } from '../../plugins/support/on-real.js';
import { MEDIA_ADDRESS } from '../../support/namespace/index.js';
import { until } from '../../support/until.js';
import { type Watched } from '../../support/watch.js';
import { heardOf$, makePeer, tone$ } from './werift-end.js';

export const ECHO_OPTIONS = {
  plugins: ['echotest'],
  iceEnforceList: MEDIA_ADDRESS,
  reclaimSessionTimeout: 10,
  over: ['websocket'],
} as const;

type OnEcho = OnReal<typeof echoTest>;

export interface Echo {
  readonly session: JanusSession;
  readonly handle: EchoTestHandle;
  readonly events: Watched<HandleEvent>;
  /** One after another. */
  readonly peers: readonly Peer[];
  readonly offers: readonly Jsep[];
  /** The count of packets, with each. */
  readonly heard: Watched<number>;
}

/** The echo of a tone, begun anew by each peer. */
export async function echoing(it_: OnEcho, options: PeerOptions = {}): Promise<Echo> {
  const { session, handle } = await it_.attached();
  const events = it_.follow(handle.event$);
  const peers: Peer[] = [];
  const offers: Jsep[] = [];
  const echo$ = peer$(handle, { makePeer, ...options }).pipe(
    tap((peer) => peers.push(peer)),
    tap((peer) => begin(it_, peer, handle, offers)),
    switchMap((peer) => heardOf$(peer)),
  );
  const heard = it_.follow(echo$);
  await heard.find('packets', (count) => count > 10, { timeoutMs: 15_000 });
  return { session, handle, events, peers, offers, heard };
}

/** Sends a tone, and offers as is needed. */
export function begin(it_: OnEcho, peer: Peer, handle: EchoTestHandle, offers: Jsep[] = []): void {
  it_.follow(peer.send$(tone$()));
  it_.follow(
    peer.negotiate$((jsep) => {
      offers.push(jsep);
      return handle.configure$({ audio: true }, { jsep });
    }),
  );
}

/** Resolves when so many packets more have come. */
export async function more({ values }: Watched<number>, count = 25): Promise<void> {
  const { length } = values;
  await until('packets', () => values.length > length + count, { timeoutMs: 15_000 });
}
