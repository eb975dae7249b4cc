// A network namespace with one address that media can use. Janus leaves loopback out, and nothing from here gets out.

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
 * What runs a command in a namespace of its own, which is gone with the last process in it.
 *
 * @type {(command: readonly string[]) => [string, string[]]}
 */
export const namespaceCommand = (command) => {
  // Who is not root is root in a namespace of users, where the kernel allows that.
  const user = process.getuid?.() === 0 ? [] : ['--map-root-user'];
  return ['unshare', [...user, '--net', 'sh', '-c', SETUP, 'sh', ...command]];
};
