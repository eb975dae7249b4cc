// SIPp, the other end of a call in specs: plays a scenario, answers by itself.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const FOLDERS = [
  ...(process.env['PATH'] ?? '').split(delimiter).filter(Boolean),
  '/usr/bin',
  '/usr/local/bin',
];

export const sippPath: string | undefined = FOLDERS.map((folder) => join(folder, 'sipp')).find(isProgram);
export const hasSipp = sippPath !== undefined;

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
