import { type Observable, map, timer } from 'rxjs';
import { create$ } from 'rxjs-janus';
import { VIDEOROOM_ERROR, type VideoRoomHandle, videoRoom } from 'rxjs-janus/videoroom';
import { type Rig, answering, event, rigOf } from '../../session/support/rig.js';
import { anError, type VirtualTime, virtually } from '../../support/marbles.js';

type Data = Readonly<Record<string, unknown>>;

const jsep = { type: 'offer', sdp: 'v=0' } as const;
const said = (data: Data): object => event(data, { sender: 2 });
const joined = said({ videoroom: 'joined', room: 7, id: 1, private_id: 9, publishers: [] });
const participants = (...some: readonly Data[]): object =>
  said({ videoroom: 'participants', room: 7, participants: [{ id: 1, publisher: false }, ...some] });

/** A handle of the VideoRoom's, on a script. */
const attached = (time: VirtualTime, it: Rig): VideoRoomHandle => {
  const session = it.follow(create$(it.janus$));
  const room = it.follow(session.last.attach$(videoRoom)).last;
  time.at(5_000, () => session.subscription.unsubscribe());
  return room;
};

describe('the video room', () => {
  it('is attached by its package name, in no room and with nobody', () => {
    virtually((time) => {
      const it = rigOf(time);
      const room = attached(time, it);
      expect(it.janus$.sent.at(-1)).toMatchObject({ janus: 'attach', plugin: 'janus.plugin.videoroom' });
      expect(room.plugin).toBe('janus.plugin.videoroom');
      expect(it.follow(room.participants$).values).toEqual([[]]);
      expect(it.follow(room.publishers$).values).toEqual([[]]);
      expect(it.follow(room.place$).values).toEqual([undefined]);
      expect(it.follow(room.membership$).told).toEqual([]);
    });
  });

  const calls: Readonly<Record<string, readonly [(room: VideoRoomHandle) => Observable<unknown>, Data]>> = {
    join$: [
      (room) => room.join$({ room: 7, display: 'Ada', pin: 'p' }),
      { body: { request: 'join', ptype: 'publisher', room: 7, display: 'Ada', pin: 'p' } },
    ],
    watch$: [
      (room) => room.watch$({ room: 7, streams: [{ feed: 2, mid: '0' }] }),
      { body: { request: 'join', ptype: 'subscriber', room: 7, streams: [{ feed: 2, mid: '0' }] } },
    ],
    answer$: [(room) => room.answer$(jsep), { body: { request: 'start' }, jsep }],
    publish$: [
      (room) => room.publish$(jsep, { bitrate: 64_000 }),
      { body: { request: 'publish', bitrate: 64_000 }, jsep },
    ],
    unpublish$: [(room) => room.unpublish$(), { body: { request: 'unpublish' } }],
    configure$: [
      (room) => room.configure$({ streams: [{ mid: '0', send: false }] }, { jsep }),
      { body: { request: 'configure', streams: [{ mid: '0', send: false }] }, jsep },
    ],
    leave$: [(room) => room.leave$(), { body: { request: 'leave' } }],
    listParticipants$: [
      (room) => room.listParticipants$(7),
      { body: { request: 'listparticipants', room: 7 } },
    ],
    moderate$: [
      (room) => room.moderate$({ room: 7, id: 2, mid: '0', mute: true }),
      { body: { request: 'moderate', room: 7, id: 2, mid: '0', mute: true } },
    ],
    kick$: [(room) => room.kick$({ room: 7, id: 2 }), { body: { request: 'kick', room: 7, id: 2 } }],
    update$: [
      (room) => room.update$({ subscribe: [{ feed: 2 }], unsubscribe: [{ sub_mid: '0' }] }),
      { body: { request: 'update', subscribe: [{ feed: 2 }], unsubscribe: [{ sub_mid: '0' }] } },
    ],
    switch$: [
      (room) => room.switch$({ streams: [{ feed: 2, mid: '0', sub_mid: '1' }] }),
      { body: { request: 'switch', streams: [{ feed: 2, mid: '0', sub_mid: '1' }] } },
    ],
    pause$: [(room) => room.pause$(), { body: { request: 'pause' } }],
    forward$: [
      (room) =>
        room.forward$({ room: 7, publisher_id: 2, host: '127.0.0.1', streams: [{ mid: '0', port: 5002 }] }),
      {
        body: {
          ...{ request: 'rtp_forward', room: 7, publisher_id: 2, host: '127.0.0.1' },
          streams: [{ mid: '0', port: 5002 }],
        },
      },
    ],
    request$: [
      (room) => room.request$('enable_recording', { room: 7, record: true }),
      { body: { request: 'enable_recording', room: 7, record: true } },
    ],
  };

  it.each(Object.entries(calls))('sends what %s says, and emits one answer', (_, [call$, sent]) => {
    virtually((time) => {
      const it = rigOf(time, {
        answer: answering({ message: () => [said({ videoroom: 'event', room: 7 })] }),
      });
      const answer = it.follow(call$(attached(time, it)));
      expect(it.janus$.sent.at(-1)).toMatchObject(sent);
      expect(answer.told).toEqual(['0 value', '0 complete']);
    });
  });

  it('names its refusals', () => {
    virtually((time) => {
      const refused = said({ videoroom: 'event', error_code: 426, error: 'No such room (7)' });
      const it = rigOf(time, { answer: answering({ message: () => [refused] }) });
      expect(it.follow(attached(time, it).join$({ room: 7 })).errors).toEqual([
        anError('plugin', { code: 426, codeName: 'NO_SUCH_ROOM', verb: 'join' }),
      ]);
      expect(new Set(Object.values(VIDEOROOM_ERROR)).size).toBe(Object.keys(VIDEOROOM_ERROR).length);
    });
  });

  it('tells those who publish apart, and only when that changes', () => {
    virtually((time) => {
      const it = rigOf(time, { answer: answering({ message: () => [joined] }) });
      const room = attached(time, it);
      const names = it.follow(
        room.publishers$.pipe(
          map((all) => all.map(({ id, streams }) => `${id}:${streams?.length ?? '?'}`).join()),
        ),
      );
      it.follow(room.join$({ room: 7 }));
      const streams = [{ type: 'audio', mindex: 0, mid: '0' }];
      it.janus$.push({
        ...said({ videoroom: 'event', room: 7, joining: { id: 2 } }),
        session_id: room.sessionId,
      });
      it.janus$.push({
        ...said({ videoroom: 'event', room: 7, joining: { id: 3 } }),
        session_id: room.sessionId,
      });
      it.janus$.push({
        ...said({ videoroom: 'event', room: 7, publishers: [{ id: 2, streams }] }),
        session_id: room.sessionId,
      });
      it.janus$.push({ ...said({ videoroom: 'event', room: 7, leaving: 3 }), session_id: room.sessionId });
      it.janus$.push({
        ...said({ videoroom: 'event', room: 7, unpublished: 2 }),
        session_id: room.sessionId,
      });
      expect(names.values).toEqual(['', '2:1', '']);
    });
  });

  /** A handle that has joined, and what its room says to it. */
  const inRoom = (time: VirtualTime) => {
    const it = rigOf(time, { answer: answering({ message: () => [joined] }) });
    const room = attached(time, it);
    const say = (data: Data): void => it.janus$.push({ ...said(data), session_id: room.sessionId });
    return { ...it, room, say };
  };

  it('tells who talks', () => {
    virtually((time) => {
      const { room, say, follow } = inRoom(time);
      const talking = follow(room.talking$.pipe(map((all) => all.map(({ id }) => id).join())));
      follow(room.join$({ room: 7 }));
      say({
        ...{ videoroom: 'event', room: 7 },
        publishers: [2, 3].map((id) => ({ id, streams: [{ type: 'audio', mindex: 0, mid: '0' }] })),
      });
      const level = { room: 7, mindex: 0, mid: '0', 'audio-level-dBov-avg': 20 };
      say({ videoroom: 'talking', id: 3, ...level });
      say({ videoroom: 'talking', id: 2, ...level });
      say({ videoroom: 'stopped-talking', id: 3, ...level });
      say({ videoroom: 'event', room: 7, leaving: 2 });
      expect(talking.values).toEqual(['', '3', '2,3', '2', '']);
    });
  });

  it.each([
    ['kicked', { videoroom: 'event', room: 7, leaving: 'ok', reason: 'kicked' }],
    ['destroyed', { videoroom: 'destroyed', room: 7 }],
  ])('tells that it was %s, also to who asks late', (kind, data) => {
    virtually((time) => {
      const { room, say, follow } = inRoom(time);
      const ended = follow(room.ended$);
      follow(room.join$({ room: 7 }));
      expect(ended.told).toEqual([]);
      say(data);
      expect([ended.values, follow(room.ended$).values]).toEqual([[{ kind, room: 7 }], [{ kind, room: 7 }]]);
      expect(follow(room.place$).last).toBeUndefined();
    });
  });

  it('tells what a subscriber is subscribed to', () => {
    virtually((time) => {
      const heard = {
        type: 'audio',
        mindex: 0,
        mid: '0',
        active: true,
        ready: false,
        send: true,
        feed_id: 2,
      };
      const answer = answering({
        message: () => [said({ videoroom: 'attached', room: 7, streams: [heard] })],
      });
      const it = rigOf(time, { answer });
      const room = attached(time, it);
      const active = it.follow(
        room.subscriptions$.pipe(map((all) => all.map((one) => `${one.mid} ${one.active}`).join())),
      );
      it.follow(room.watch$({ room: 7, streams: [{ feed: 2 }] }));
      const updated = said({ videoroom: 'updated', room: 7, streams: [{ ...heard, active: false }] });
      it.janus$.push({ ...updated, session_id: room.sessionId });
      expect(active.values).toEqual(['', '0 true', '0 false']);
    });
  });

  it('asks who is there after a drop, and tells the difference once', () => {
    virtually((time) => {
      let isBack = false;
      const answer = answering({
        claim: () => ((isBack = true), undefined),
        message: () => (isBack ? [participants({ id: 3, publisher: true })] : [joined]),
      });
      const it = rigOf(time, { answer, connect$: () => timer(100) });
      const session = it.follow(create$(it.janus$));
      time.at(200, () => {
        const { last: room } = it.follow(session.last.attach$(videoRoom));
        it.follow(room.join$({ room: 7 }));
        it.janus$.push({
          ...said({ videoroom: 'event', room: 7, publishers: [{ id: 2, streams: [] }] }),
          session_id: room.sessionId,
        });
        const changes = it.follow(room.membership$, ({ kind, participant }) => `${kind} ${participant.id}`);
        time.at(2_000, () => {
          expect(changes.told).toEqual(['1100 left 2', '1100 joined 3']);
          expect(it.follow(room.publishers$).last).toEqual([{ id: 3, publishing: true }]);
          expect(room.snapshot().state).toMatchObject({ place: { room: 7, id: 1, role: 'publisher' } });
        });
      });
      time.at(1_000, () => it.janus$.drop());
      time.at(3_000, () => session.subscription.unsubscribe());
    });
  });
});
