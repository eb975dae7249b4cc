import { claimedElsewhere$ as nodes$ } from '../../../src/transport/platform/node.js';
import { claimedElsewhere$, tellClaimed } from '../../../src/transport/platform/tabs.js';
import { until } from '../../support/until.js';

/** Another tab: a channel of the same name. */
const tab = (): { heard: unknown[]; channel: BroadcastChannel } => {
  const channel = new BroadcastChannel('rxjs-janus');
  const heard: unknown[] = [];
  channel.onmessage = ({ data }: MessageEvent<unknown>) => heard.push(data);
  return { heard, channel };
};

describe('the tabs of a browser', () => {
  it('hear of the sessions that one of them claims, and of nothing else', async () => {
    const other = tab();
    const [ids, more]: [number[], number[]] = [[], []];
    const listening = [
      claimedElsewhere$.subscribe((id) => ids.push(id)),
      claimedElsewhere$.subscribe((id) => more.push(id)),
    ];
    tellClaimed(7);
    other.channel.postMessage('8');
    other.channel.postMessage(9);
    await until('both to hear', () => other.heard.length === 1 && ids.length === 1);
    expect([other.heard, ids, more]).toEqual([[7], [9], [9]]);
    for (const subscription of listening) subscription.unsubscribe();
    other.channel.close();
  });

  it('are told by one that does not listen, too', async () => {
    const other = tab();
    tellClaimed(7);
    await until('it', () => other.heard.length > 0);
    expect(other.heard).toEqual([7]);
    other.channel.close();
  });

  it('are none where there are no such channels, or in Node', () => {
    const own = Object.getOwnPropertyDescriptor(globalThis, 'BroadcastChannel');
    Object.defineProperty(globalThis, 'BroadcastChannel', { value: undefined, configurable: true });
    const heard: number[] = [];
    const listening = [claimedElsewhere$, nodes$].map((source$) => source$.subscribe((id) => heard.push(id)));
    tellClaimed(7);
    expect(listening.every(({ closed }) => !closed)).toBe(true);
    for (const subscription of listening) subscription.unsubscribe();
    if (own) Object.defineProperty(globalThis, 'BroadcastChannel', own);
  });
});
