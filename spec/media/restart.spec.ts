// The server is restarted under a page: what it was in is joined, watched and registered again, by itself.
import { createSocket } from 'node:dgram';
import { type SipCallView, type SipPhone } from 'rxjs-janus/sip-phone';
import { type StreamView } from 'rxjs-janus/watch-stream';
import { MEDIA_ADDRESS } from '../support/namespace/index.js';
import { onMedia } from './support/on-media.js';
import { startSipEcho } from './support/sip-echo.js';

const MOUNTPOINT = 7;
/** Of the namespace's own: nobody else is there. */
const FED_AT = 24_800;
const jcfg = {
  'janus.plugin.sip': { general: { local_ip: MEDIA_ADDRESS, behind_nat: false } },
  'janus.plugin.streaming': {
    microphone: {
      type: 'rtp',
      id: MOUNTPOINT,
      audio: true,
      audioport: FED_AT,
      audiopt: 111,
      audiocodec: 'opus',
    },
  },
};

/** Silence by Opus, as RTP, 50 packets a second. */
const silence = (to: number) => {
  const socket = createSocket('udp4');
  let count = 0;
  const sending = setInterval(() => {
    count += 1;
    const packet = Buffer.from('806f00000000000000000001f8fffe', 'hex');
    packet.writeUInt16BE(count % 65_536, 2);
    packet.writeUInt32BE(count * 960, 4);
    socket.send(packet, to, '127.0.0.1');
  }, 20);
  return {
    stop: (): void => {
      clearInterval(sending);
      socket.close();
    },
  };
};

onMedia(
  'a page whose server is restarted',
  ['audiobridge', 'sip', 'streaming'],
  { janus: { jcfg } },
  (it_) => {
    it('is in its audio room again, is heard and hears', async () => {
      const page = await it_.page();
      await page.evaluate(async (url) => {
        const [ann, bob] = ['Ann', 'Bob'].map((display) =>
          lib.enterAudioBridge(url, { join: { room: 1234, display } }),
        );
        await lib.until('each other', () => ann?.newest?.members[0]?.setup && bob?.newest?.members[0]?.setup);
        await lib.more({ packets: 50 });
        Object.assign(kept, { ann, bob, before: lib.openConnections() });
      }, it_.janus.webSocketUrl);
      await it_.janus.restart();
      const told = await page.evaluate(async () => {
        type Room = ReturnType<typeof lib.enterAudioBridge>;
        const [ann, bob] = [kept['ann'] as Room, kept['bob'] as Room];
        const before = kept['before'] as RTCPeerConnection[];
        const fresh = () => lib.openConnections().filter((one) => !before.includes(one));
        await lib.until('new PeerConnections', () => fresh().length === 2, 40_000);
        await lib.until(
          'each other again',
          () => [ann, bob].every(({ newest }) => newest?.members[0]?.setup),
          20_000,
        );
        const sent = await lib.sent();
        await lib.more({ packets: 50 }, fresh());
        return {
          names: [ann, bob].map(({ newest }) => newest?.members.map(({ display }) => display)),
          said: (await lib.sent()) - sent > 50,
          ends: [ann.end, bob.end],
          open: lib.openConnections().length,
        };
      });
      expect(told).toEqual({ names: [['Bob'], ['Ann']], said: true, ends: [undefined, undefined], open: 2 });
    });

    it('watches its mountpoint again', async () => {
      const [source, page] = [silence(FED_AT), await it_.page()];
      try {
        await page.evaluate(
          async ([url, id]) => {
            const watched = lib.follow(lib.watchStream$(lib.sessionAt$(url), { watch: { id } }));
            await lib.more({ packets: 50 });
            Object.assign(kept, { watched, before: lib.openConnections() });
          },
          [it_.janus.webSocketUrl, MOUNTPOINT] as const,
        );
        await it_.janus.restart();
        const told = await page.evaluate(async () => {
          const watched = kept['watched'] as ReturnType<typeof lib.follow<StreamView>>;
          const before = kept['before'] as RTCPeerConnection[];
          const fresh = () => lib.openConnections().filter((one) => !before.includes(one));
          await lib.until('a new PeerConnection', () => fresh().length === 1, 40_000);
          await lib.more({ packets: 50 }, fresh());
          const { newest, end } = watched;
          return [newest?.status.kind, newest?.tracks.length, end, lib.openConnections().length];
        });
        expect(told).toEqual(['started', 1, undefined, 1]);
      } finally {
        source.stop();
      }
    });

    it('is registered again and calls anew, and is told that the call of before is lost', async () => {
      const [bob, page] = [await startSipEcho(), await it_.page()];
      try {
        await page.evaluate(
          async ([url, uri, host]) => {
            const register = { type: 'guest', username: `sip:alice@${host}` } as const;
            const phones = lib.follow(lib.sipPhone$(lib.sessionAt$(url), { register }));
            const phone = await lib.firstValueFrom(
              phones.value$.pipe(lib.filter(({ registration }) => registration.kind === 'registered')),
            );
            const call = lib.follow(phone.call$(uri, { tracks$: lib.userMedia$({ audio: true }) }));
            await lib.until('somebody to answer', () => call.newest?.call.kind === 'in-call');
            await lib.more({ packets: 50 });
            Object.assign(kept, { call, phones, before: phone.line });
          },
          [it_.janus.webSocketUrl, bob.address, MEDIA_ADDRESS] as const,
        );
        await it_.janus.restart();
        const told = await page.evaluate(async (uri) => {
          const call = kept['call'] as ReturnType<typeof lib.follow<SipCallView>>;
          const phones = kept['phones'] as ReturnType<typeof lib.follow<SipPhone>>;
          await lib.until('the call to be lost', () => call.end, 40_000);
          const phone = await lib.until(
            'another line',
            () => {
              const { newest } = phones;
              return newest?.registration.kind === 'registered' && newest.line !== kept['before'] && newest;
            },
            40_000,
          );
          const next = lib.follow(phone.call$(uri, { tracks$: lib.userMedia$({ audio: true }) }));
          await lib.until('somebody to answer', () => next.newest?.call.kind === 'in-call');
          await lib.more({ packets: 50 });
          const { kind } = call.end?.error as { kind?: string };
          return { kind, open: lib.openConnections().length, ends: [next.end, phones.end] };
        }, bob.address);
        expect(told).toEqual({ kind: 'session-reclaim', open: 1, ends: [undefined, undefined] });
      } finally {
        bob.stop();
      }
    });
  },
);
