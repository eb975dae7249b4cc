import { NEVER, Subject } from 'rxjs';
import { isJanusError } from 'rxjs-janus';
import {
  blackTrack$,
  devices$,
  displayMedia$,
  mute$,
  preferCodecs,
  scalable,
  silentTrack$,
  simulcast,
  userMedia$,
} from 'rxjs-janus/webrtc';
import { until } from '../../support/until.js';
import { watch } from '../../support/watch.js';

/** A platform's refusal, and whatever else a spec has it do. */
const platform = (methods: Partial<MediaDevices>): { readonly mediaDevices: MediaDevices } => ({
  mediaDevices: Object.assign(new EventTarget(), methods) as MediaDevices,
});
const refusing = (error: Error) => platform({ getUserMedia: () => Promise.reject(error) });
const named = (name: string, more: object = {}): Error => Object.assign(new Error('no'), { name }, more);

const kindOf = async (source$: Parameters<typeof watch>[0]): Promise<unknown> => {
  const { error } = await watch(source$).end();
  return isJanusError(error) ? error.kind : error;
};

describe('what capture is refused with', () => {
  it.each([
    ['NotAllowedError', 'capture-denied'],
    ['SecurityError', 'capture-denied'],
    ['NotFoundError', 'no-device'],
    ['NotReadableError', 'device-in-use'],
    ['OverconstrainedError', 'overconstrained-device'],
    ['AbortError', 'capture-failed'],
  ])('tells %s as %s', async (name, kind) => {
    const cause = named(name, { constraint: 'width' });
    const { error } = await watch(userMedia$({ video: true }, refusing(cause))).end();
    expect(error).toMatchObject({ kind, cause, source: 'camera or microphone' });
  });

  it('names the constraint, and no device', async () => {
    const { error } = await watch(
      userMedia$({ video: true }, refusing(named('OverconstrainedError', { constraint: 'width' }))),
    ).end();
    expect(String(error)).toBe('OverconstrainedDeviceError: camera or microphone: no device meets width');
  });

  it('tells where there is nothing to capture with', async () => {
    for (const source$ of [
      userMedia$({ audio: true }),
      displayMedia$(),
      devices$(),
      silentTrack$(),
      blackTrack$(),
    ])
      expect(await kindOf(source$)).toBe('capture-unsupported');
  });
});

describe('a capture', () => {
  const track = (): MediaStreamTrack => {
    const one = {
      kind: 'video',
      readyState: 'live',
      stop: () => Object.assign(one, { readyState: 'ended' }),
    };
    return one as unknown as MediaStreamTrack;
  };

  it('that is allowed when nobody waits any more is stopped', async () => {
    const [late, granted] = [track(), new Subject<MediaStream>()];
    const getUserMedia = (): Promise<MediaStream> =>
      new Promise((resolve) => granted.subscribe({ next: resolve, error: () => undefined }));
    const capture = watch(userMedia$({ video: true }, platform({ getUserMedia })));
    capture.unsubscribe();
    granted.next({ getTracks: () => [late] } as unknown as MediaStream);
    await until('the late track to be stopped', () => late.readyState === 'ended');
    expect(capture.values).toEqual([]);
  });

  it('asks nobody before it is subscribed to', () => {
    const getUserMedia = jest.fn(() => Promise.reject(new Error('asked')));
    void userMedia$({ video: true }, platform({ getUserMedia }));
    expect(getUserMedia).not.toHaveBeenCalled();
  });
});

describe('the list of devices', () => {
  it('follows what is plugged in, tells nothing twice, and listens no more at the end', async () => {
    let all = [{ kind: 'videoinput', deviceId: 'a' }];
    const options = platform({ enumerateDevices: () => Promise.resolve(all as MediaDeviceInfo[]) });
    const told = watch(devices$({ ...options, kind: 'videoinput' }));
    await until('the first list', () => told.values.length === 1);
    const plug = (...more: typeof all): void => {
      all = [...all, ...more];
      options.mediaDevices.dispatchEvent(new Event('devicechange'));
    };
    plug({ kind: 'audioinput', deviceId: 'm' });
    plug({ kind: 'videoinput', deviceId: 'b' });
    await until('the second list', () => told.values.length === 2);
    told.unsubscribe();
    plug({ kind: 'videoinput', deviceId: 'c' });
    expect(told.values.map((list) => list.map(({ deviceId }) => deviceId))).toEqual([['a'], ['a', 'b']]);
  });
});

describe('muting', () => {
  it('disables a track for as long as it is subscribed to', () => {
    const track = { enabled: true } as MediaStreamTrack;
    const lease = mute$(track, NEVER).subscribe();
    expect(track.enabled).toBe(true);
    lease.unsubscribe();
    const muted = mute$(track).subscribe();
    expect(track.enabled).toBe(false);
    muted.unsubscribe();
    expect(track.enabled).toBe(true);
  });
});

describe('encodings and codecs', () => {
  it('halves each size, and shares the bits', () => {
    expect(simulcast({ maxBitrate: 900_000 })).toEqual([
      { rid: 'l', scaleResolutionDownBy: 4, maxBitrate: 100_000 },
      { rid: 'm', scaleResolutionDownBy: 2, maxBitrate: 300_000 },
      { rid: 'h', scaleResolutionDownBy: 1, maxBitrate: 900_000 },
    ]);
    expect(simulcast({ layers: 1 })).toEqual([{ rid: 'l', scaleResolutionDownBy: 1 }]);
    expect(scalable('L3T3', { maxBitrate: 1 })).toEqual([{ scalabilityMode: 'L3T3', maxBitrate: 1 }]);
  });

  it.each([
    ['layers', () => simulcast({ layers: 4 })],
    ['a mode', () => scalable('three')],
    ['a codec', () => preferCodecs('VP8')],
  ])('refuses %s that cannot be', (_, call) => {
    expect(call).toThrow(expect.objectContaining({ kind: 'invalid-argument' }));
  });
});
