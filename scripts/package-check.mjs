// publint and arethetypeswrong on the tarball that npm would publish.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exec, root } from './lib/exec.mjs';
import { runMain } from './lib/main.mjs';
import { pack } from './pack.mjs';

const bin = (name) => join(root, 'node_modules/.bin', name);

await runMain(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rxjs-janus-check-'));
  try {
    const tarball = await pack(folder);
    // The old `node10` resolution knows no `exports`, so it cannot find the entries beside the main one.
    const attw = await exec(bin('attw'), [tarball, '--profile', 'node16', '--format', 'ascii'], {
      show: true,
    });
    const publint = await exec(bin('publint'), ['run', tarball, '--strict'], { show: true });
    if (attw.code !== 0 || publint.code !== 0) throw new Error('the packed package is not clean');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
