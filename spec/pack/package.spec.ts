import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { makeConsumer, type Consumer } from './support/consumer.js';
import { bundledFiles, bundlePage, installedChromium, visit, visitStored } from './support/page.js';
import { bundleSizes } from './support/sizes.js';
import { firstLineOf, readmeScript } from './support/readme.js';
import { servers, type Server } from './support/servers.js';
import { setUps, typeCheck } from './support/type-check.js';

jest.setTimeout(120_000);

const answered = { echotest: 'event', result: 'ok' };
const talk = { id: expect.any(Number) as number, created: answered, claimed: answered };

describe('the packed package in a new folder', () => {
  let consumer: Consumer;
  beforeAll(async () => {
    consumer = await makeConsumer();
  });
  afterAll(() => consumer.remove());

  it('brings its few dependencies and nothing else', () => {
    expect(consumer.installed()).toEqual(['rxjs', 'rxjs-janus', 'rxjs-websockets', 'tslib', 'undici', 'ws']);
  });

  it('makes errors that both formats know in one process', async () => {
    const told = JSON.parse(await consumer.node('plain/formats.mjs')) as Record<string, unknown>;
    const all = Array.from({ length: 6 }, () => true);
    const kinds = ['connection-failed', 'connection-failed'];
    expect(told).toEqual({ twoCopies: true, kinds, toItsOwn: all, toTheOther: all });
  });

  it('is shaken by a bundler as well as the source is', async () => {
    const [source, packed] = await Promise.all([bundleSizes(), bundleSizes(consumer)]);
    const grown = Object.entries(packed).filter(([name, bytes]) => bytes > 1.02 * (source[name] ?? 0) + 64);
    expect(Object.keys(packed)).toEqual(Object.keys(source));
    expect(grown).toEqual([]);
  });

  it('loads rxjs and rxjs-websockets, and of ws and undici nothing before they are used', async () => {
    const told: unknown = JSON.parse(await consumer.node('plain/loaded.cjs'));
    expect(told).toEqual(['rxjs', 'rxjs-janus', 'rxjs-websockets']);
  });

  it('is written in ASCII, as one sign past it makes an engine hold a file at two bytes a sign', async () => {
    const dist = join(consumer.folder, 'node_modules/rxjs-janus/dist');
    const code = (await readdir(dist, { recursive: true })).filter((name) => /\.m?js$/.test(name));
    const texts = await Promise.all(code.map((name) => readFile(join(dist, name), 'utf8')));
    expect(code).toContain('esm/index.mjs');
    expect(code.filter((_, i) => /[^\0-\x7f]/.test(texts[i] ?? ''))).toEqual([]);
  });

  it('shares its classes between the entries of a format', async () => {
    const told: unknown = JSON.parse(await consumer.node('plain/shared.mjs'));
    expect(told).toEqual({ esm: true, cjs: true });
  });

  it.each(setUps)('compiles under $name, without types of Node’s', async (setUp) => {
    expect(await typeCheck(consumer, 'consumer', setUp)).toBe('');
  });

  it.each(setUps.filter(({ name }) => name !== 'node16'))(
    'compiles with the entries for specs under $name',
    async (setUp) => {
      expect(await typeCheck(consumer, 'node-consumer', setUp, ['node'])).toBe('');
    },
  );

  it('starts the server of README.md with janus.mjs as it is printed there, but for the port', async () => {
    const file = readmeScript(consumer.folder, 'janus.mjs', [['port: 8188', 'port: 0']]);
    expect(await firstLineOf(consumer.folder, file)).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/$/);
  });

  describe.each(servers)('against $name', ({ there, start }) => {
    const test = there ? it : it.skip;
    const testPage = there && installedChromium !== undefined ? it : it.skip;
    let server: Server | undefined;
    beforeAll(async () => {
      if (there) server = await start();
    });
    afterAll(() => server?.stop());

    test.each(['use.mjs', 'use.cjs'])('runs as plain %s and leaves the process at rest', async (script) => {
      const { webSocketUrl = '', restUrl = '' } = server ?? {};
      const told: unknown = JSON.parse(await consumer.node(`plain/${script}`, webSocketUrl, restUrl));
      expect(told).toEqual({ webSocket: talk, rest: talk });
    });

    // README.md: "with a Janus of yours it is the same".
    test('runs hello.mjs of README.md, which prints what its comment says, and ends', async () => {
      const own = [['server.webSocketUrl', `'${server?.webSocketUrl ?? ''}'`]] as const;
      expect(await consumer.node(readmeScript(consumer.folder, 'hello.mjs', own))).toBe('ok\n');
    });

    testPage('runs in a page, bundled by Vite, with nothing of ws or undici', async () => {
      const bundle = await bundlePage(consumer);
      const files = bundledFiles(bundle);
      expect(files.filter((file) => file.includes('rxjs-websockets'))).not.toEqual([]);
      expect(files.filter((file) => /node_modules\/(ws|undici)\/|platform\/node/.test(file))).toEqual([]);
      const { webSocketUrl = '', restUrl = '' } = server ?? {};
      const { outcome, errors } = await visit(bundle, { ws: webSocketUrl, rest: restUrl });
      expect({ outcome, errors }).toEqual({ outcome: { webSocket: talk, rest: talk }, errors: [] });
    });

    testPage('keeps a session through a reload, and leaves it to a second tab that takes it', async () => {
      const { webSocketUrl = '' } = server ?? {};
      const { first, reloaded, second, left } = await visitStored(await bundlePage(consumer), webSocketUrl);
      expect([reloaded.id, second.id, left.id]).toEqual([first.id, first.id, first.id]);
      expect(left.told).toEqual(['live by claim', 'ended', 'session-superseded']);
      expect(second.told).toEqual(['live by claim']);
    });
  });
});
