// A network namespace with an address that media can use: Janus leaves loopback out, and nothing gets out of it.
import { execFileSync } from 'node:child_process';

/** Its own address; the other end of the pair has none. */
export const MEDIA_ADDRESS = '10.77.0.1';

const SETUP = [
  'ip link set lo up',
  'ip link add v0 type veth peer name v1',
  `ip addr add ${MEDIA_ADDRESS}/24 dev v0`,
  'ip link set v0 up',
  'ip link set v1 up',
  'exec "$@"',
].join(' && ');

/**
 * The command that runs a command in a namespace of its own. It becomes that command, so that its pid is the one
 * to signal; the namespace is gone with the last process in it.
 */
export function inNamespace(command: string, args: readonly string[]): [string, string[]] {
  // Who is not root is root in a namespace of users, where the kernel allows that.
  const user = process.getuid?.() === 0 ? [] : ['--map-root-user'];
  return ['unshare', [...user, '--net', 'sh', '-c', SETUP, 'sh', command, ...args]];
}

/** Whether this machine lets us make one: Linux, root or namespaces of users, `ip` and `unshare`. */
export const hasNamespaces = canMakeOne();

function canMakeOne(): boolean {
  try {
    const [command, args] = inNamespace('true', []);
    execFileSync(command, args, { stdio: 'ignore', timeout: 5_000 });
    return true;
  } catch {
    return false;
  }
}
