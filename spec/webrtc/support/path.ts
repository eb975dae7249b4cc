// The path of the media, which breaks while the line of the API stands.
import { execFileSync } from 'node:child_process';
import { type Recovery } from 'rxjs-janus/webrtc';

/** What is done, in order, however often. */
export const kindsOf = (all: readonly Recovery[]): readonly string[] =>
  all.map(({ kind }) => kind).filter((kind, index, kinds) => kind !== kinds[index - 1]);

/** Lets something happen while no media get through; the line is on the loopback interface. */
export async function withoutPath(happen: () => Promise<unknown>): Promise<void> {
  const link = (state: 'up' | 'down') => execFileSync('ip', ['link', 'set', 'v0', state]);
  link('down');
  try {
    await happen();
  } finally {
    link('up');
  }
}
