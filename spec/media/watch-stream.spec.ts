import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type StreamEndedError } from 'rxjs-janus/watch-stream';
import { onMedia } from './support/on-media.js';

/** Takes RTP, which a page publishes, and feeds a mountpoint with it: there is no encoder of video here but a browser's. */
const feeder = async (target: number) => {
  const socket = createSocket('udp4');
  const out = createSocket('udp4');
  let fed = 0;
  socket.on('message', (packet) => {
    fed += 1;
    out.send(packet, target, '127.0.0.1');
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const stop = (): void => {
    socket.close();
    out.close();
  };
  return { port: socket.address().port, stop, fed: () => fed };
};

onMedia('a mountpoint that is fed with RTP', ['streaming', 'videoroom'], {}, (it_) => {
  it('is watched, paused and taken up again, and is over when it is destroyed', async () => {
    const [source, viewer] = [await it_.page(), await it_.page()];
    const url = it_.janus.webSocketUrl;
    const ports = await viewer.evaluate(async (at) => {
      const { firstValueFrom, streaming } = lib;
      const owner = await lib.attached(at, streaming);
      const { data } = await firstValueFrom(
        owner.create$({
          ...{ type: 'rtp', id: 7, description: 'a camera' },
          media: [
            { type: 'audio', mid: 'a', label: 'sound', port: 0, iface: '127.0.0.1', pt: 111, codec: 'opus' },
            { type: 'video', mid: 'v', label: 'picture', port: 0, iface: '127.0.0.1', pt: 100, codec: 'vp8' },
          ],
        }),
      );
      Object.assign(kept, { owner });
      return data.stream.ports?.map(({ port = 0 }) => port);
    }, url);
    const feeders = await Promise.all((ports ?? []).map((port) => feeder(port)));
    try {
      await source.evaluate(
        async ([at, audio, video]) => {
          const room = lib.enterVideoRoom(at, { join: { room: 1234 }, publish: { videocodec: 'vp8' } });
          await lib.until(
            'to be published',
            () => room.newest?.publisher?.connection.connectionState === 'connected',
          );
          const { me, room: handle } = room.newest ?? {};
          const streams = [
            { mid: '0', port: audio, pt: 111 },
            { mid: '1', port: video, pt: 100 },
          ];
          if (me)
            await lib.firstValueFrom(
              handle?.forward$({
                room: 1234,
                publisher_id: me.id,
                host: '127.0.0.1',
                secret: 'adminpwd',
                streams,
              }) ?? lib.EMPTY,
            );
          // A viewer who comes late needs a picture that stands by itself.
          lib.follow(
            lib
              .interval(1_000)
              .pipe(lib.concatMap(() => handle?.configure$({ keyframe: true }) ?? lib.EMPTY)),
          );
        },
        [url, feeders[0]?.port ?? 0, feeders[1]?.port ?? 0] as const,
      );
      const told = await viewer.evaluate(async (at) => {
        const watched = lib.follow(lib.watchStream$(lib.sessionAt$(at), { watch: { id: 7 } }));
        const first = await lib.more({ frames: 10, packets: 50 });
        const { newest } = watched;
        const facts = [
          newest?.status.kind,
          newest?.mountpoint?.description,
          newest?.tracks.map(({ kind }) => kind),
        ];
        await lib.firstValueFrom(newest?.viewer.pause$() ?? lib.EMPTY);
        await lib.until('the pause', () => watched.newest?.status.kind === 'paused');
        await lib.firstValueFrom(newest?.viewer.resume$() ?? lib.EMPTY);
        await lib.more({ frames: 5, packets: 20 });
        const owner = kept['owner'] as Awaited<ReturnType<typeof lib.attached<typeof lib.streaming>>>;
        await lib.firstValueFrom(owner.request$('destroy', { id: 7 }));
        await lib.until('the end', () => watched.end);
        const { kind, why, mountpoint } = watched.end?.error as StreamEndedError;
        return { first, facts, end: [kind, why, mountpoint] };
      }, url);
      expect(told.facts).toEqual(['started', 'a camera', ['audio', 'video']]);
      expect(told.end).toEqual(['stream-ended', 'destroyed', 7]);
      expect(feeders.map(({ fed }) => fed() > 0)).toEqual([true, true]);
    } finally {
      for (const { stop } of feeders) stop();
    }
  });
});
