// Child processes that must not outlive the specs, however those end.
import { type ChildProcess } from 'node:child_process';

const children = new Set<ChildProcess>();
const killAll = (): void => {
  for (const child of children) child.kill('SIGKILL');
};

/** Kills the child when this process ends before it has ended. One listener does for all: Node warns of more than ten. */
export function killAtExit(child: ChildProcess): void {
  if (children.size === 0) process.once('exit', killAll);
  children.add(child);
  const forget = (): void => {
    if (children.delete(child) && children.size === 0) process.removeListener('exit', killAll);
  };
  child.once('exit', forget).once('error', forget);
}
