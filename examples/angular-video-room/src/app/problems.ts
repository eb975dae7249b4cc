import { isJanusError } from 'rxjs-janus';

/** What to tell somebody about something that went wrong: what it is, and what to do about it. */
export const problemOf = (error: unknown): string => {
  if (!isJanusError(error)) return 'Something went wrong in this page. Reload it to try again.';
  const { kind } = error as { kind: string };
  return TOLD[kind] ?? error.message;
};

const TOLD: Readonly<Record<string, string>> = {
  'capture-denied':
    'This page may not use your camera and microphone. Allow it in the address bar, or join without them.',
  'no-device': 'No camera or microphone was found. Connect one, or join without them.',
  'device-in-use': 'Another program is using the camera or microphone. Close it, or join without them.',
  'device-lost': 'The camera or microphone was unplugged.',
  'capture-unsupported': 'This browser does not let this page capture. Open it over https, or on localhost.',
  'connection-failed': 'The server cannot be reached.',
  'room-ended': 'You were put out of the room, or it was closed.',
};
