import { type Observable, map, timer } from 'rxjs';
import { create$ } from 'rxjs-janus';
import { AUDIOBRIDGE_ERROR, type AudioBridgeHandle, audioBridge } from 'rxjs-janus/audiobridge';
import { type Rig, answering, event, rigOf } from '../../session/support/rig.js';
import { anError, type VirtualTime, virtually } from '../../support/marbles.js';

type Data = Readonly<Record<string, unknown>>;

const jsep = { type: 'offer', sdp: 'v=0' } as const;
const said = (data: Data): object => event({ audiobridge: 'event', ...data }, { sender: 2 });
const ann = { id: 2, display: 'Ann', setup: false, muted: false };
const bob = { id: 3, setup: false, muted: false };
const me = { id: 1, setup: false, muted: false };
const joined = said({ audiobridge: 'joined', room: 7, id: 1, participants: [ann] });
const list = said({ audiobridge: 'participants', room: 7, participants: [{ ...me, muted: true }, bob] });

/** A handle of the AudioBridge's, on a script. */
const attached = (time: VirtualTime, it: Rig): AudioBridgeHandle => {
  const session = it.follow(create$(it.janus$));
  const bridge = it.follow(session.last.attach$(audioBridge)).last;
  time.at(5_000, () => session.subscription.unsubscribe());
  return bridge;
};

type People = readonly { readonly id: number | string }[];
const named = (all: People): string => all.map(({ id }) => id).join();

describe('the AudioBridge', () => {
  it('is attached by its package name, in no room and with nobody', () => {
    virtually((time) => {
      const it = rigOf(time);
      const bridge = attached(time, it);
      expect(it.janus$.sent.at(-1)).toMatchObject({ janus: 'attach', plugin: 'janus.plugin.audiobridge' });
      expect(it.follow(bridge.participants$).values).toEqual([[]]);
      expect(it.follow(bridge.talking$).values).toEqual([[]]);
      expect(it.follow(bridge.place$).values).toEqual([undefined]);
      expect(it.follow(bridge.self$).values).toEqual([undefined]);
      for (const quiet$ of [bridge.membership$, bridge.ended$, bridge.bridgeEvent$])
        expect(it.follow<unknown>(quiet$).told).toEqual([]);
    });
  });

  const calls: Readonly<Record<string, readonly [(bridge: AudioBridgeHandle) => Observable<unknown>, Data]>> =
    {
      join$: [
        (bridge) => bridge.join$({ room: 7, display: 'Ada', pin: 'p' }, { jsep }),
        { body: { request: 'join', room: 7, display: 'Ada', pin: 'p' }, jsep },
      ],
      configure$: [
        (bridge) => bridge.configure$({ quality: 3 }, { jsep }),
        { body: { request: 'configure', quality: 3 }, jsep },
      ],
      mute$: [(bridge) => bridge.mute$(), { body: { request: 'configure', muted: true } }],
      'mute$ of false': [(bridge) => bridge.mute$(false), { body: { request: 'configure', muted: false } }],
      changeRoom$: [
        (bridge) => bridge.changeRoom$({ room: 8 }),
        { body: { request: 'changeroom', room: 8 } },
      ],
      leave$: [(bridge) => bridge.leave$(), { body: { request: 'leave' } }],
      kick$: [(bridge) => bridge.kick$({ room: 7, id: 2 }), { body: { request: 'kick', room: 7, id: 2 } }],
      playFile$: [
        (bridge) => bridge.playFile$({ room: 7, filename: 'a.opus' }),
        { body: { request: 'play_file', room: 7, filename: 'a.opus' } },
      ],
      forward$: [
        (bridge) => bridge.forward$({ room: 7, host: 'h', port: 9 }),
        { body: { request: 'rtp_forward', room: 7, host: 'h', port: 9 } },
      ],
    };

  it.each(Object.entries(calls))('sends what %s says, and emits one answer', (_, [call$, sent]) => {
    virtually((time) => {
      const it = rigOf(time, { answer: answering({ message: () => [said({ result: 'ok' })] }) });
      const answer = it.follow(call$(attached(time, it)));
      expect(it.janus$.sent.at(-1)).toMatchObject(sent);
      expect(answer.told).toEqual(['0 value', '0 complete']);
    });
  });

  it('names its refusals', () => {
    virtually((time) => {
      const refused = said({ error_code: 485, error: 'No such room (7)' });
      const it = rigOf(time, { answer: answering({ message: () => [refused] }) });
      expect(it.follow(attached(time, it).join$({ room: 7 })).errors).toEqual([
        anError('plugin', { code: 485, codeName: 'NO_SUCH_ROOM', verb: 'join' }),
      ]);
      expect(new Set(Object.values(AUDIOBRIDGE_ERROR)).size).toBe(Object.keys(AUDIOBRIDGE_ERROR).length);
    });
  });

  it('tells those who talk, those who are there and oneself apart, each only when it changes', () => {
    virtually((time) => {
      const it = rigOf(time, { answer: answering({ message: () => [joined] }) });
      const bridge = attached(time, it);
      const others = it.follow(bridge.participants$.pipe(map(named)));
      const talking = it.follow(bridge.talking$.pipe(map(named)));
      const selves = it.follow(bridge.self$.pipe(map((self) => self && `${self.display} ${self.muted}`)));
      const ends = it.follow(bridge.ended$);
      it.follow(bridge.join$({ room: 7, display: 'Eva' }));
      const push = (data: Data): void =>
        it.janus$.push({ ...said({ room: 7, ...data }), session_id: bridge.sessionId });
      push({ audiobridge: 'talking', id: 1 });
      push({ audiobridge: 'talking', id: 2 });
      push({ participants: [{ ...me, display: 'Eva', muted: true }] });
      push({ audiobridge: 'stopped-talking', id: 1 });
      push({ leaving: 2 });
      push({ kicked: 1 });
      expect(others.values).toEqual(['', '2', '2', '']);
      expect(talking.values).toEqual(['', '1', '1,2', '1,2', '2', '']);
      expect(selves.values).toEqual([undefined, 'Eva false', 'Eva false', 'Eva true', 'Eva true', undefined]);
      expect(ends.values).toEqual([{ kind: 'kicked', room: 7 }]);
      expect(it.follow(bridge.ended$).values).toEqual([{ kind: 'kicked', room: 7 }]);
    });
  });

  it('asks who is there after a drop, and tells the difference once', () => {
    virtually((time) => {
      let isBack = false;
      const answer = answering({
        claim: () => ((isBack = true), undefined),
        message: () => (isBack ? [list] : [joined]),
      });
      const it = rigOf(time, { answer, connect$: () => timer(100) });
      const session = it.follow(create$(it.janus$));
      time.at(200, () => {
        const { last: bridge } = it.follow(session.last.attach$(audioBridge));
        it.follow(bridge.join$({ room: 7 }));
        const changes = it.follow(bridge.membership$, ({ kind, participant }) => `${kind} ${participant.id}`);
        time.at(2_000, () => {
          expect(changes.told).toEqual(['1100 left 2', '1100 joined 3']);
          expect(it.follow(bridge.self$).last).toEqual({ ...me, muted: true });
          expect(it.follow(bridge.place$).last).toEqual({ room: 7, id: 1 });
          expect(bridge.snapshot().state).toMatchObject({ room: 7, id: 1 });
        });
      });
      time.at(1_000, () => it.janus$.drop());
      time.at(3_000, () => session.subscription.unsubscribe());
    });
  });
});
