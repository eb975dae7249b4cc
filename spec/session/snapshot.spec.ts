import { NEVER, Subject, of, throwError } from 'rxjs';
import {
  type JanusSession,
  type PersistOptions,
  type SessionSnapshot,
  type SnapshotStore,
  create$,
  persist,
  resume$,
  webStore,
} from 'rxjs-janus';
import type { ScriptedTransportOptions } from 'rxjs-janus/testing';
import { type VirtualTime, anError, virtually } from '../support/marbles.js';
import { type Followed, type Rig, answering, refusal, rigOf, wordOfSession } from './support/rig.js';

const plugin = 'janus.plugin.echotest';
const stored: SessionSnapshot = {
  version: 1,
  sessionId: 5,
  savedAt: 0,
  handles: [
    { handleId: 7, plugin },
    { handleId: 8, plugin: 'janus.plugin.sip', state: { a: 1 } },
  ],
};

describe('a snapshot', () => {
  it('keeps the session and its handles, and no more of them than there are', () => {
    virtually((time) => {
      const it = rigOf(time);
      const session = it.follow(create$(it.janus$));
      const snapshots = it.follow(session.last.snapshot$, (snapshot) =>
        snapshot.handles.map(({ handleId }) => handleId).join(' '),
      );
      const handles = [it.follow(session.last.attach$(plugin)), it.follow(session.last.attach$(plugin))];
      expect(session.last.snapshot()).toEqual({
        version: 1,
        sessionId: 1,
        savedAt: 0,
        handles: [
          { handleId: 2, plugin },
          { handleId: 3, plugin },
        ],
      });
      time.at(3, () => handles[0]?.subscription.unsubscribe());
      time.at(5, () => it.janus$.push({ janus: 'detached', session_id: 1, sender: 3 }));
      time.at(9, () => session.subscription.unsubscribe());
      time.at(10, () => expect(snapshots.told).toEqual(['0 ', '0 2', '0 2 3', '3 3', '5 ', '9 complete']));
    });
  });

  it('is resumed by a claim, and keeps the handles until they are taken up', () => {
    virtually((time) => {
      const it = rigOf(time);
      const session = it.follow(resume$(it.janus$, JSON.parse(JSON.stringify(stored))), wordOfSession);
      expect(session.told).toEqual(['0 session 5']);
      expect(session.last.snapshot()).toEqual(stored);
      const handle = it.follow(session.last.reattach$(plugin, 7));
      expect(session.last.snapshot().handles).toEqual([stored.handles[1], stored.handles[0]]);
      time.at(2, () => handle.subscription.unsubscribe());
      time.at(3, () => expect(session.last.snapshot().handles).toEqual([stored.handles[1]]));
      time.at(9, () => session.subscription.unsubscribe());
      time.at(10, () => expect(it.frames).toEqual(['0 claim', '0 info', '2 detach', '9 destroy']));
    });
  });

  it.each([
    ['nothing', undefined],
    ['text', 'hello'],
    ['another version', { ...stored, version: 2 }],
    ['an id that is none', { ...stored, sessionId: '5' }],
    ['no handles', { version: 1, sessionId: 5, savedAt: 0 }],
    ['a handle without an id', { ...stored, handles: [{ plugin }] }],
    ['a handle without a plugin', { ...stored, handles: [{ handleId: 7 }] }],
    ['a state that is none', { ...stored, handles: [{ handleId: 7, plugin, state: 'x' }] }],
  ])('that is %s is refused before anything is sent', (_, snapshot) => {
    virtually((time) => {
      const it = rigOf(time);
      const session = it.follow(resume$(it.janus$, snapshot));
      expect(session.errors).toEqual([anError('invalid-argument', { argument: 'snapshot' })]);
      expect(it.janus$.lines.opened).toBe(0);
    });
  });
});

interface Kept extends Rig {
  readonly session: Followed<JanusSession>;
  readonly written: string[];
}

