// Which of the programs that specs and the demo use are on this machine, and the Debian packages they come in.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Package name to the names that its program goes by. */
const PROGRAMS = {
  janus: ['janus'],
  chromium: ['chromium', 'chromium-browser', 'google-chrome'],
  iproute2: ['ip'],
  'sip-tester': ['sipp'],
};
/** Paths set by the user stand for the program, wherever it is. */
const NAMED_BY = { janus: 'JANUS_BIN', chromium: 'CHROMIUM_BIN' };
/** Where administrators' programs are, often missing from a user's PATH. */
const ALWAYS = ['/usr/bin', '/usr/sbin', '/sbin', '/usr/local/bin', '/opt/janus/bin'];

/** @param {readonly string[]} names packages, as `['janus']` */
export function missingPackages(names) {
  return names.filter((name) => !isThere(name));
}

function isThere(name) {
  const named = process.env[NAMED_BY[name] ?? ''];
  return named ? isExecutable(named) : PROGRAMS[name].some(isOnPath);
}

function isOnPath(program) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...ALWAYS];
  return folders.some((folder) => folder !== '' && isExecutable(join(folder, program)));
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
