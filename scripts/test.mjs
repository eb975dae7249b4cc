// What `npm test` does: sets up what the specs need, runs them within 8 minutes, and counts them.
//   npm test [-- JEST ARGUMENTS]
// JANUS_NO_INSTALL=1 keeps it from installing Debian packages; without them their specs are skipped and counted.
import { runMain } from './lib/main.mjs';
import { ensureDist } from './setup/dist.mjs';
import { ensurePackages } from './setup/install-debian.mjs';
import { ensureNodeModules } from './setup/node-modules.mjs';
import { runJest } from './setup/run-jest.mjs';
import { tell } from './setup/tell.mjs';

const LIMIT_MS = 8 * 60_000;
const NEEDED = ['janus', 'chromium', 'iproute2'];

await runMain(async () => {
  await ensureNodeModules();
  await ensurePackages(NEEDED);
  const built = await tryBuild();
  const { code, counts } = await runJest(['--maxWorkers=2', ...process.argv.slice(2)], timeLeftMs());
  process.exitCode = built ? code : code || 1;
  console.log(counts);
});

/** A build that fails is told at once and fails the run, but not before the specs have had their say. */
async function tryBuild() {
  try {
    await ensureDist();
    return true;
  } catch (error) {
    tell(`the build failed, so the specs of the package will too\n${error.message}`);
    return false;
  }
}

/** The limit holds for all that is done here. */
function timeLeftMs() {
  return Math.max(LIMIT_MS - process.uptime() * 1_000, 60_000);
}
