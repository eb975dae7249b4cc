// The service on a real Janus: 200 sessions on one socket that is cut again and again. The long lane has it run for ten minutes.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasRealJanus, startJanus, type RealJanus } from '../../support/janus/index.js';
import { freePort } from '../../support/ports.js';
import { startProxy, type Proxy } from '../../support/proxy.js';
import { sleep, until } from '../../support/until.js';
import { type Guests, guestsIn } from '../support/guests.js';
import { buildIfNeeded, startService, type Service, untilMetric } from '../support/service.js';

const SECONDS = Number(process.env['MONITOR_SECONDS'] ?? 60);
const KEYS = { pin: 'a-pin-to-hide', secret: 'a-secret-to-hide' };
const TOKEN = 'a-token-to-hide';
const FIRST = 5_000;
const ROOMS = Array.from({ length: 200 }, (_, index) => FIRST + index);
const CUT_EVERY_MS = 4_000;
/** From SIGTERM until the process is gone: a second, and what a busy machine lets it wait for its turn. */
const STOP_MS = 1_000 + 300;
/** What the server needs to carry out 200 farewells that were sent; its own time-outs take 15 s. */
const GONE_MS = 2_000;
const MANY = 3;
const MEGABYTE = 1_048_576;

jest.setTimeout((SECONDS + 120) * 1_000);

const describeReal = hasRealJanus ? describe : describe.skip;

