// The code of the pages: all of it compiles, and what can be run does what its comments say, on every server.
import { readFiles } from '../house/support/source-files.js';
import { describeServers, type Target } from '../support/servers.js';
import { until } from '../support/until.js';
import { complaintsAbout } from '../types/support/compile.js';
import { snippetsOf } from '../types/support/snippets.js';
import { complaintsAboutScripts } from './support/check-scripts.js';
import { pages } from './support/pages.js';
import { canRun, promisedBy, runSnippet } from './support/run-snippet.js';

jest.setTimeout(60_000);

const asFile = (name: string): string => `spec/docs/snippets/${name.replaceAll(/[/:]/g, '_')}.ts`;
const runnable = pages.flatMap(snippetsOf).filter(([, text]) => canRun(text));
const onServer = runnable.filter(([, text]) => text.includes('janus.example'));
/** Their marbles are what they say, and they throw where those do not hold. */
const inVirtualTime = pages.flatMap(snippetsOf).filter(([, text]) => text.includes('new TestScheduler('));
const byThemselves = runnable.filter(([, text]) => !text.includes('janus.example'));

describe('the code of the pages', () => {
  const wrong = snippetsOf({
    path: 'page.md',
    text: 'text\n```ts\nconst a = 1;\nconst b: string = a;\n```\n',
  });
  const snippets = [...pages, ...readFiles('src')].flatMap(snippetsOf);
  let complaints: ReadonlyMap<string, readonly string[]>;
  const complaintsOf = (name: string) => complaints.get(asFile(name)) ?? ['was not read'];

  beforeAll(() => {
    const files = [...snippets, ...wrong].map(([name, text]): [string, string] => [asFile(name), text]);
    complaints = complaintsAbout([], new Map(files));
  });

  // The page and line of a snippet are its name; what is told counts lines within it.
  it('compiles as it is written', () => {
    const told = snippets.flatMap(([name]) => complaintsOf(name).map((complaint) => `${name}: ${complaint}`));
    expect(told).toEqual([]);
    expect(snippets.length).toBeGreaterThan(10);
  });

  it('is checked: a wrong snippet is told with its page and line', () => {
    expect(wrong.map(([name]) => name)).toEqual(['page.md:2']);
    expect(complaintsOf('page.md:2')).toEqual([expect.stringMatching(/^line 2: .*not assignable/)]);
  });

  it('of the examples has the types that its comments give', () => {
    const paths = readFiles('examples', '.mjs').map(({ path }) => path);
    // An application has a compiler and rules of its own.
    expect(complaintsAboutScripts(paths.filter((path) => !path.includes('/angular-')))).toEqual([]);
  });

  it('has something to run on a server, and something that brings its own', () => {
    expect(onServer).toHaveLength(2);
    expect(byThemselves).toHaveLength(2);
    for (const [, text] of runnable) expect(promisedBy(text)).not.toEqual([]);
    expect(inVirtualTime).toHaveLength(1);
  });

  it.each(inVirtualTime)('%s holds in virtual time, and would tell if it did not', (_, text) => {
    const [, marbles = ''] = /\.toBe\('(.+?)'/.exec(text) ?? [];
    runSnippet(text);
    expect(() => runSnippet(text.replace(marbles, `-${marbles}`))).toThrow('not as expected');
  });

  it.each(byThemselves)('%s prints what it says', async (_, text) => {
    await prints(text);
  });
});

describeServers('the code of the pages', (target) => {
  it.each(onServer)('%s prints what it says, and leaves nothing', async (_, text) => {
    await prints(await madeReal(text, target));
    await until('the session to be gone', async () => (await target.witness.sessions()).length === 0);
  });
});

/** The snippet with addresses and ids that are there. */
async function madeReal(text: string, target: Target): Promise<string> {
  const real = text.replaceAll('wss://janus.example/ws', target.url);
  const over = target.over === 'rest' ? real.replaceAll('webSocketTransport', 'restTransport') : real;
  if (!over.includes('sessionId: 123')) return over;
  const sessionId = await idFrom(target, { janus: 'create' });
  const handleId = await idFrom(target, {
    janus: 'attach',
    plugin: 'janus.plugin.echotest',
    session_id: sessionId,
  });
  return over.replace('sessionId: 123, handleId: 456', `sessionId: ${sessionId}, handleId: ${handleId}`);
}

/** By somebody else's request. */
async function idFrom({ witness }: Target, body: Readonly<Record<string, unknown>>): Promise<number> {
  const { data } = (await witness.request(body)) as { data: { id: number } };
  return data.id;
}

async function prints(text: string): Promise<void> {
  const promised = promisedBy(text);
  const running = runSnippet(text);
  try {
    await until(
      `the snippet to print ${promised.join(', ')}`,
      () => running.printed.length >= promised.length,
      {
        timeoutMs: 10_000,
      },
    );
    expect(running.printed).toEqual(promised);
    expect(running.failed).toEqual([]);
  } finally {
    running.stop();
  }
}
