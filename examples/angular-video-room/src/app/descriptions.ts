import type { LocalTrack } from 'rxjs-janus/webrtc';

/** The words that a publisher says about a stream, so that all know what it is and whether it is off. */
export const WORDS = { on: 'on', off: 'off', screen: 'screen' } as const;

/** What is said of one stream. */
export interface Description {
  readonly mid: string;
  readonly description: string;
}

/** What is said of all that is sent. A camera comes before a screen. */
export const descriptionsOf = (
  tracks: readonly LocalTrack[],
  on: { readonly audio: boolean; readonly video: boolean },
): readonly Description[] => {
  const camera = tracks.find(({ kind }) => kind === 'video');
  return tracks.flatMap((one) => {
    const { mid, kind } = one;
    if (mid === null) return [];
    const isOn = kind === 'audio' ? on.audio : on.video;
    const isScreen = kind === 'video' && one !== camera;
    return { mid, description: isScreen ? WORDS.screen : isOn ? WORDS.on : WORDS.off };
  });
};
