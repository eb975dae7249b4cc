import { existsSync } from 'node:fs';
import { hasRealJanus, startJanus, type RealJanus } from './janus/index.js';

(hasRealJanus ? describe : describe.skip)('a real Janus for specs', () => {
  let janus: RealJanus;
  beforeAll(async () => {
    janus = await startJanus();
  });
  afterAll(() => janus.stop());

  it('answers with the limits that were asked for', async () => {
    expect(await janus.admin.status()).toMatchObject({ session_timeout: 12, reclaim_session_timeout: 6 });
  });

  it('tells of sessions and handles by the admin API', async () => {
    const session = await post(janus.restUrl, { janus: 'create' });
    const handle = await post(`${janus.restUrl}/${session}`, {
      janus: 'attach',
      plugin: 'janus.plugin.echotest',
    });
    expect(await janus.admin.listSessions()).toContain(session);
    expect(await janus.admin.listHandles(session)).toEqual([handle]);
    expect(await janus.admin.handleInfo(session, handle)).toMatchObject({ plugin: 'janus.plugin.echotest' });
  });

  it('comes back on the same ports, without its sessions', async () => {
    const [{ pid, restUrl }, session] = [janus, await post(janus.restUrl, { janus: 'create' })];
    await janus.restart();
    expect([janus.restUrl, janus.pid === pid]).toEqual([restUrl, false]);
    expect(await janus.admin.listSessions()).not.toContain(session);
  });

  it('comes back after a kill', async () => {
    await janus.kill();
    expect(janus.running).toBe(false);
    await janus.restart();
    expect(await janus.admin.listSessions()).toEqual([]);
  });

  it('leaves neither process nor folder behind', async () => {
    const other = await startJanus({ apiSecret: 'sesame', stringIds: true, tokenAuth: true });
    const folder =
      /Configuration file: (.*)\/janus.jcfg|(\/tmp\/rxjs-janus-\w+)/.exec(other.log())?.[0] ?? '';
    const { pid } = other;
    await other.stop();
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    expect(existsSync(folder)).toBe(false);
    expect(other.log()).toContain('HTTP webserver started');
  });
});

async function post(url: string, body: object): Promise<number> {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify({ transaction: 't', ...body }) });
  return ((await response.json()) as { data: { id: number } }).data.id;
}
