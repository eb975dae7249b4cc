// Simulators for one spec: started on demand, stopped after it.
import { ReplaySubject, Subscription, firstValueFrom } from 'rxjs';
import { simulator$, type JanusSimulator, type SimulatorOptions } from 'rxjs-janus/simulator';

let running = new Subscription();

/** Registers the stop of all that a spec starts. */
export function stopAfterEach(): void {
  afterEach(() => {
    running.unsubscribe();
    running = new Subscription();
  });
}

export function simulate(options: SimulatorOptions = {}): Promise<JanusSimulator> {
  const server$ = new ReplaySubject<JanusSimulator>(1);
  running.add(simulator$(options).subscribe(server$));
  return firstValueFrom(server$);
}

/** Stops all now, in the middle of a spec. */
export function stopAll(): void {
  running.unsubscribe();
}
