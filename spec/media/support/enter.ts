// Media flow in a network namespace only, so the whole lane is run in one: jest itself is started over in there.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
// Without the ending, as the configuration of jest is loaded by what knows no other.
import { MEDIA_ADDRESS, hasNamespaces, inNamespace } from '../../support/namespace/index';

/** Makes the kernel end what runs in the namespace with the process that started it. */
const SETPRIV = '/usr/bin/setpriv';

/** Whether this process is where media flow. */
export const isInside = Object.values(networkInterfaces()).some((all) =>
  all?.some(({ address }) => address === MEDIA_ADDRESS),
);

/** Does all that this process was started for in a namespace, and ends with it; returns where none can be made. */
export function enterNamespace(): void {
  if (isInside || !hasNamespaces) return;
  const [command, args] = inNamespace(process.execPath, [...process.execArgv, ...process.argv.slice(1)]);
  const guard = existsSync(SETPRIV) ? [SETPRIV, '--pdeathsig', 'SIGKILL', '--'] : [];
  const [first = command, ...rest] = [...guard, command, ...args];
  process.exit(spawnSync(first, rest, { stdio: 'inherit' }).status ?? 1);
}