describeReal('the example of a service', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rxjs-janus-monitor-'));
  const stateFile = join(folder, 'sessions.json');
  let janus: RealJanus;
  let line: Proxy;
  let guests: Guests;
  let guestsSession = 0;
  let port: number;
  let running: Service | undefined;

  const start = async (onStop: 'abandon' | 'destroy'): Promise<Service> => {
    running = startService(port, {
      JANUS_URL: `ws://127.0.0.1:${String(line.port)}`,
      JANUS_TOKEN: TOKEN,
      MONITOR_ROOMS: `${String(FIRST)}-${String(FIRST + ROOMS.length - 1)}`,
      MONITOR_ROOM_PIN: KEYS.pin,
      MONITOR_ROOM_SECRET: KEYS.secret,
      MONITOR_STATE: stateFile,
      MONITOR_ON_STOP: onStop,
      MONITOR_GAP_ALERT_MS: '1000',
      MONITOR_MEMBERS_ALERT: String(MANY),
      MONITOR_LINES_PER_SECOND: '20',
    });
    const service = running;
    await until('the service to watch all rooms', () => service.ready(), { timeoutMs: 30_000, everyMs: 100 });
    return service;
  };
  const watchers = async (): Promise<number> => (await janus.admin.listSessions()).length - 1;

  beforeAll(async () => {
    await buildIfNeeded();
    janus = await startJanus({ plugins: ['videoroom'], sessionTimeout: 30, reclaimSessionTimeout: 15 });
    line = await startProxy(janus.ports.webSocket);
    guests = await guestsIn(janus.webSocketUrl, ROOMS, KEYS);
    [guestsSession = 0] = await janus.admin.listSessions();
    port = await freePort();
  }, 240_000);

  afterAll(async () => {
    running?.process.kill('SIGKILL');
    guests.close();
    await line.stop();
    await janus.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('watches 200 rooms by 200 sessions on one socket', async () => {
    const service = await start('abandon');
    expect(await service.healthy()).toBe(true);
    expect(line.connections).toHaveLength(1);
    expect(await watchers()).toBe(ROOMS.length);
  });

  it(`loses no metric and leaks nothing in ${String(SECONDS)} s with a drop every 4 s`, async () => {
    const service = running as Service;
    const end = performance.now() + SECONDS * 1_000;
    const heap: number[] = [];
    let cutAt = performance.now();
    let seen = 0;
    for (let turn = 0; performance.now() < end; turn += 1) {
      await guests.enter(FIRST + ((turn * 7) % ROOMS.length));
      // Whoever comes and goes while there is no line is seen by nobody: they stay until they were seen.
      const { joins, leaves } = guests.truth;
      if ((await service.metric('monitor_joins_total')) === joins) seen = joins;
      if (guests.inside > 12 && leaves < seen) await guests.leave();
      if (performance.now() > cutAt + CUT_EVERY_MS) {
        line.cut();
        cutAt = performance.now();
      }
      heap.push(await service.metric('nodejs_heap_size_used_bytes'));
      await sleep(100);
    }
    // The last who came are seen, too, before they go.
    await untilMetric(service, 'monitor_joins_total', guests.truth.joins);
    while (guests.inside > 0) await guests.leave();
    const { joins, leaves } = guests.truth;
    expect(joins).toBeGreaterThan(SECONDS);
    await untilMetric(service, 'monitor_leaves_total', leaves);
    expect(await service.metric('monitor_joins_total')).toBe(joins);
    await untilMetric(service, 'monitor_members', 0);
    await until('all recordings to be stopped', async () => (await guests.recorded()).length === 0, {
      timeoutMs: 20_000,
    });
    // A wish that a newer one replaced while it waited was never carried out, so that these need not be equal.
    for (const what of ['started', 'stopped'])
      expect(await service.metric('monitor_recordings_total', `what="${what}"`)).toBeGreaterThan(0);
    expect(await service.metric('monitor_recordings_total', 'what="failed"')).toBe(0);
    // Each cut is a gap of each session, but for those that were cut again before they were back.
    expect(await service.metric('monitor_gap_seconds_count')).toBeGreaterThan((ROOMS.length * SECONDS) / 8);
    const third = Math.floor(heap.length / 3);
    const [early, late] = [heap.slice(0, third), heap.slice(-third)].map((some) => Math.min(...some));
    expect((late ?? 0) - (early ?? 0)).toBeLessThan(3 * MEGABYTE);
    expect(line.connections).toHaveLength(1);
  });

  it('has one handle in each session, and no other', async () => {
    const sessions = await janus.admin.listSessions();
    const handles = await Promise.all(sessions.map((id) => janus.admin.listHandles(id)));
    expect(handles.filter((of) => of.length !== 1)).toEqual([]);
  });

  it('keeps a burst out of its log, and counts what it left out', async () => {
    const service = running as Service;
    expect(await service.metric('monitor_unlogged_total')).toBeGreaterThan(0);
    expect(service.printed()).toContain('and more facts, counted only');
  });

  it('alerts of a long gap', async () => {
    const service = running as Service;
    await line.refuse();
    line.cut();
    await sleep(1_500);
    await line.refuse(false);
    await until('an alert', async () => (await service.metric('monitor_alerts_total', 'long-gap')) > 0, {
      timeoutMs: 20_000,
      everyMs: 200,
    });
    await until('all to be back', () => service.ready(), { timeoutMs: 20_000, everyMs: 100 });
  });

  it('alerts of a crowd once, however it grows', async () => {
    const service = running as Service;
    expect(await service.metric('monitor_alerts_total', 'crowded')).toBe(0);
    for (let i = 0; i < MANY + 2; i += 1) await guests.enter(FIRST + 5);
    await untilMetric(service, 'monitor_members', MANY + 2);
    expect(await service.metric('monitor_alerts_total', 'crowded')).toBe(1);
    while (guests.inside > 0) await guests.leave();
    await untilMetric(service, 'monitor_members', 0);
  });

  it('alerts of a lost session once, and makes it anew', async () => {
    const service = running as Service;
    expect(await service.metric('monitor_alerts_total', 'session-lost')).toBe(0);
    const [lost = 0] = (await janus.admin.listSessions()).filter((id) => id !== guestsSession);
    await janus.admin.destroySession(lost);
    await untilMetric(service, 'monitor_alerts_total', 1, 'session-lost');
    await until('the session to be made anew', async () => (await watchers()) === ROOMS.length, {
      timeoutMs: 20_000,
      everyMs: 100,
    });
    await until('all rooms to be watched', () => service.ready(), { timeoutMs: 20_000, everyMs: 100 });
    expect(await janus.admin.listSessions()).not.toContain(lost);
    expect(await service.metric('monitor_alerts_total', 'session-lost')).toBe(1);
  });

  it('leaves its sessions to the next process, which tells who came meanwhile', async () => {
    const before = [...(await janus.admin.listSessions())].sort();
    const stopped = await (running as Service).stop();
    expect(stopped.code).toBe(0);
    expect(stopped.ms).toBeLessThan(STOP_MS);
    expect(statSync(stateFile).mode & 0o777).toBe(0o600);
    expect(await watchers()).toBe(ROOMS.length);
    await guests.enter(FIRST + 3);
    const next = await start('destroy');
    await untilMetric(next, 'monitor_joins_total', 1);
    expect([...(await janus.admin.listSessions())].sort()).toEqual(before);
    expect(await guests.recorded()).toEqual([FIRST + 3]);
    await guests.leave();
    await untilMetric(next, 'monitor_leaves_total', 1);
  });

  it('destroys them where it is told so, within a second of SIGTERM', async () => {
    const service = running as Service;
    const stopped = await service.stop();
    expect(stopped.code).toBe(0);
    expect(stopped.ms).toBeLessThan(STOP_MS);
    await until('all sessions to be gone', async () => (await watchers()) === 0, { timeoutMs: GONE_MS });
    expect(service.printed()).toMatch(/"msg":"stopped in /);
  });

  it('printed no secret and no id, and JSON in each line', () => {
    const text = (running as Service).printed();
    expect(text).not.toMatch(/to-hide|\d{14,}/);
    const lines = text.trim().split('\n');
    for (const one of lines) expect(JSON.parse(one)).toMatchObject({ service: 'node-monitor' });
  });
});
