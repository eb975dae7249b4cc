import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A forked module that answers each message with one message, each within its time. */
export class Child {
  #child;
  #limitMs;

  /** Starts it; settles with its first message. */
  static async start(module, args = [], { execArgv = [], limitMs = 30_000 } = {}) {
    const child = new Child();
    child.#limitMs = limitMs;
    child.#child = fork(fileURLToPath(new URL(module, import.meta.url)), args, { execArgv });
    return [child, await child.#next()];
  }

  get pid() {
    return this.#child.pid;
  }

  ask(message) {
    this.#child.send(message);
    return this.#next();
  }

  async stop() {
    const child = this.#child;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    const forced = setTimeout(() => child.kill('SIGKILL'), 2_000);
    if (child.connected) child.disconnect();
    await gone;
    clearTimeout(forced);
  }

  #next() {
    const child = this.#child;
    return new Promise((resolve, reject) => {
      const end = (settle) => (value) => {
        clearTimeout(timer);
        child.off('message', answered).off('exit', failed);
        settle(value);
      };
      const answered = end(resolve);
      const failed = end((code) =>
        reject(new Error(`${child.spawnargs.slice(1).join(' ')} ended by ${code}`)),
      );
      const timer = setTimeout(() => {
        child.kill('SIGKILL');
        failed(`its time limit of ${this.#limitMs} ms`);
      }, this.#limitMs);
      child.once('message', answered).once('exit', failed);
    });
  }
}
