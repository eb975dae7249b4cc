// What `peer$` makes of what it is given, without any media.
import {
  BehaviorSubject,
  NEVER,
  Subject,
  firstValueFrom,
  map,
  of,
  switchMap,
  throwError,
  type Observable,
} from 'rxjs';
import { RTCPeerConnection } from 'werift';
import { type Handle, create$ } from 'rxjs-janus';
import { scriptedTransport } from 'rxjs-janus/testing';
import { type Peer, type PeerOptions, peer$ } from 'rxjs-janus/webrtc';
import { weriftPeer } from 'rxjs-janus/webrtc/werift';
import { anError, virtually } from '../support/marbles.js';
import { watch } from '../support/watch.js';

const makePeer = weriftPeer(RTCPeerConnection);

/** A peer on a handle of its own. */
const opened$ = (options?: PeerOptions): Observable<Peer> =>
  create$(scriptedTransport()).pipe(
    switchMap((session) => session.attach$('janus.plugin.echotest')),
    switchMap((handle: Handle) => peer$(handle, options)),
  );

describe('peer$', () => {
  it('errors where the platform has no RTCPeerConnection', async () => {
    const { error } = await watch(opened$()).end();
    expect(error).toMatchObject({ kind: 'no-peer-connection', message: expect.stringContaining('makePeer') });
  });

  it('passes on what making a PeerConnection throws', async () => {
    const broken = new Error('no more of them');
    const making$ = opened$({
      makePeer: () => {
        throw broken;
      },
    });
    expect((await watch(making$).end()).error).toBe(broken);
  });

  it.each<[string, PeerOptions]>([
    ['trickle', { trickle: 'some' as 'full' }],
    ['trickleBatchMs', { trickleBatchMs: -1 }],
    ['gatheringTimeoutMs', { gatheringTimeoutMs: NaN }],
    ['configurationTimeoutMs', { configurationTimeoutMs: Infinity }],
    ['recovery.restartMs', { recovery: { restartMs: 0 } }],
    ['recovery.backOff.maxMs', { recovery: { backOff: { maxMs: -5 } } }],
  ])('says that %s is wrong', async (argument, options) => {
    const { error } = await watch(opened$({ makePeer, ...options })).end();
    expect(error).toMatchObject({ kind: 'invalid-argument', argument });
  });

  it('is one PeerConnection for all its subscribers, and another after their end', async () => {
    let made = 0;
    const counting: typeof makePeer = (configuration) => {
      made += 1;
      return makePeer(configuration);
    };
    const session = watch(create$(scriptedTransport()));
    const handle = watch((await session.value()).attach$('janus.plugin.echotest'));
    const one$ = peer$(await handle.value(), { makePeer: counting });
    expect(made).toBe(0);
    const [first, second] = [watch(one$), watch(one$)];
    expect([made, await first.value()]).toEqual([1, await second.value()]);
    for (const one of [first, second]) one.unsubscribe();
    expect((await first.value()).connection.signalingState).toBe('closed');
    await firstValueFrom(one$);
    expect(made).toBe(2);
    for (const one of [handle, session]) one.unsubscribe();
  });

  it('takes the first configuration, and sets later ones; one that fails later does no harm', async () => {
    const told$ = new Subject<RTCConfiguration>();
    const opening = watch(opened$({ makePeer, configuration: told$ }));
    told$.next({
      iceServers: [{ urls: ['turn:10.77.0.1', 'turn:10.77.0.2'], username: 'a', credential: 'b' }],
    });
    const { connection } = await opening.value();
    const urls = () => connection.getConfiguration().iceServers?.map((server) => server.urls);
    expect(urls()).toEqual(['turn:10.77.0.1', 'turn:10.77.0.2']);
    told$.next({ iceServers: [{ urls: 'turn:10.77.0.3' }] });
    expect(urls()).toEqual(['turn:10.77.0.3']);
    told$.error(new Error('no more credentials'));
    expect(opening.values).toHaveLength(1);
    expect(opening.ended).toBe(false);
    opening.unsubscribe();
  });

  it('minds no later configuration that is not taken', async () => {
    const told$ = new Subject<RTCConfiguration>();
    const refusing: typeof makePeer = (configuration) => {
      const setConfiguration = (): void => {
        throw new Error('InvalidModificationError');
      };
      return Object.assign(makePeer(configuration), { setConfiguration });
    };
    const opening = watch(opened$({ makePeer: refusing, configuration: told$ }));
    told$.next({});
    await opening.value();
    told$.next({ bundlePolicy: 'balanced' });
    expect([opening.values.length, opening.ended]).toEqual([1, false]);
    opening.unsubscribe();
  });

  it.each([
    ['replays nothing', () => new Subject<RTCConfiguration>(), 'turn:10.77.0.2'],
    ['replays its newest', () => new BehaviorSubject<RTCConfiguration>({}), 'turn:10.77.0.2'],
  ])('is rebuilt by the newest configuration of a source that %s', async (_, make, newest) => {
    const [told$, janus$] = [make(), scriptedTransport()];
    const recovery = { backOff: { firstMs: 1 } };
    const session = watch(create$(janus$));
    const handle = await watch((await session.value()).attach$('janus.plugin.echotest')).value();
    const opening = watch(peer$(handle, { makePeer, configuration: told$, recovery }));
    for (const urls of ['turn:10.77.0.1', newest]) told$.next({ iceServers: [{ urls }] });
    await opening.value();
    const { sessionId: session_id, id: sender } = handle;
    janus$.push({ janus: 'hangup', session_id, sender, reason: 'ICE failed' });
    const { connection } = await opening.value(1, { timeoutMs: 3_000 });
    expect(connection.getConfiguration().iceServers?.map(({ urls }) => urls)).toEqual([newest]);
    told$.next({ iceServers: [{ urls: 'turn:10.77.0.3' }] });
    expect(connection.getConfiguration().iceServers?.map(({ urls }) => urls)).toEqual(['turn:10.77.0.3']);
    for (const one of [opening, session]) one.unsubscribe();
  });

  it('errors when the first configuration fails or is late', () => {
    virtually(({ expectObservable, scheduler }) => {
      const opening$ = (configuration: Observable<RTCConfiguration>) =>
        peer$({} as Handle, { makePeer, configuration, configurationTimeoutMs: 7, scheduler }).pipe(
          map(() => 'p'),
        );
      const wrong = anError('invalid-argument', { argument: 'configuration' });
      expectObservable(opening$(NEVER)).toBe('7ms #', undefined, wrong);
      expectObservable(opening$(throwError(() => new Error('refused')))).toBe(
        '#',
        undefined,
        new Error('refused'),
      );
      expectObservable(opening$(of())).toBe('|');
    });
  });

  it('completes with its handle, and its streams with it', async () => {
    const session = watch(create$(scriptedTransport()));
    const handle = watch((await session.value()).attach$('janus.plugin.echotest'));
    const peer = watch(peer$(await handle.value(), { makePeer }));
    const states = watch((await peer.value()).connectionState$);
    handle.unsubscribe();
    await Promise.all([peer.end(), states.end()]);
    expect([peer.completed, states.completed]).toEqual([true, true]);
    const late = watch((await peer.value()).offer$(() => []));
    expect((await late.end()).error).toMatchObject({ kind: 'peer-ended' });
    const none = watch((await peer.value()).answer$(undefined, () => []));
    expect((await none.end()).error).toMatchObject({ kind: 'invalid-argument', argument: 'offer' });
    session.unsubscribe();
  });
});
