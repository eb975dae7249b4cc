import { hasRealJanus, startJanus } from '../../support/janus/index.js';
import { startSimulator } from 'rxjs-janus/simulator';

/** What the fixtures need of a server. */
export interface Server {
  readonly webSocketUrl: string;
  readonly restUrl: string;
  stop(): Promise<void>;
}

/** The servers that the packed library is tried on. */
export const servers = [
  { name: 'a real Janus', there: hasRealJanus, start: (): Promise<Server> => startJanus() },
  { name: 'the simulator', there: true, start: (): Promise<Server> => startSimulator() },
] as const;