const keep = (
  time: VirtualTime,
  found: unknown,
  script: ScriptedTransportOptions = {},
  options: PersistOptions & Partial<SnapshotStore> = {},
): Kept => {
  const it = rigOf(time, script);
  const written: string[] = [];
  const note$ = (what: string) => of(void written.push(`${String(time.now())} ${what}`));
  const { load, save, clear, ...others } = options;
  const store: SnapshotStore = {
    load: load ?? (() => of(found)),
    save: save ?? (({ handles }) => note$(`save ${handles.map(({ handleId }) => handleId).join(' ')}`)),
    clear: clear ?? (() => note$('clear')),
  };
  const session = it.follow(persist(store, others)(it.janus$), wordOfSession);
  return { ...it, session, written };
};

const gone = { claim: () => refusal(458) };

describe('persist', () => {
  it.each([null, undefined])('creates where the store holds %s, and keeps it current', (nothing) => {
    virtually((time) => {
      const it = keep(time, nothing);
      const handle = it.follow(it.session.last.attach$(plugin));
      time.at(5, () => handle.subscription.unsubscribe());
      time.at(9, () => it.session.subscription.unsubscribe());
      time.at(20, () => {
        expect(it.frames).toEqual(['0 create', '0 info', '0 attach', '5 detach', '9 destroy']);
        expect(it.written).toEqual(['0 save ', '0 save 2', '5 save ', '9 clear']);
      });
    });
  });

  it('creates where the store gives nothing at all', () => {
    virtually((time) => {
      const it = keep(time, undefined, {}, { load: () => [] });
      time.at(9, () => it.session.subscription.unsubscribe());
      time.at(20, () => expect(it.frames[0]).toBe('0 create'));
    });
  });

  it('resumes what the store holds', () => {
    virtually((time) => {
      const it = keep(time, stored);
      time.at(9, () => it.session.subscription.unsubscribe());
      time.at(20, () => {
        expect(it.session.told).toEqual(['0 session 5']);
        expect(it.written).toEqual(['0 save 7 8', '9 clear']);
      });
    });
  });

  it('leaves what is stored where the session is abandoned, with its handles', () => {
    virtually((time) => {
      const it = keep(time, null, {}, { teardown: 'abandon' });
      it.follow(it.session.last.attach$(plugin));
      time.at(9, () => it.session.subscription.unsubscribe());
      time.at(20, () => expect(it.written).toEqual(['0 save ', '0 save 2']));
    });
  });

  it('clears what is stored when the session is destroyed', () => {
    virtually((time) => {
      const it = keep(time, null, {}, { teardown: 'abandon' });
      time.at(9, () => it.follow(it.session.last.destroy$()));
      time.at(20, () => {
        expect(it.session.told).toEqual(['0 session 1', '9 complete']);
        expect(it.written).toEqual(['0 save ', '9 clear']);
      });
    });
  });

  it('falls back to a new session when asked to, and else clears and errors', () => {
    virtually((time) => {
      const [other, it] = [
        keep(time, stored, { answer: answering(gone) }, { orElse: 'create' }),
        keep(time, stored, { answer: answering(gone) }),
      ];
      expect(it.session.told).toEqual(['0 session-reclaim']);
      expect(it.written).toEqual(['0 clear']);
      expect(other.session.told).toEqual(['0 session 1']);
      expect(other.written).toEqual(['0 save ']);
      other.session.subscription.unsubscribe();
    });
  });

  it('keeps what is stored when we are not let in, or the server is not there', () => {
    virtually((time) => {
      const locked = keep(time, stored, { answer: answering({ claim: () => refusal(403) }) });
      const absent = keep(time, stored, { connect$: () => throwError(() => new Error('refused')) });
      expect(locked.session.told).toEqual(['0 session-reclaim']);
      expect(absent.session.told).toEqual(['0 connection-failed']);
      expect([...locked.written, ...absent.written]).toEqual([]);
    });
  });

  it.each([['of a session that times out', { janus: 'timeout', session_id: 1 }]])(
    'forgets the snapshot %s',
    (_, message) => {
      virtually((time) => {
        const it = keep(time, null);
        time.at(5, () => it.janus$.push(message));
        time.at(20, () => expect(it.written).toEqual(['0 save ', '5 clear']));
      });
    },
  );

  it('refuses what is none of ours, and leaves it where it is', () => {
    virtually((time) => {
      const it = keep(time, { theirs: true });
      expect(it.session.errors).toEqual([anError('invalid-argument', { argument: 'snapshot' })]);
      expect(it.written).toEqual([]);
    });
  });

  it('refuses a choice that is none', () => {
    virtually((time) => {
      const it = keep(time, null, {}, { orElse: 'hope' as 'error' });
      expect(it.session.errors).toEqual([anError('invalid-argument', { argument: 'orElse' })]);
    });
  });

  it('errors with what loading fails with', () => {
    virtually((time) => {
      const broken = new Error('no disk');
      const it = keep(time, null, {}, { load: () => throwError(() => broken) });
      expect(it.session.errors).toEqual([broken]);
    });
  });

  it('lives on when writing fails, and tells of it', () => {
    virtually((time) => {
      const error = new Error('full');
      const it = keep(time, null, {}, { save: () => throwError(() => error) });
      time.at(9, () => it.session.subscription.unsubscribe());
      time.at(20, () => {
        expect(it.session.told).toEqual(['0 session 1']);
        expect(it.diagnostics).toEqual([{ kind: 'store-failed', error }]);
        expect(it.written).toEqual(['9 clear']);
      });
    });
  });

  it('writes one after another: the clear comes after the last save', () => {
    virtually((time) => {
      const saved = new Subject<void>();
      const it = keep(time, null, {}, { save: () => saved });
      time.at(5, () => it.session.subscription.unsubscribe());
      time.at(9, () => saved.complete());
      time.at(20, () => expect(it.written).toEqual(['9 clear']));
    });
  });

  it('is one session for all its subscribers, and another one after its end', () => {
    virtually((time) => {
      const it = rigOf(time);
      const session$ = persist({ load: () => of(null), save: () => of(), clear: () => NEVER })(it.janus$);
      const [one, other] = [it.follow(session$, wordOfSession), it.follow(session$, wordOfSession)];
      expect([one.last, it.frames]).toEqual([other.last, ['0 create', '0 info']]);
      time.at(5, () => [one, other].forEach(({ subscription }) => subscription.unsubscribe()));
      time.at(9, () => it.follow(session$, wordOfSession).subscription.unsubscribe());
      time.at(20, () =>
        expect(it.frames).toEqual(['0 create', '0 info', '5 destroy', '9 create', '9 info', '9 destroy']),
      );
    });
  });
});

