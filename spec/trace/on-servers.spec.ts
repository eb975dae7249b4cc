// The same story on every server: what a trace tells of it, and what it must not tell.
import {
  type JanusSession,
  type JanusTransport,
  type TransportOptions,
  create$,
  restTransport,
  webSocketTransport,
} from 'rxjs-janus';
import { type VideoRoomHandle, videoRoom } from 'rxjs-janus/videoroom';
import { type TraceStep, logTo, recorder, trace } from 'rxjs-janus/trace';
import { describeServers, type Target } from '../support/servers.js';
import { until } from '../support/until.js';
import { type Watched, watch } from '../support/watch.js';
import { faultsIn } from './support/diagram.js';

jest.setTimeout(90_000);

const SECRETS = {
  apiSecret: 'the-secret-of-the-api',
  token: 'the-token-of-ada',
  pin: 'the-pin-of-the-room',
  secret: 'the-secret-of-the-room',
};

const patient = { timeoutMs: 20_000 };

const kindsOf = (steps: readonly TraceStep[], kinds: readonly TraceStep['kind'][]): readonly string[] =>
  steps.filter(({ kind }) => kinds.includes(kind)).map(({ kind, text }) => `${kind} ${text}`);

interface Story {
  readonly lines: readonly string[];
  readonly steps: readonly TraceStep[];
  readonly diagram: string;
  readonly ids: readonly number[];
}

async function tell(target: Target): Promise<Story> {
  const tape = recorder({ last: 1_000 });
  const lines: string[] = [];
  const options: TransportOptions = {
    url: target.url,
    token: SECRETS.token,
    apiSecret: SECRETS.apiSecret,
    trace: trace([tape.take, logTo((line) => lines.push(line))]),
  };
  const janus$: JanusTransport =
    target.over === 'rest' ? restTransport(options) : webSocketTransport(options);
  const held = watch(create$(janus$, { keepAliveMs: 1_500 }));
  const session = await held.value(0, patient);
  const gap = watch(session.gap$);
  const rooms = watch(session.attach$(videoRoom));
  const handle = await rooms.value(0, patient);
  await live(handle, session, target, gap);
  const ids = [session.id, handle.id];
  await watch(session.destroy$()).end(patient);
  held.unsubscribe();
  await until('the line to be closed', () => tape.steps().at(-1)?.text === 'closed', patient);
  return { lines, steps: tape.steps(), diagram: tape.mermaid(), ids };
}

/** A room with a pin, one who joins, a refusal, a drop, and a request after it. */
async function live(
  handle: VideoRoomHandle,
  session: JanusSession,
  target: Target,
  gap: Watched<unknown>,
): Promise<void> {
  const { pin, secret } = SECRETS;
  const { data } = await watch(handle.request$('create', { pin, secret })).value(0, patient);
  await watch(handle.join$({ room: data.room, pin, display: 'Ada' })).value(0, patient);
  expect(
    (await watch(handle.request$('destroy', { room: data.room, secret: 'a-guess' })).end(patient)).error,
  ).toMatchObject({ kind: 'plugin' });
  target.line.cut();
  await watch(handle.request$('exists', { room: data.room })).value(0, patient);
  await gap.value(0, patient);
  await watch(handle.request$('destroy', { room: data.room, secret })).value(0, patient);
  expect(session.snapshot().sessionId).toBe(session.id);
}

describeServers(
  'a trace',
  (target) => {
    let story: Story;

    beforeAll(async () => {
      story = await tell(target);
    });

    it('tells the line, the requests with their answers, the drop and the gap, in order', () => {
      const told = kindsOf(story.steps, ['line', 'down', 'gap', 'error']);
      const order = [
        /^line connecting /,
        /^line open /,
        /^error .*error_code/,
        /^gap reclaimed after \d+\.\d s/,
      ];
      const places = order.map((pattern) => told.findIndex((line) => pattern.test(line)));
      expect(places).not.toContain(-1);
      expect(places).toEqual([...places].sort((a, b) => a - b));
      expect(told.at(-1)).toBe('down closed');
      expect(kindsOf(story.steps, ['poll']).length > 0).toBe(target.over === 'rest');
    });

    it('ties an answer to its request, and says how long it took', () => {
      const created = story.steps.filter(({ verb }) => verb === 'create');
      expect(created.map(({ kind, request }) => [kind, request])).toEqual([
        ['request', 1],
        ['reply', 1],
      ]);
      const joined = story.steps.find(({ kind, text }) => kind === 'request' && text.includes('"join"'));
      const its = story.steps.filter(({ request }) => request === joined?.request).map(({ kind }) => kind);
      expect([...its].sort()).toEqual(['ack', 'reply', 'request']);
      for (const { kind, request, afterMs } of story.steps)
        if (kind === 'reply' && request) expect(afterMs).toBeGreaterThanOrEqual(0);
    });

    it('shows no secret and no whole id, anywhere', () => {
      const shown = JSON.stringify(story);
      const values = [...Object.values(SECRETS), 'a-guess'];
      const { ids, ...printed } = story;
      expect(values.filter((value) => shown.includes(value))).toEqual([]);
      expect(ids.filter((id) => JSON.stringify(printed).includes(String(id)))).toEqual([]);
      expect(JSON.stringify(printed)).not.toMatch(/\d{14}/);
      expect(shown).toContain('Ada');
    });

    it('is a log with a line for each step', () => {
      expect(story.lines).toHaveLength(story.steps.length);
      for (const line of story.lines) expect(line).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z (?:->|<-|-x|--|!!) \S/);
    });

    it('is a Mermaid diagram without the keep-alives', () => {
      expect(faultsIn(story.diagram)).toEqual([]);
      expect(story.diagram).toMatch(/Note over C,J: …\d{1,4} reclaimed after/);
      expect(story.diagram).not.toContain('keepalive');
    });
  },
  { apiSecret: SECRETS.apiSecret, tokens: [SECRETS.token] },
);
