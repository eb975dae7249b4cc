// Whether something is as new as what it is made of, by the times of files.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Whether the file is there and no file of those paths, or under them, is newer or missing.
 *
 * @param {string} path
 * @param {readonly string[]} others
 */
export function isNewer(path, others) {
  if (!existsSync(path)) return false;
  const { mtimeMs } = statSync(path);
  return others.every((other) => newest(other) <= mtimeMs);
}

/** When the last of the files was changed; folders tell nothing, as what is generated beside a file touches them. */
function newest(path) {
  if (!existsSync(path)) return Infinity;
  if (!statSync(path).isDirectory()) return statSync(path).mtimeMs;
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce(
    (last, { parentPath, name }) => Math.max(last, statSync(join(parentPath, name)).mtimeMs),
    0,
  );
}
