// A hundred real sockets lose a real server, which comes back with none of their sessions.
import { retry, Subscription, switchMap } from 'rxjs';
import { backOff, create$, type JanusTransport, webSocketTransport } from 'rxjs-janus';
import { hasRealJanus, type RealJanus, startJanus } from '../support/janus/index.js';
import { sleep, until } from '../support/until.js';
import { keepFigures } from './support/figures.js';
import { histogram, mostWithin } from './support/spread.js';

const CLIENTS = 100;
const AWAY_MS = 3_000;
const ALL_MS = 60_000;

(hasRealJanus ? describe : describe.skip)('a hundred clients of a server that starts anew', () => {
  let janus: RealJanus;
  const held = new Subscription();
  const connects: number[] = [];
  const back: number[] = [];

  const hold = (janus$: JanusTransport): void => {
    const now = (): number => performance.now();
    held.add(janus$.state$.subscribe(({ kind }) => kind === 'connecting' && connects.push(now())));
    const always$ = create$(janus$).pipe(
      retry({ delay: backOff(), resetOnSuccess: true }),
      switchMap(({ status$ }) => status$),
    );
    held.add(
      always$.subscribe((status) => status.kind === 'live' && status.by === 'create' && back.push(now())),
    );
  };

  beforeAll(async () => {
    janus = await startJanus({ reclaimSessionTimeout: 10, sessionTimeout: 60, plugins: [] });
  }, ALL_MS);
  afterAll(() => janus.stop());

  it(
    'have a session again, one each, and come one by one',
    async () => {
      for (let i = 0; i < CLIENTS; i += 1) hold(webSocketTransport({ url: janus.webSocketUrl }));
      await until('the sessions', () => back.length === CLIENTS);
      connects.length = 0;
      back.length = 0;
      const lostAt = performance.now();
      await janus.kill();
      await sleep(AWAY_MS);
      await janus.restart();
      const thereAt = performance.now() - lostAt;
      await until('all to be back', () => back.length === CLIENTS, { timeoutMs: 20_000 });
      expect(await janus.admin.listSessions()).toHaveLength(CLIENTS);
      const [tries, returns] = [connects, back].map((times) => times.map((time) => time - lostAt));
      keepFigures('hundred-sockets', { clients: CLIENTS, thereAt, tries, returns });
      const later = histogram(tries ?? []).slice(1);
      expect(Math.max(...later)).toBeLessThan(1.2 * CLIENTS);
      expect(mostWithin(returns ?? [], 1_000)).toBeLessThan(0.6 * CLIENTS);
      held.unsubscribe();
      await until('the farewells', async () => (await janus.admin.listSessions()).length === 0);
    },
    ALL_MS,
  );
});
