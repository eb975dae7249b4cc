import { NEVER, Observable, defer, share } from 'rxjs';

let channel: BroadcastChannel | undefined;

const hasTabs = (): boolean => typeof BroadcastChannel !== 'undefined';
const open = (): BroadcastChannel => new BroadcastChannel('rxjs-janus');

const heard$ = new Observable<number>((subscriber) => {
  const opened = open();
  opened.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (typeof data === 'number') subscriber.next(data);
  };
  channel = opened;
  return () => {
    channel = undefined;
    opened.close();
  };
}).pipe(share());

/** The sessions that other tabs of this browser claim, by id; one channel, open while somebody listens. */
export const claimedElsewhere$: Observable<number> = defer(() => (hasTabs() ? heard$ : NEVER));

/** Tells the other tabs. What is told on the channel that this one listens on does not come back to it. */
export const tellClaimed = (sessionId: number): void => {
  if (!hasTabs()) return;
  const through = channel ?? open();
  through.postMessage(sessionId);
  if (through !== channel) through.close();
};
