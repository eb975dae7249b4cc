import { type Observable, map, timer } from 'rxjs';
import { type HandleOf, type Reply, type VerbTypes, create$, definePlugin } from 'rxjs-janus';
import { answering, event, rigOf, silence } from '../session/support/rig.js';
import { anError, virtually } from '../support/marbles.js';

interface CounterVerbs extends Record<string, VerbTypes> {
  readonly add: { readonly fields: { readonly by: number }; readonly reply: { readonly total: number } };
  readonly read: { readonly fields: object; readonly reply: { readonly total: number } };
}

const counter = definePlugin<CounterVerbs>()({
  package: 'com.example.plugin.counter',
  verbs: { add: { repeatable: false }, read: { repeatable: true } },
  errors: { 601: 'NOT_A_NUMBER' },
  methods: {
    get doubled(): number {
      return this.id * 2;
    },
    addOne$(): Observable<number> {
      return this.request$('add', { by: 1 }).pipe(map(({ data }) => data.total));
    },
    addTwice$(): Observable<number> {
      return this.addOne$();
    },
  },
});

type Counter = HandleOf<typeof counter>;

const total = (count: number): object => event({ total: count }, { sender: 2 });

describe('a plugin of one’s own', () => {
  it('gives a handle typed by its verbs, with its methods and getters', () => {
    virtually((time) => {
      const it = rigOf(time, { answer: answering({ message: () => [total(7)] }) });
      const session = it.follow(create$(it.janus$));
      const attached = it.follow(session.last.attach$(counter));
      const handle: Counter = attached.last;
      const read$: Observable<Reply<{ readonly total: number }>> = handle.request$('read');
      expect(handle.doubled).toBe(4);
      expect(it.follow(handle.addOne$()).told).toEqual(['0 7', '0 complete']);
      expect(it.follow(handle.addTwice$()).told).toEqual(['0 7', '0 complete']);
      expect(it.follow(read$.pipe(map(({ data }) => data.total))).values).toEqual([7]);
      expect(it.janus$.sent.slice(-3).map(({ body }) => body)).toEqual([
        { request: 'add', by: 1 },
        { request: 'add', by: 1 },
        { request: 'read' },
      ]);
      expect(handle.plugin).toBe('com.example.plugin.counter');
      time.at(1, () => session.subscription.unsubscribe());
    });
  });

  it('costs a handle nothing: the methods stand on one prototype', () => {
    virtually((time) => {
      const it = rigOf(time);
      const session = it.follow(create$(it.janus$));
      const [first, second] = [
        it.follow(session.last.attach$(counter)),
        it.follow(session.last.attach$(counter)),
      ];
      expect(Object.getPrototypeOf(first.last)).toBe(Object.getPrototypeOf(second.last));
      expect(Object.hasOwn(first.last, 'addOne$')).toBe(false);
      expect(first.last.addOne$).toBe(second.last.addOne$);
      time.at(1, () => session.subscription.unsubscribe());
    });
  });

  it('leaves the handles of other plugins as they are; those of bare names have one prototype', () => {
    virtually((time) => {
      const it = rigOf(time);
      const session = it.follow(create$(it.janus$));
      it.follow(session.last.attach$(counter));
      const plain = ['a', 'b', 'a'].map((name) => it.follow(session.last.attach$(name)).last);
      expect(plain.some((handle) => 'addOne$' in handle)).toBe(false);
      expect(new Set(plain.map((handle) => Object.getPrototypeOf(handle) as object)).size).toBe(1);
      time.at(1, () => session.subscription.unsubscribe());
    });
  });

  it('names its error codes', () => {
    virtually((time) => {
      const answer = answering({
        message: () => [event({ error_code: 601, error: 'by should be a number' }, { sender: 2 })],
      });
      const it = rigOf(time, { answer });
      const session = it.follow(create$(it.janus$));
      const handle = it.follow(session.last.attach$(counter));
      const error = anError('plugin', {
        code: 601,
        codeName: 'NOT_A_NUMBER',
        verb: 'add',
        plugin: counter.package,
      });
      expect(it.follow(handle.last.addOne$()).errors).toEqual([error]);
      time.at(1, () => session.subscription.unsubscribe());
    });
  });

  it('says which verbs may be sent again; options may say otherwise', () => {
    virtually((time) => {
      let claimed = false;
      const answer = answering({
        claim: () => ((claimed = true), undefined),
        message: () => (claimed ? [total(1)] : silence()),
      });
      const it = rigOf(time, { answer, connect$: (attempt) => timer(attempt === 1 ? 0 : 500) });
      const session = it.follow(create$(it.janus$));
      time.at(10, () => {
        const { last: handle } = it.follow(session.last.attach$(counter));
        const asked = [
          handle.request$('read'),
          handle.request$('add', { by: 1 }),
          handle.request$('add', { by: 1 }, { idempotent: true }),
          handle.request$('read', {}, { idempotent: false }),
          handle.request$('unlisted'),
        ].map((request$) => it.follow<unknown>(request$));
        time.at(4_000, () =>
          expect(asked.map(({ told }) => told[0]?.split(' ')[1])).toEqual([
            'value',
            'request-in-doubt',
            'value',
            'request-in-doubt',
            'request-in-doubt',
          ]),
        );
      });
      time.at(2_000, () => it.janus$.drop());
      time.at(5_000, () => session.subscription.unsubscribe());
    });
  });

  it('may be no more than a package name', () => {
    const bare = definePlugin()({ package: 'com.example.plugin.bare' });
    expect(bare).toEqual({ package: 'com.example.plugin.bare', verbs: {}, errors: {}, methods: {} });
  });
});
