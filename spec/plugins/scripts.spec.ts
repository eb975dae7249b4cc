// Scripts of one's own on the server, in Lua and JavaScript, and a plugin of one's own for one of them.
import { join } from 'node:path';
import { duktape } from 'rxjs-janus/duktape';
import { lua } from 'rxjs-janus/lua';
import { pageOf } from '../docs/support/pages.js';
import { counter } from '../docs/support/counter-plugin.js';
import { readFiles } from '../house/support/source-files.js';
import { answerOf, onReal, refusalOf } from './support/on-real.js';
import { type CounterVerbs, counterScripts } from './support/scripts.js';

const scripts = counterScripts();
afterAll(() => scripts.remove());

const options = (name: string, ending: string) => {
  const general = { path: scripts.folder, script: join(scripts.folder, `counter.${ending}`) };
  return { plugins: [name], jcfg: { [`janus.plugin.${name}`]: { general } } };
};

describe.each([
  ['lua', lua, 'lua'],
  ['duktape', duktape, 'js'],
] as const)('a script of %s', (name, of, ending) => {
  const plugin = of<CounterVerbs>({ verbs: { add: { repeatable: false } }, errors: { 601: 'NOT_TODAY' } });

  it('is a plugin under the common name, or under its own', () => {
    expect(plugin).toMatchObject({ package: `janus.plugin.${name}`, errors: { 601: 'NOT_TODAY' } });
    expect(of({ package: 'com.example.counter' })).toMatchObject({
      package: 'com.example.counter',
      verbs: {},
    });
  });

  onReal('the script', plugin, options(name, ending), (on) => {
    it('is asked by its verbs, typed, whether it answers at once or behind an ack', async () => {
      const { handle } = await on.attached();
      const events = on.follow(handle.event$);
      const { data } = await answerOf(handle.request$('add', { by: 2 }));
      const total: number = data.total;
      expect(total).toBe(2);
      expect((await answerOf(handle.request$('later', { by: 3 }))).data).toEqual({
        counter: 'counted',
        total: 5,
      });
      await events.find('the event', (event) => event.kind === 'plugin' && event.data['counter'] === 'told');
    });

    it('refuses by the names of its own', async () => {
      const { handle } = await on.attached();
      expect(await refusalOf(handle.message$({ request: 'nothing' }))).toBe('NOT_TODAY');
    });

    it('is the same one after a gap', async () => {
      const { session, handle } = await on.attached();
      await answerOf(handle.request$('add', { by: 1 }));
      await on.inGap(session, () => Promise.resolve());
      expect((await answerOf(handle.request$('add', { by: 1 }))).data.total).toBe(2);
    });
  });
});

describe('a plugin of one’s own', () => {
  it('is the one of the page', () => {
    const [file] = readFiles('spec/docs/support', 'counter-plugin.ts');
    expect(pageOf('docs/your-own-plugin.md').text).toContain(file?.text);
  });

  onReal('the counter', counter, options('lua', 'lua'), (on) => {
    it('has state, events and methods, typed, and state that is right after a gap', async () => {
      const { session, handle } = await on.attached();
      const [totals, events] = [on.follow(handle.total$), on.follow(handle.counterEvent$)];
      const { data } = await answerOf(handle.add$(2));
      expect(data.total satisfies number).toBe(2);
      await answerOf(handle.request$('later', { by: 3 }));
      expect(await events.value()).toEqual({ kind: 'told' });
      await on.inGap(session, () => Promise.resolve());
      await answerOf(handle.add$(1));
      expect(totals.values).toEqual([0, 2, 5, 6]);
      expect(await refusalOf(handle.message$({ request: 'nothing' }))).toBe('NOT_TODAY');
    });
  });
});
