// Bob, the other end of the calls: SIPp plays him, as the callee and as the caller. He sends back whatever audio he gets.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { delay, map } from 'rxjs';
import { program$ } from './child.mjs';
import { MEDIA_ADDRESS } from './namespace.mjs';

/** Long enough to be listening; it says nothing of it. */
const START_MS = 300;

/**
 * @typedef {object} Bob
 * @property {string} address
 * @property {() => string} keys the keys that were pressed towards him, as they reached him
 */

/** @type {(scenario: string, port: number, mediaPort: number) => import('rxjs').Observable<Bob>} */
const played$ = (scenario, port, mediaPort) =>
  program$('sipp', () => [
    ...['-sf', fileURLToPath(new URL(scenario, import.meta.url)), '-rtp_echo', '-nostdin'],
    ...['-i', MEDIA_ADDRESS, '-p', String(port), '-mi', MEDIA_ADDRESS, '-mp', String(mediaPort)],
    ...['-trace_msg', '-message_file', 'messages.log'],
  ]).pipe(
    delay(START_MS),
    map((folder) => ({
      address: `sip:bob@${MEDIA_ADDRESS}:${port}`,
      keys: () => keysIn(join(folder, 'messages.log')),
    })),
  );

/** Rings for half a second, then takes the call. */
export const bob$ = () => played$('callee.xml', 5070, 22_000);

/** A registrar that calls whoever registers, half a second later. */
export const callingBob$ = () => played$('caller.xml', 5080, 22_100);

/** @type {(file: string) => string} */
const keysIn = (file) =>
  existsSync(file)
    ? [...readFileSync(file, 'utf8').matchAll(/^Signal=(.)/gm)].map(([, key]) => key).join(' ')
    : '';