describe('webStore', () => {
  const storage = (): Storage & { readonly held: Map<string, string> } => {
    const held = new Map<string, string>();
    return {
      held,
      getItem: (key: string) => held.get(key) ?? null,
      setItem: (key: string, text: string) => void held.set(key, text),
      removeItem: (key: string) => void held.delete(key),
    } as Storage & { readonly held: Map<string, string> };
  };

  it('keeps a snapshot as text, through a reload', () => {
    virtually((time) => {
      const kept = storage();
      const it = rigOf(time);
      const session = it.follow(persist(webStore(kept, 'call'), { teardown: 'abandon' })(it.janus$));
      expect(kept.held.get('call')).toContain('"version":1');
      session.subscription.unsubscribe();
      const again = it.follow(persist(webStore(() => kept, 'call'))(it.janus$), wordOfSession);
      expect(again.told).toEqual(['0 session 1']);
      time.at(5, () => again.subscription.unsubscribe());
      time.at(9, () => expect(kept.held.size).toBe(0));
    });
  });

  it('touches no storage before it is used, and hands on what is no JSON', () => {
    virtually((time) => {
      const kept = storage();
      const asked: string[] = [];
      const store = webStore(() => (asked.push('storage'), kept));
      expect(asked).toEqual([]);
      kept.setItem('rxjs-janus', 'hello');
      const it = rigOf(time);
      expect(it.follow(persist(store)(it.janus$)).errors).toEqual([anError('invalid-argument')]);
    });
  });
});
