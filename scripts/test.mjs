// What `npm test` does: sets up what the specs need, runs them within 8 minutes, and counts them.
//   npm test [-- JEST ARGUMENTS]
// `--lane=NAME` runs in the place of all others those specs that have a lane of their own (jest.config.ts): real media in
// Chromium, applications that are built and driven there, the packed package, a service, measured times.
// JANUS_NO_INSTALL=1 keeps it from installing Debian packages; without them their specs are skipped and counted.
import { availableParallelism } from 'node:os';
import { runMain } from './lib/main.mjs';
import { ensureDist } from './setup/dist.mjs';
import { ensurePackages } from './setup/install-debian.mjs';
import { ensureNodeModules } from './setup/node-modules.mjs';
import { runJest } from './setup/run-jest.mjs';
import { withSecondLook } from './setup/second-look.mjs';
import { tell } from './setup/tell.mjs';

const LIMIT_MS = 8 * 60_000;
const NEEDED = ['janus', 'chromium', 'iproute2', 'sip-tester'];

await runMain(async () => {
  await ensureNodeModules();
  await ensurePackages(NEEDED);
  const built = await tryBuild();
  const { lane, args } = asked(process.argv.slice(2));
  if (lane === 'app') await buildApplications();
  process.env.SPEC_LANE = lane;
  const run = (more) => runJest([...workers(lane), ...more], timeLeftMs());
  const { code, counts } = args.length > 0 ? await run(args) : await withSecondLook(run);
  process.exitCode = built ? code : code || 1;
  if (counts.broken > 0) tell(`${counts.broken} spec files could not run at all`);
  console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
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

/** What builds them is there only behind the installation. */
async function buildApplications() {
  const { ensureApplications } = await import('./setup/applications.mjs');
  await ensureApplications();
}

/** The limit holds for all that is done here. */
function timeLeftMs() {
  return Math.max(LIMIT_MS - process.uptime() * 1_000, 60_000);
}

/** @param {readonly string[]} argv */
function asked(argv) {
  const named = argv.find((arg) => arg.startsWith('--lane='));
  return { lane: named?.slice('--lane='.length) ?? '', args: argv.filter((arg) => arg !== named) };
}

/**
 * One after another means in jest's own process, where what a library left running would keep it from ending. The rest
 * waits for servers half of its time: one more at a time than there are processors.
 */
function workers(lane) {
  return lane
    ? ['--maxWorkers=1', '--forceExit']
    : [`--maxWorkers=${Math.min(availableParallelism() + 1, 4)}`];
}
