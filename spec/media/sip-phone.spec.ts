import { type SipCallView, type SipPhone } from 'rxjs-janus/sip-phone';
import { MEDIA_ADDRESS } from '../support/namespace/index.js';
import { startProxy } from '../support/proxy.js';
import { sleep } from '../support/until.js';
import { onMedia } from './support/on-media.js';
import { startSipCaller, startSipEcho } from './support/sip-echo.js';

const jcfg = { 'janus.plugin.sip': { general: { local_ip: MEDIA_ADDRESS, behind_nat: false } } };

onMedia('a phone', ['sip'], { janus: { jcfg } }, (it_) => {
  it('calls, is heard and hears through a cut of its line, and hangs up', async () => {
    const [bob, line, page] = [
      await startSipEcho(),
      await startProxy(it_.janus.ports.webSocket),
      await it_.page(),
    ];
    try {
      await page.evaluate(
        async ([url, uri, host]) => {
          const register = { type: 'guest', username: `sip:alice@${host}` } as const;
          const phones = lib.follow(lib.sipPhone$(lib.sessionAt$(url), { register }));
          const phone = await lib.until('to be registered', () => {
            const { newest } = phones;
            return newest?.registration.kind === 'registered' && newest;
          });
          const call = lib.follow(phone.call$(uri, { tracks$: lib.userMedia$({ audio: true }) }));
          const gaps = lib.follow(phone.line.gap$);
          Object.assign(kept, { call, gaps, phone });
          await lib.until('somebody to answer', () => call.newest?.call.kind === 'in-call');
          await lib.more({ packets: 100 });
        },
        [`ws://127.0.0.1:${String(line.port)}`, bob.address, MEDIA_ADDRESS] as const,
      );
      await line.refuse();
      line.cut();
      const through = page.evaluate(() => lib.more({ packets: 100 }));
      await sleep(3_000);
      expect((await through).packets).toBeGreaterThan(99);
      await line.refuse(false);
      const told = await page.evaluate(async () => {
        type Call = ReturnType<typeof lib.follow<SipCallView>>;
        const [call, gaps] = [kept['call'] as Call, kept['gaps'] as { values: unknown[] }];
        await lib.until('the claim', () => gaps.values.length === 1);
        await lib.more({ packets: 100 });
        const stands = call.newest?.call.kind;
        const [connection] = lib.openConnections();
        const rows: { type: string; packetsSent?: number }[] = [];
        (await connection?.getStats())?.forEach((row) => rows.push(row));
        const sent = rows.find(({ type }) => type === 'outbound-rtp')?.packetsSent ?? 0;
        await lib.firstValueFrom((kept['phone'] as SipPhone).line.bye$());
        await lib.until('the end', () => call.end);
        return {
          stands,
          sent: sent > 300,
          last: call.newest?.call.kind,
          end: call.end,
          open: lib.openConnections().length,
        };
      });
      expect(told).toEqual({ stands: 'in-call', sent: true, last: 'ended', end: {}, open: 0 });
    } finally {
      bob.stop();
      await line.stop();
    }
  });

  it('is called, restarts ICE in that call, and is heard and hears on', async () => {
    const [bob, page] = [await startSipCaller(), await it_.page()];
    try {
      const told = await page.evaluate(
        async ([url, registrar, host]) => {
          const { filter, firstValueFrom, map } = lib;
          const register = { username: `sip:alice@${host}`, secret: 'hush', proxy: registrar } as const;
          const phone$ = lib.follow(lib.sipPhone$(lib.sessionAt$(url), { register })).value$;
          const called$ = phone$.pipe(
            map((phone) => ({ phone, incoming: phone.incoming })),
            filter(({ incoming }) => incoming !== undefined),
          );
          const { phone, incoming } = await firstValueFrom(called$);
          if (!incoming) throw new Error('nobody calls');
          const call = lib.follow(phone.answer$(incoming, { tracks$: lib.userMedia$({ audio: true }) }));
          await lib.until('the call to stand', () => call.newest?.call.kind === 'in-call');
          await lib.more({ packets: 50 });
          const [connection] = lib.openConnections();
          const credentials = () => /a=ice-ufrag:(\S+)/.exec(connection?.localDescription?.sdp ?? '')?.[1];
          const before = credentials();
          const restarted = lib.follow(call.newest?.peer.restart$() ?? lib.EMPTY);
          await lib.until('the restart', () => restarted.end);
          await lib.more({ packets: 50 });
          const sent = await lib.sent();
          await lib.sleep(1_000);
          const facts = {
            restarted: [restarted.end?.error, credentials() !== before],
            stands: call.newest?.call.kind,
            said: (await lib.sent()) - sent > 25,
          };
          await firstValueFrom(phone.line.bye$());
          await lib.until('the end', () => call.end);
          return { ...facts, end: [call.newest?.call.kind, call.end] };
        },
        [it_.janus.webSocketUrl, bob.address.replace('bob@', ''), MEDIA_ADDRESS] as const,
      );
      expect(told).toEqual({
        ...{ restarted: [undefined, true], stands: 'in-call', said: true },
        end: ['ended', {}],
      });
    } finally {
      bob.stop();
    }
  });
});
