import type { Observable } from 'rxjs';
import { type HandleOf, type HandleSnapshot, type VerbMap, claim$, create$, definePlugin } from 'rxjs-janus';
import type { ScriptedTransportOptions } from 'rxjs-janus/testing';
import { type Followed, type Rig, answering, event, rigOf, silence } from '../session/support/rig.js';
import { type VirtualTime, anError, virtually } from '../support/marbles.js';

/** Who is there: `came` and `gone` as events, `who` as the question, `ask` as the room to ask for. */
interface Party {
  readonly room: string | undefined;
  readonly guests: string;
}

const dataOf = (input: { readonly kind: string }): Readonly<Record<string, string | undefined>> =>
  ((input as { reply?: { data: object } }).reply?.data ??
    (input as { event?: { data?: object } }).event?.data ??
    {}) as Readonly<Record<string, string | undefined>>;

const NOBODY: Party = { room: undefined, guests: '' };

const party = definePlugin<VerbMap>()({
  package: 'com.example.party',
  verbs: { who: { repeatable: true } },
  errors: { 426: 'NO_PARTY' },
  state: {
    initial: NOBODY,
    fold: (party, input) => {
      if (input.kind === 'refused') return { ...party, guests: '' };
      const { room, list, came, gone } = dataOf(input);
      if (room !== undefined) return { room, guests: list ?? party.guests };
      if (list !== undefined) return { ...party, guests: list };
      if (came !== undefined && !party.guests.includes(came))
        return { ...party, guests: party.guests + came };
      if (gone !== undefined && party.guests.includes(gone))
        return { ...party, guests: party.guests.replace(gone, '') };
      return party;
    },
    resync: ({ room }) => (room === undefined ? undefined : { verb: 'who', fields: { room } }),
    save: ({ room }) => (room === undefined ? undefined : { room }),
    load: ({ room }: { readonly room?: unknown }) =>
      typeof room === 'string' ? { room, guests: '' } : undefined,
  },
  methods: {
    get party$(): Observable<Party> {
      return this.state$;
    },
  },
});

const word = ({ room = '-', guests }: Party): string => `${room}:${guests}`;

interface Story extends Rig {
  readonly party: Followed<Party>;
  readonly handle: HandleOf<typeof party>;
  came(who: string, how?: 'came' | 'gone'): void;
}

const storyOf = (time: VirtualTime, answer: ScriptedTransportOptions['answer'], endsAt: number): Story => {
  const it = rigOf(time, answer ? { answer } : {});
  const session = it.follow(create$(it.janus$, { requestTimeoutMs: 1_000 }));
  const attached = it.follow(session.last.attach$(party));
  time.at(endsAt, () => session.subscription.unsubscribe());
  const came: Story['came'] = (who, how = 'came') =>
    it.janus$.push(event({ [how]: who }, { session_id: 1, sender: attached.last.id }));
  return { ...it, came, handle: attached.last, party: it.follow(attached.last.party$, word) };
};

const joined = [event({ room: 'home', list: 'ab' })];
const asked = (body: object | undefined): string => (body as { request: string }).request;

