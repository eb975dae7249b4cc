import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../house/support/source-files.js';
import { MEDIA_ADDRESS } from '../support/namespace/index.js';
import { until } from '../support/until.js';
import { bundled } from './support/bundle.js';
import { onMedia } from './support/on-media.js';

declare const enterByJanusJs: (server: string, room: number) => void;

/** Who is only left stays for a while, so each has a room of its own. */
const rooms = { 'room-11': { publishers: 6 }, 'room-12': { publishers: 6 } };
const janus = { fullTrickle: false, jcfg: { 'janus.plugin.videoroom': rooms } } as const;

onMedia('one room with other clients', ['videoroom'], { janus }, (it_) => {
  it('sees and hears janus.js, and is seen and heard by it', async () => {
    const [ours, theirs] = [await it_.page(), await it_.page()];
    const url = it_.janus.webSocketUrl;
    const script = await bundled('janus-js.ts');
    await theirs.addScriptTag({ content: script });
    await theirs.evaluate((at) => enterByJanusJs(at, 11), url);
    const seen = await ours.evaluate(async (at) => {
      const room = lib.enterVideoRoom(at, { join: { room: 11, display: 'ours' } });
      await lib.more({ frames: 10, packets: 50 });
      return room.newest?.members.map(({ display, tracks }) => [display, tracks.map(({ kind }) => kind)]);
    }, url);
    expect(seen).toEqual([['janus.js', ['audio', 'video']]]);
    const { frames, packets } = await theirs.evaluate(() => lib.more({ frames: 10, packets: 50 }));
    expect([frames > 9, packets > 49]).toEqual([true, true]);
  });

  it('hears janode, and is seen and heard by it', async () => {
    const page = await it_.page();
    const url = it_.janus.webSocketUrl;
    await page.evaluate(
      (at) => void (kept['room'] = lib.enterVideoRoom(at, { join: { room: 12, display: 'ours' } })),
      url,
    );
    const script = join(root, 'spec/media/support/janode-end.mjs');
    const child: ChildProcess = spawn(process.execPath, [script, url, '12', MEDIA_ADDRESS]);
    let printed = '';
    child.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    try {
      const heard = await page.evaluate(async () => {
        const room = kept['room'] as ReturnType<typeof lib.enterVideoRoom>;
        await lib.more({ packets: 50 });
        return room.newest?.members.map(({ display, tracks }) => [display, tracks.map(({ kind }) => kind)]);
      });
      expect(heard).toEqual([['janode', ['audio']]]);
      const last = (): { audio: number; video: number } => {
        const lines = printed.trim().split('\n');
        return JSON.parse(lines.at(-1)?.startsWith('{') ? (lines.at(-1) ?? '') : '{}');
      };
      await until('janode to see and hear', () => last().audio > 50 && last().video > 20, {
        timeoutMs: 20_000,
      });
    } catch (cause) {
      throw new Error(`janode: ${printed.slice(-1_000)}`, { cause });
    } finally {
      child.kill('SIGKILL');
    }
  });
});
