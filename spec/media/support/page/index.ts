// What the pages of these specs run; a spec reaches it as `lib` in the functions that it has a page evaluate.
import * as rxjs from 'rxjs';
import * as core from 'rxjs-janus';
import * as audiobridge from 'rxjs-janus/audiobridge';
import * as echotest from 'rxjs-janus/echotest';
import * as sip from 'rxjs-janus/sip';
import * as streaming from 'rxjs-janus/streaming';
import * as textroom from 'rxjs-janus/textroom';
import * as videocall from 'rxjs-janus/videocall';
import * as videoroom from 'rxjs-janus/videoroom';
import * as joinAudioBridge from 'rxjs-janus/join-audio-bridge';
import * as joinVideoRoom from 'rxjs-janus/join-video-room';
import * as sipPhone from 'rxjs-janus/sip-phone';
import * as watchStream from 'rxjs-janus/watch-stream';
import * as webrtc from 'rxjs-janus/webrtc';
import * as calling from './calling.js';
import * as counted from './counted.js';
import * as entered from './entered.js';
import * as held from './held.js';
import * as shown from './shown.js';
import * as waiting from './waiting.js';

const plugins = {
  ...audiobridge,
  ...echotest,
  ...sip,
  ...streaming,
  ...textroom,
  ...videocall,
  ...videoroom,
};
const rooms = { ...joinAudioBridge, ...joinVideoRoom, ...sipPhone, ...watchStream };
const lib = {
  ...rxjs,
  ...core,
  ...plugins,
  ...webrtc,
  ...rooms,
  ...calling,
  ...counted,
  ...entered,
  ...held,
  ...shown,
  ...waiting,
};

declare global {
  /** The library and rxjs, flat, and what looks at media. */
  var lib: typeof import('./index.js').lib;
  /** What a spec keeps in its page between two looks. */
  var kept: Record<string, unknown>;
}

globalThis.lib = lib;
globalThis.kept = {};

export { lib };
