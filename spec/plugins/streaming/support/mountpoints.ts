// Mountpoints of the specs, one of each type, and what a viewer without media answers.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Jsep } from 'rxjs-janus';
import {
  type LiveMountpoint,
  type OnDemandMountpoint,
  type RtpAudio,
  type RtpMountpoint,
  type RtspMountpoint,
} from 'rxjs-janus/streaming';

export const AUDIO: RtpAudio = { type: 'audio', mid: 'a', label: 'Sound', port: 0, pt: 111, codec: 'opus' };

/** Listens on ports of the server's choice. */
export const rtp = (fields: Partial<RtpMountpoint> = {}): RtpMountpoint => ({
  type: 'rtp',
  description: 'Radio',
  media: [{ ...AUDIO, iface: '127.0.0.1' }],
  ...fields,
});

/** A second of raw A-law, in the server's folder. */
export function soundFile(folder: string, name = 'sound.alaw'): string {
  const filename = join(folder, name);
  writeFileSync(filename, Buffer.alloc(8_000, 0xd5));
  return filename;
}

export const live = (folder: string, fields: Partial<LiveMountpoint> = {}): LiveMountpoint => ({
  type: 'live',
  filename: soundFile(folder),
  audio: true,
  ...fields,
});

export const onDemand = (folder: string, fields: Partial<OnDemandMountpoint> = {}): OnDemandMountpoint => ({
  type: 'ondemand',
  filename: soundFile(folder),
  audio: true,
  ...fields,
});

/** Of a camera that is not there. */
export const rtsp = (fields: Partial<RtspMountpoint> = {}): RtspMountpoint => ({
  type: 'rtsp',
  url: 'rtsp://127.0.0.1:9/none',
  audio: true,
  rtsp_failcheck: false,
  rtsp_reconnect_delay: 60,
  ...fields,
});

/** An answer that the server takes, though no media will ever come of it. */
export const answerTo = (offer: Jsep | undefined): Jsep => ({
  type: 'answer',
  sdp: (offer?.sdp ?? '')
    .replace(/a=setup:actpass/g, 'a=setup:active')
    .replace(/a=sendonly/g, 'a=recvonly')
    .replace(/^a=(candidate|end-of-candidates|ssrc|msid).*\r\n/gm, ''),
});
