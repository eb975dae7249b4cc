// Rooms, and guests who come and go in them, on a line of their own that nobody cuts.
import { type Observable, type Subscription, firstValueFrom, map, switchMap, tap } from 'rxjs';
import { create$, webSocketTransport } from 'rxjs-janus';
import { type VideoRoomHandle, videoRoom } from 'rxjs-janus/videoroom';
import { until } from '../../support/until.js';

export interface Guests {
  /** How many came in and went out so far: the truth that the service's metrics must tell. */
  readonly truth: { joins: number; leaves: number };
  readonly inside: number;
  enter(room: number): Promise<void>;
  /** The one who came first. */
  leave(): Promise<void>;
  /** Which rooms the server records. */
  recorded(): Promise<readonly number[]>;
  close(): void;
}

interface Guest {
  readonly handle: VideoRoomHandle;
  readonly stay: Subscription;
}

const patient = { timeoutMs: 20_000 };

export async function guestsIn(url: string, rooms: readonly number[], keys: object): Promise<Guests> {
  const janus$ = webSocketTransport({ url });
  const session$ = create$(janus$, { requestTimeoutMs: 20_000 });
  const lease = session$.subscribe();
  const host = await held(session$.pipe(switchMap((session) => session.attach$(videoRoom))));
  for (const room of rooms)
    await firstValueFrom(
      host.handle.request$('create', { room, notify_joining: true, publishers: 3, ...keys }),
    );
  const truth = { joins: 0, leaves: 0 };
  const inside: Guest[] = [];
  return {
    truth,
    get inside() {
      return inside.length;
    },
    enter: async (room) => {
      const guest = await held(session$.pipe(switchMap((session) => session.attach$(videoRoom))));
      const { pin } = keys as { pin: string };
      await firstValueFrom(guest.handle.join$({ room, display: `guest ${String(truth.joins)}`, pin }));
      truth.joins += 1;
      inside.push(guest);
    },
    leave: async () => {
      const guest = inside.shift();
      if (guest === undefined) return;
      await firstValueFrom(guest.handle.leave$());
      guest.stay.unsubscribe();
      truth.leaves += 1;
    },
    recorded: () =>
      firstValueFrom(
        host.handle
          .request$('list')
          .pipe(map(({ data }) => data.list.filter((one) => isOn(one)).map(({ room }) => Number(room)))),
      ),
    close: () => {
      for (const { stay } of inside) stay.unsubscribe();
      host.stay.unsubscribe();
      lease.unsubscribe();
    },
  };
}

const isOn = (room: object): boolean => (room as { readonly record?: boolean }).record === true;

async function held(handle$: Observable<VideoRoomHandle>): Promise<Guest> {
  let handle: VideoRoomHandle | undefined;
  const stay = handle$.pipe(tap((one) => (handle = one))).subscribe();
  return { handle: await until('a handle', () => handle, patient), stay };
}
