import { simulator$ } from 'rxjs-janus/simulator';
import { hasRealJanus, startJanus } from '../../support/janus/index.js';

/** What the fixtures need of a server. */
export interface Server {
  readonly webSocketUrl: string;
  readonly restUrl: string;
  stop(): unknown;
}

/** The servers that the packed library is tried on. */
export const servers = [
  { name: 'a real Janus', there: hasRealJanus, start: (): Promise<Server> => startJanus() },
  { name: 'the simulator', there: true, start: startSimulator },
] as const;

async function startSimulator(): Promise<Server> {
  const started$ = simulator$({ reclaimSessionTimeoutMs: 6_000 });
  const running = new Promise<Server>((resolve, reject) => {
    const lease = started$.subscribe({
      next: ({ webSocketUrl, restUrl }) =>
        resolve({ webSocketUrl, restUrl, stop: () => lease.unsubscribe() }),
      error: reject,
    });
  });
  return running;
}
