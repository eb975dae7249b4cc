// janus.js in a room, as an application of its would be: publishes, and subscribes to one other.
import JanusJs from 'janus-gateway';
import adapter from 'webrtc-adapter';

interface Jsep {
  readonly type: string;
  readonly sdp: string;
}
interface OldHandle {
  send(call: { message: object; jsep?: Jsep }): void;
  createOffer(call: { tracks: readonly object[]; success: (jsep: Jsep) => void }): void;
  createAnswer(call: { jsep: Jsep; tracks: readonly object[]; success: (jsep: Jsep) => void }): void;
  handleRemoteJsep(call: { jsep: Jsep }): void;
}
interface Attach {
  readonly plugin: string;
  success(handle: OldHandle): void;
  onmessage(message: Record<string, unknown>, jsep?: Jsep): void;
}
interface OldSession {
  attach(callbacks: Attach): void;
  destroy(callbacks: object): void;
}
interface OldJanus {
  new (callbacks: { server: string; success: () => void }): OldSession;
  init(options: { debug: boolean; dependencies: object; callback: () => void }): void;
  useDefaultDependencies(dependencies: object): object;
}

const Janus = JanusJs as unknown as OldJanus;
const plugin = 'janus.plugin.videoroom';
const video = { width: 160, height: 120, frameRate: 10 };
const TRACKS = [
  { type: 'audio', capture: true, recv: false },
  { type: 'video', capture: video, recv: false },
];

/** Joins, publishes, and subscribes to the first who publishes. */
function enterByJanusJs(server: string, room: number): void {
  let watching = false;
  const watch = (publishers: unknown, janus: OldSession): void => {
    const [first] = (publishers ?? []) as { id: number }[];
    if (!first || watching) return;
    watching = true;
    subscribe(janus, room, first.id);
  };
  const enter = (janus: OldSession): void => {
    let ours: OldHandle;
    janus.attach({
      plugin,
      success: (handle) => {
        ours = handle;
        ours.send({ message: { request: 'join', room, ptype: 'publisher', display: 'janus.js' } });
      },
      onmessage: (message, jsep) => {
        watch(message['publishers'], janus);
        if (jsep) ours.handleRemoteJsep({ jsep });
        if (message['videoroom'] !== 'joined') return;
        const success = (offer: Jsep): void => ours.send({ message: { request: 'publish' }, jsep: offer });
        ours.createOffer({ tracks: TRACKS, success });
      },
    });
  };
  Janus.init({
    debug: false,
    dependencies: Janus.useDefaultDependencies({ adapter }),
    callback: () => {
      const janus = new Janus({ server, success: () => enter(janus) });
    },
  });
}

function subscribe(janus: OldSession, room: number, feed: number): void {
  let theirs: OldHandle;
  janus.attach({
    plugin,
    success: (handle) => {
      theirs = handle;
      theirs.send({ message: { request: 'join', room, ptype: 'subscriber', streams: [{ feed }] } });
    },
    onmessage: (_, jsep) => {
      if (!jsep) return;
      const success = (answer: Jsep): void => theirs.send({ message: { request: 'start' }, jsep: answer });
      theirs.createAnswer({ jsep, tracks: [{ type: 'data' }], success });
    },
  });
}

Object.assign(globalThis, { enterByJanusJs });
