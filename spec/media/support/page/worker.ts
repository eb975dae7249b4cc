// The worker that encrypts and decrypts frames, as an application's own would be.
import { type FrameScope, serveFrames } from 'rxjs-janus/webrtc';

serveFrames(self as FrameScope);
