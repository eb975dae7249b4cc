// Every verb, really sent: what comes back is what the types say, refusals and what is newer have their names.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { NOSIP_ERROR, type NoSipHandle, noSip } from 'rxjs-janus/nosip';
import { offer } from '../../contract/support/offer.js';
import { until } from '../../support/until.js';
import { asking } from '../support/ask.js';
import { type OnReal, answerOf, itOnReal, onReal, refusalOf } from '../support/on-real.js';
import { plain } from './support/plain.js';
import { REPLIES } from './support/shapes.js';

const { ask, refused, unanswered, unsent } = asking(noSip, REPLIES);

/** Newer than Janus 1.1.2. */
const NEWER = ['keyframe', 'rtp_forward', 'stop_rtp_forward', 'listforwarders'] as const;

/** As somebody with WebRTC answers it. */
const answer = { type: 'answer', sdp: offer.sdp.replace('a=setup:actpass', 'a=setup:active') } as const;

const called = async (on: OnReal<typeof noSip>): Promise<NoSipHandle> => {
  const { handle } = await on.attached();
  await ask(handle, 'generate', { info: 'a call' }, { jsep: offer });
  await ask(handle, 'process', { type: 'answer', sdp: plain() });
  return handle;
};

const general = { local_ip: '127.0.0.1', rtp_port_range: '22000-22999' };

jest.setTimeout(10_000);

onReal('NoSIP', noSip, { plugins: ['nosip'], jcfg: { 'janus.plugin.nosip': { general } } }, (on) => {
  it('makes plain SDP of an offer of ours, and our answer of the peer’s', async () => {
    const { handle } = await on.attached();
    const { result } = (await ask(handle, 'generate', {}, { jsep: offer })).data;
    expect(result).toMatchObject({ event: 'generated', type: 'offer' });
    expect(result.sdp).toMatch(/m=audio 22\d\d\d RTP\/AVP 111/);
    expect(result.sdp).not.toMatch(/ice-|fingerprint/);
    const { data, jsep } = await ask(handle, 'process', { type: 'answer', sdp: plain() });
    expect(data.result).toEqual({ event: 'processed' });
    expect(jsep).toMatchObject({ type: 'answer', sdp: expect.stringContaining('fingerprint') as string });
    await ask(handle, 'hangup');
  });

  it('makes our offer of the peer’s, and plain SDP of our answer', async () => {
    const { handle } = await on.attached();
    const { jsep } = await answerOf(handle.process$({ type: 'offer', sdp: plain() }));
    expect(jsep).toMatchObject({ type: 'offer', sdp: expect.stringContaining('fingerprint') as string });
    const { data } = await answerOf(handle.generate$(answer));
    expect(data.result).toMatchObject({ type: 'answer' });
    expect(data.result.sdp).toMatch(/m=audio 22\d\d\d RTP\/AVP/);
    await answerOf(handle.bye$());
  });

  it('offers, and takes, encryption', async () => {
    const { handle } = await on.attached();
    const crypto = `a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:${Buffer.alloc(30, 1).toString('base64')}`;
    const srtp = { srtp: 'sdes_optional', srtp_profile: 'AES_CM_128_HMAC_SHA1_80' } as const;
    const { data } = await ask(handle, 'generate', srtp, { jsep: offer });
    expect(data.result.sdp).toMatch(/a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:/);
    const peer = await ask(handle, 'process', { type: 'answer', sdp: plain({ more: crypto }) });
    expect(peer.data.result).toEqual({ event: 'processed', srtp: 'sdes_optional' });
  });

  it('renegotiates', async () => {
    const handle = await called(on);
    const again = { ...offer, sdp: offer.sdp.replace('4711 2', '4711 3') };
    expect((await ask(handle, 'generate', {}, { jsep: again })).data.result.update).toBe(true);
    const { data } = await ask(handle, 'process', { type: 'answer', sdp: plain() });
    expect(data.result).toEqual({ event: 'processed', update: true });
  });

  it('records both ends', async () => {
    const handle = await called(on);
    const filename = join(on.janus.folder, 'tape');
    const both = { audio: true, peer_audio: true, filename };
    await ask(handle, 'recording', { action: 'start', ...both });
    for (const end of ['user', 'peer'])
      await until(`the tape of ${end}`, () => existsSync(`${filename}-${end}-audio.mjr`));
    await ask(handle, 'recording', { action: 'stop', ...both });
    expect(await refusalOf(handle.record$({ action: 'start' }))).toBe('RECORDING_ERROR');
    expect(await refusalOf(handle.message$({ request: 'recording', action: 'pause' }))).toBe(
      'INVALID_ELEMENT',
    );
  });

  it('ends a call, and what is not there', async () => {
    const handle = await called(on);
    const events = on.follow(handle.event$);
    await ask(handle, 'hangup');
    await events.find('the end of the media', ({ kind }) => kind === 'hangup');
    await answerOf(handle.bye$());
  });

  it('refuses by name', async () => {
    const { handle } = await on.attached();
    expect(await refusalOf(handle.request$('generate'))).toBe('MISSING_SDP');
    const data = { ...offer, sdp: offer.sdp.replace('m=audio', 'm=application') };
    expect(await refusalOf(handle.generate$({ ...offer, e2ee: true }))).toBe('INVALID_ELEMENT');
    expect(await refusalOf(handle.process$({ type: 'offer', sdp: data.sdp }))).toBe('MISSING_SDP');
    expect(await refusalOf(handle.process$({ type: 'offer', sdp: 'no SDP' }))).toBe('MISSING_SDP');
    expect(await refusalOf(handle.message$({ request: 'process', type: 'offer' }))).toBe('MISSING_ELEMENT');
    const silent = plain({ port: 0 });
    expect(await refusalOf(handle.process$({ type: 'offer', sdp: silent }))).toBe('INVALID_SDP');
    const strict = { type: 'offer', sdp: plain(), srtp: 'sdes_mandatory' } as const;
    expect(await refusalOf(handle.process$(strict))).toBe('TOO_STRICT');
    expect(await refusalOf(handle.message$({ request: 'wave' }))).toBe('INVALID_REQUEST');
  });

  it('does not know what is newer than it', async () => {
    const { handle } = await on.attached();
    for (const verb of NEWER) expect([verb, await refused(handle, verb)]).toEqual([verb, 'INVALID_REQUEST']);
  });
});

itOnReal('leaves out no verb, and has an answer to what it knows', () => {
  expect(unsent()).toEqual([]);
  expect([...unanswered()].sort()).toEqual([...NEWER].sort());
});

it('names every code once', () => {
  expect(new Set(Object.values(NOSIP_ERROR)).size).toBe(Object.keys(NOSIP_ERROR).length);
});
