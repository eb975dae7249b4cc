// Run by media.spec.ts, where media flow: rooms, by what is offered to us and by what we offer.
import { type Observable, map, merge, retry, switchMap, tap, timer } from 'rxjs';
import { create$ } from 'rxjs-janus';
import { textRoom, textRoomTalk$ } from 'rxjs-janus/textroom';
import { type VideoRoomHandle, videoRoom } from 'rxjs-janus/videoroom';
import { type Peer, openDataChannel$, peer$ } from 'rxjs-janus/webrtc';
import { answerOf, onReal } from '../plugins/support/on-real.js';
import { MEDIA_ADDRESS } from '../support/namespace/index.js';
import { until } from '../support/until.js';
import { heardOf$, makePeer, tone$ } from './support/werift-end.js';

jest.setTimeout(40_000);

const options = {
  plugins: ['videoroom', 'textroom'],
  iceEnforceList: MEDIA_ADDRESS,
  reclaimSessionTimeout: 10,
  over: ['websocket'],
} as const;

onReal('a peer in rooms', videoRoom, options, (it_) => {
  /** Somebody in a new room, who publishes a tone and can have another. */
  const publishing = async (room: number) => {
    const { handle } = await it_.attached('past');
    await answerOf(handle.request$('create', { room }));
    const { data } = await answerOf(handle.join$({ room, display: 'Ann' }));
    const peer = await it_.follow(peer$(handle, { makePeer })).value();
    const sending = it_.follow(peer.send$(tone$(), { direction: 'sendonly' }));
    const offered = it_.follow(
      peer.negotiate$((jsep, { nth }) =>
        nth === 0 ? handle.publish$(jsep) : handle.configure$({}, { jsep }),
      ),
    );
    await offered.value();
    const { handle: witness } = await it_.attached('past');
    await until('media at the server', async () => {
      const { data: listed } = await answerOf(witness.listParticipants$(room));
      return listed.participants[0]?.publisher;
    });
    return { handle, peer, sending, offered, feed: data.id };
  };
  const watched$ = (handle: VideoRoomHandle, room: number, feed: number | string): Observable<number> =>
    peer$(handle, { makePeer, recovery: { rebuilds: 0 } }).pipe(
      switchMap((peer) =>
        merge(
          peer.answers$(
            handle.watch$({ room, streams: [{ feed }] }),
            (jsep) => handle.answer$(jsep),
            () => handle.configure$({ restart: true }),
          ),
          heardOf$(peer),
        ),
      ),
      map((value) => (typeof value === 'number' ? value : 0)),
    );
  const enough = (count: number): boolean => count > 20;

  it('publishes by offers, and watches by answers, also what comes later and goes', async () => {
    const { feed, peer, handle: publisher, sending, offered } = await publishing(11);
    const { handle } = await it_.attached('past');
    const watcher = await it_.follow(peer$(handle, { makePeer })).value();
    const answered = it_.follow(
      watcher.answers$(handle.watch$({ room: 11, streams: [{ feed }] }), (jsep) => handle.answer$(jsep)),
    );
    const heard = it_.follow(heardOf$(watcher));
    await heard.find('packets', enough, { timeoutMs: 15_000 });
    const tracks = it_.follow(watcher.remoteTracks$);
    sending.unsubscribe();
    // Without the track an offer says so.
    await offered.value(1);
    expect(await it_.follow(peer.localTracks$).value()).toEqual([]);
    const over = it_.follow(peer.iceState$);
    await answerOf(publisher.unpublish$());
    await tracks.find('none', (all) => all.length === 0, { timeoutMs: 10_000 });
    expect(answered.values.length).toBeGreaterThan(1);
    // The server has taken the PeerConnection down with it.
    await over.end();
  });

  it('restarts ICE by an offer that the server is asked for', async () => {
    const { feed } = await publishing(12);
    const { handle } = await it_.attached('past');
    const peers: Peer[] = [];
    const watcher$ = peer$(handle, { makePeer }).pipe(tap((peer) => peers.push(peer)));
    const watcher = await it_.follow(watcher$).value();
    it_.follow(
      watcher.answers$(
        handle.watch$({ room: 12, streams: [{ feed }] }),
        (jsep) => handle.answer$(jsep),
        () => handle.configure$({ restart: true }),
      ),
    );
    const heard = it_.follow(heardOf$(watcher));
    await heard.find('packets', enough, { timeoutMs: 15_000 });
    const ufrag = () => /a=ice-ufrag:(\S+)/.exec(watcher.connection.localDescription?.sdp ?? '')?.[1];
    const before = ufrag();
    await it_.follow(watcher.restart$()).end({ timeoutMs: 10_000 });
    expect(ufrag()).not.toBe(before);
    const { length } = heard.values;
    await until('packets', () => heard.values.length > length + 20, { timeoutMs: 15_000 });
  });

  it('attaches again when the line took the offer along', async () => {
    const { feed } = await publishing(13);
    const session = await it_.follow(create$(it_.transport())).value();
    const errors: unknown[] = [];
    const heard = it_.follow(
      session.attach$(videoRoom).pipe(
        tap(() => {
          if (errors.length === 0) cutAtAnswer();
        }),
        switchMap((handle) => watched$(handle, 13, feed)),
        retry({
          delay: (error) => {
            errors.push(error);
            return timer(50);
          },
        }),
      ),
    );
    await heard.find('packets', enough, { timeoutMs: 20_000 });
    expect(errors).toMatchObject([{ kind: 'offer-lost', cause: { kind: 'plugin', code: 425 } }]);
  });

  /** Cuts the line, once, with the next word of the server's in it. */
  const cutAtAnswer = (): void => {
    const untap = it_.line.tap({
      data: (_, direction) => {
        if (direction !== 'in') return;
        untap();
        it_.line.cut();
      },
    });
  };

  it('talks in a text room over a data channel', async () => {
    const session = await it_.follow(create$(it_.transport())).value();
    const handle = await it_.follow(session.attach$(textRoom)).value();
    const { data } = await answerOf(handle.request$('create', { room: 14 }));
    const peer = await it_.follow(peer$(handle, { makePeer })).value();
    const channel$ = openDataChannel$(peer, 'JanusDataChannel').pipe(switchMap(textRoomTalk$));
    const talks = it_.follow(channel$);
    it_.follow(peer.answers$(handle.setup$(), (jsep) => handle.answer$(jsep)));
    const talk = await talks.value(0, { timeoutMs: 15_000 });
    const said = it_.follow(talk.message$);
    await answerOf(talk.request$('join', { room: data.room, username: 'ada' }));
    await answerOf(talk.request$('message', { room: data.room, text: 'hello' }));
    expect(await said.value()).toMatchObject({ from: 'ada', text: 'hello' });
    it_.follow(handle.hangup$());
    await talks.end();
    expect(talks.completed).toBe(true);
  });
});
