// The programs that the example runs, beside Node.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What goes by another name than its program, and where to have it from. */
const PROGRAMS = {
  janus: 'janus (Debian: janus)',
  sipp: 'sipp (Debian: sip-tester)',
  ip: 'ip (Debian: iproute2)',
  unshare: 'unshare (Debian: util-linux)',
  setpriv: 'setpriv (Debian: util-linux)',
};
const ALWAYS = ['/usr/bin', '/usr/sbin', '/sbin', '/usr/local/bin', '/opt/janus/bin'];

/** @typedef {keyof typeof PROGRAMS} Program */

/** The path, or undefined where it is missing; JANUS_BIN names another Janus. @type {(name: Program) => string | undefined} */
export const programPath = (name) => {
  const { PATH: path = '', JANUS_BIN: bin } = process.env;
  if (name === 'janus' && bin) return isProgram(bin) ? bin : undefined;
  const folders = [...path.split(delimiter).filter(Boolean), ...ALWAYS];
  return folders.map((folder) => join(folder, name)).find(isProgram);
};

/** What is missing, in words. */
export const missingPrograms = () =>
  /** @type {Program[]} */ (Object.keys(PROGRAMS))
    .filter((name) => programPath(name) === undefined)
    .map((name) => PROGRAMS[name]);

/** @type {(path: string) => boolean} */
const isProgram = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};