describe('the state of a plugin', () => {
  it('is folded from answers and events, and replays its newest to who comes late', () => {
    virtually((time) => {
      const it = storyOf(time, answering({ message: () => joined }), 10);
      it.follow(it.handle.message$({ request: 'join' }));
      time.at(1, () => it.came('c'));
      time.at(2, () => it.came('c'));
      time.at(3, () => expect(it.follow(it.handle.party$, word).told).toEqual(['3 home:abc']));
      time.at(11, () => expect(it.party.told).toEqual(['0 -:', '0 home:ab', '1 home:abc', '10 complete']));
    });
  });

  it('is asked for after a gap; what came and went meanwhile is told once', () => {
    virtually((time) => {
      const stories: Story[] = [];
      const who = (): readonly object[] => {
        // Before its answer: one that the answer does not know of, and one that it still lists.
        stories[0]?.came('x');
        stories[0]?.came('a', 'gone');
        return [event({ list: 'ac' })];
      };
      const answer = answering({ message: ({ body }) => (asked(body) === 'who' ? who() : joined) });
      const it = storyOf(time, answer, 20_000);
      stories.push(it);
      it.follow(it.handle.message$({ request: 'join' }));
      time.at(5, () => it.janus$.drop());
      time.at(20_001, () =>
        expect(it.party.told).toEqual([
          '0 -:',
          '0 home:ab',
          ...['5 home:abx', '5 home:bx', '5 home:cx'],
          '20000 complete',
        ]),
      );
    });
  });

  it('stays as it is when nothing is to be asked, or nothing is answered', () => {
    virtually((time) => {
      const it = storyOf(
        time,
        answering({ message: ({ body }) => (asked(body) === 'who' ? silence() : joined) }),
        20_000,
      );
      time.at(5, () => it.janus$.drop());
      time.at(10, () => it.follow(it.handle.message$({ request: 'join' })));
      time.at(15, () => it.janus$.drop());
      time.at(20_001, () => expect(it.party.told).toEqual(['0 -:', '10 home:ab', '20000 complete']));
    });
  });

  it('hears of a refusal', () => {
    virtually((time) => {
      const gone = [event({ error_code: 426, error: 'No such party' })];
      const it = storyOf(
        time,
        answering({ message: ({ body }) => (asked(body) === 'who' ? gone : joined) }),
        20_000,
      );
      it.follow(it.handle.message$({ request: 'join' }));
      time.at(5, () => it.janus$.drop());
      time.at(20_001, () =>
        expect(it.party.told).toEqual(['0 -:', '0 home:ab', '5 home:', '20000 complete']),
      );
    });
  });

  it('errors with the handle', () => {
    virtually((time) => {
      const it = storyOf(time, undefined, 20);
      time.at(5, () => it.janus$.push({ janus: 'detached', session_id: 1, sender: it.handle.id }));
      time.at(21, () => expect(it.party.told).toEqual(['0 -:', '5 handle-detached']));
    });
  });
});

describe('a handle taken up again', () => {
  const resumed = (
    time: VirtualTime,
    resume: unknown,
    answer?: ScriptedTransportOptions['answer'],
  ): Story => {
    const it = rigOf(time, answer ? { answer } : {});
    const session = it.follow(claim$(it.janus$, 1));
    time.at(10, () => session.subscription.unsubscribe());
    const attached = it.follow(session.last.reattach$(party, 7, { resume: resume as HandleSnapshot }));
    if (attached.errors.length > 0) throw attached.errors[0];
    return {
      ...it,
      came: () => undefined,
      handle: attached.last,
      party: it.follow(attached.last.party$, word),
    };
  };

  it('asks for its state by what was stored of it', () => {
    virtually((time) => {
      const stored = { handleId: 7, plugin: 'com.example.party', state: { room: 'home' } };
      const it = resumed(time, stored, answering({ message: () => [event({ list: 'yz' })] }));
      expect(it.janus$.sent.at(-1)).toMatchObject({ handle_id: 7, body: { request: 'who', room: 'home' } });
      expect(it.handle.snapshot()).toEqual(stored);
      time.at(11, () => expect(it.party.told).toEqual(['0 home:yz', '10 complete']));
    });
  });

  it.each([
    ['nothing', undefined],
    ['a handle without state', { handleId: 7, plugin: 'com.example.party' }],
  ])('asks nothing when %s was stored', (_, stored) => {
    virtually((time) => {
      const it = resumed(time, stored);
      expect(it.frames.filter((frame) => frame.includes('message'))).toEqual([]);
      expect(it.handle.snapshot()).toEqual({ handleId: 7, plugin: 'com.example.party' });
    });
  });

  it.each([
    ['another handle', { handleId: 8, plugin: 'com.example.party' }],
    ['another plugin', { handleId: 7, plugin: 'janus.plugin.echotest', state: {} }],
    ['a state that is none of the plugin’s', { handleId: 7, plugin: 'com.example.party', state: {} }],
    ['no object', null],
  ])('refuses what was stored of %s', (_, stored) => {
    virtually((time) => {
      expect(() => resumed(time, stored)).toThrow(
        anError('invalid-argument', { argument: 'resume' }) as Error,
      );
    });
  });
});
