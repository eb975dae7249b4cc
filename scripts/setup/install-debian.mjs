// Installs missing Debian packages where that is allowed, else names the command and lets the caller go on.
//   node scripts/setup/install-debian.mjs [PACKAGE...]
import { existsSync, readFileSync } from 'node:fs';
import { mustExec } from '../lib/exec.mjs';
import { isMain, runMain } from '../lib/main.mjs';
import { withoutServices } from './no-services.mjs';
import { missingPackages } from './programs.mjs';
import { tell } from './tell.mjs';

const INSTALL = ['install', '-y', '--no-install-recommends'];
const LIMIT_MS = 5 * 60_000;

/**
 * Resolves with the packages that are still missing: empty where all is well.
 *
 * @param {readonly string[]} names among janus, chromium, iproute2 and sip-tester
 * @param {string} [purpose] what is skipped without them
 */
export async function ensurePackages(names, purpose = 'the specs that need them') {
  const missing = missingPackages(names);
  if (missing.length === 0) return [];
  const reason = whyNot();
  if (reason === undefined) await install(missing);
  const left = missingPackages(names);
  if (left.length > 0) advise(left, purpose, reason ?? 'the installation did not bring them');
  return left;
}

/** Why packages may not be installed here; `undefined` where they may. */
function whyNot() {
  if (process.env.JANUS_NO_INSTALL === '1') return 'JANUS_NO_INSTALL=1 forbids to install';
  if (!isDebian()) return 'this is neither Debian nor Ubuntu';
  return process.getuid?.() === 0 ? undefined : 'installing takes root';
}

function isDebian() {
  const text = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return existsSync('/usr/bin/apt-get') && /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(text);
}

async function install(names) {
  tell(`installing the Debian packages ${names.join(', ')} without starting their services`);
  try {
    await withoutServices(async () => {
      await aptGet(['update']);
      await aptGet([...INSTALL, ...names]);
    });
  } catch (error) {
    tell(`the installation failed: ${lastLines(error)}`);
  }
}

async function aptGet(args) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await mustExec('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=60', ...args], { env, timeoutMs: LIMIT_MS });
}

function advise(missing, purpose, reason) {
  tell(`missing: ${missing.join(', ')} (${reason}); skipped and counted: ${purpose}`);
  tell(`to have them: sudo apt-get update && sudo apt-get ${INSTALL.join(' ')} ${missing.join(' ')}`);
  if (missing.includes('janus'))
    tell('that starts a service, which is not needed: sudo systemctl disable --now janus');
}

function lastLines(error) {
  return String(error instanceof Error ? error.message : error)
    .trim()
    .split('\n')
    .slice(-4)
    .join('\n');
}

if (isMain(import.meta.url)) {
  const names = process.argv.slice(2);
  await runMain(async () => {
    const left = await ensurePackages(
      names.length > 0 ? names : ['janus', 'chromium', 'iproute2', 'sip-tester'],
    );
    if (left.length > 0) process.exitCode = 1;
  });
}
