import type { JanusSimulator } from 'rxjs-janus/simulator';
import type { Json } from './support/json.js';
import { dataOf, RawSocket } from './support/raw-socket.js';
import { offer } from './support/sdp.js';
import { simulate, stopAfterEach } from './support/simulate.js';

stopAfterEach();

const PLUGIN = 'janus.plugin.videoroom';

class Member {
  private constructor(
    readonly socket: RawSocket,
    readonly session: number,
    readonly handle: number,
  ) {}

  static async of(server: JanusSimulator): Promise<Member> {
    const socket = await RawSocket.open(server.webSocketUrl);
    const session = await socket.create();
    return new Member(socket, session, await socket.attach(session, PLUGIN));
  }

  async ask(request: string, fields: Json = {}, jsep?: Json): Promise<Json> {
    return dataOf(await this.socket.message(this.session, this.handle, { request, ...fields }, jsep));
  }

  join(fields: Json): Promise<Json> {
    return this.ask('join', { room: 1234, ptype: 'publisher', ...fields });
  }

  publish(server: JanusSimulator, kinds?: ('audio' | 'video')[]): Promise<Json> {
    const published = this.ask('publish', {}, { type: 'offer', sdp: offer('sendonly', kinds) });
    return published.then((data) => {
      server.webrtcUp(this.session, this.handle);
      return data;
    });
  }

  /** What it was told unasked since the last look. */
  async told(): Promise<Json[]> {
    await this.socket.settle();
    const events = this.socket.fresh().filter(({ janus, transaction }) => janus === 'event' && !transaction);
    return events.map(dataOf);
  }
}

describe('the videoroom', () => {
  let server: JanusSimulator;
  let ann: Member;
  let bob: Member;

  beforeEach(async () => {
    server = await simulate();
    [ann, bob] = await Promise.all([Member.of(server), Member.of(server)]);
  });

  it('has the rooms of the sample configuration', async () => {
    const { list } = (await ann.ask('list')) as { list: Json[] };
    expect(list).toMatchObject([
      { room: 1234, description: 'Demo Room', max_publishers: 6, bitrate: 128000, videocodec: 'vp8' },
      { room: 5678, description: 'VP9-SVC Demo Room', bitrate: 512000, videocodec: 'vp9', video_svc: true },
    ]);
    expect(await ann.ask('exists', { room: 1234 })).toEqual({
      videoroom: 'success',
      room: 1234,
      exists: true,
    });
  });

  it('answers at once what needs no waiting, and by an event what does', async () => {
    const sync = await ann.socket.message(ann.session, ann.handle, { request: 'exists', room: 9 });
    expect(sync).toMatchObject({ janus: 'success', sender: ann.handle, plugindata: { plugin: PLUGIN } });
    const later = await ann.socket.message(ann.session, ann.handle, { request: 'configure' });
    expect(later).toMatchObject({ janus: 'event', sender: ann.handle });
  });

  it.each<[Json, number, string]>([
    [{}, 429, 'Missing mandatory element (request)'],
    [{ request: 5 }, 430, 'Invalid element type (request should be a string)'],
    [{ request: 'foo' }, 423, "Unknown request 'foo'"],
    [{ request: 'exists', room: 'x' }, 430, 'Invalid element type (room should be a positive integer)'],
    [{ request: 'create', room: 1234 }, 427, 'Room 1234 already exists'],
    [{ request: 'create', allowed: [5] }, 430, 'Invalid element in the allowed array (not a string)'],
    [{ request: 'destroy', room: 1234 }, 429, 'Missing mandatory element (secret)'],
    [{ request: 'destroy', room: 1234, secret: 'x' }, 433, 'Unauthorized (wrong secret)'],
    [{ request: 'listparticipants', room: 9 }, 426, 'No such room (9)'],
    [{ request: 'kick', room: 1234, secret: 'adminpwd', id: 5 }, 428, 'No such user 5 in room 1234'],
    [{ request: 'allowed', room: 1234, action: 'foo' }, 430, "Unsupported action 'foo' (allowed)"],
    [{ request: 'publish' }, 424, 'Invalid request on unconfigured participant'],
    [{ request: 'join', room: 1234 }, 429, 'Missing mandatory element (ptype)'],
    [{ request: 'join', room: 1234, ptype: 'x' }, 430, 'Invalid element (ptype)'],
    [{ request: 'join', room: 9, ptype: 'publisher' }, 426, 'No such room (9)'],
    [{ request: 'join', room: 1234, ptype: 'subscriber', feed: 5 }, 428, 'No such feed (5)'],
  ])('refuses %j', async (body, error_code, error) => {
    const event = await ann.socket.message(ann.session, ann.handle, body);
    expect(dataOf(event)).toEqual({ videoroom: 'event', error_code, error });
  });

  it('tells who is there, who publishes, who stops and who leaves', async () => {
    expect(await ann.join({ id: 1, display: 'Ann' })).toEqual({
      videoroom: 'joined',
      room: 1234,
      description: 'Demo Room',
      id: 1,
      private_id: expect.any(Number) as number,
      publishers: [],
    });
    const audio = { type: 'audio', mindex: 0, mid: '0', codec: 'opus', fec: true };
    const video = { type: 'video', mindex: 1, mid: '1', codec: 'vp8' };
    const streams = { audio_codec: 'opus', video_codec: 'vp8', streams: [audio, video] };
    await bob.join({ id: 2 });
    expect(await ann.publish(server)).toEqual({
      videoroom: 'event',
      room: 1234,
      configured: 'ok',
      ...streams,
    });
    const publishers = [{ id: 1, display: 'Ann', ...streams }];
    expect(await bob.told()).toEqual([{ videoroom: 'event', room: 1234, publishers }]);
    const cid = await Member.of(server);
    expect(await cid.join({ id: 3 })).toMatchObject({ publishers });
    expect(await cid.ask('listparticipants', { room: 1234 })).toMatchObject({
      participants: [
        { id: 1, display: 'Ann', publisher: true },
        { id: 2, publisher: false },
        { id: 3, publisher: false },
      ],
    });
    expect(await ann.ask('publish')).toMatchObject({ error_code: 434 });
    expect(await ann.ask('unpublish')).toEqual({ videoroom: 'event', room: 1234, unpublished: 'ok' });
    expect(await ann.ask('unpublish')).toMatchObject({ error_code: 435 });
    expect(await bob.told()).toContainEqual({ videoroom: 'event', room: 1234, unpublished: 1 });
    expect(await ann.ask('leave')).toEqual({ videoroom: 'event', room: 1234, leaving: 'ok' });
    expect(await bob.told()).toEqual([{ videoroom: 'event', room: 1234, leaving: 1 }]);
    expect(await ann.join({})).toMatchObject({
      error_code: 425,
      error: 'Not in a room (create a new handle)',
    });
    expect(await ann.ask('configure')).toMatchObject({ error_code: 426, error: 'No such room' });
  });

  it('tells who joins only where notify_joining says so', async () => {
    await ann.ask('create', { room: 7, notify_joining: true });
    await ann.join({ room: 7, id: 1, display: 'Ann' });
    expect(await bob.join({ room: 7, id: 2, display: 'Bob' })).toMatchObject({
      attendees: [{ id: 1, display: 'Ann' }],
    });
    expect(await ann.told()).toEqual([{ videoroom: 'event', room: 7, joining: { id: 2, display: 'Bob' } }]);
    await bob.ask('configure', { display: 'Bobby' });
    expect(await ann.told()).toEqual([{ videoroom: 'event', id: 2, display: 'Bobby' }]);
  });

  it('tells the others when a session goes with somebody in it', async () => {
    await ann.join({ id: 1 });
    await bob.join({ id: 2 });
    server.expire(ann.session);
    expect((await bob.told()).at(-1)).toEqual({ videoroom: 'event', room: 1234, leaving: 1 });
  });

  it('joins and publishes in one, up to the limit of the room', async () => {
    await ann.ask('create', { room: 7, publishers: 1 });
    const jsep = { type: 'offer', sdp: offer('sendonly', ['audio']) };
    const joined = await ann.ask('joinandconfigure', { room: 7, ptype: 'publisher', id: 1 }, jsep);
    expect(joined).toMatchObject({ videoroom: 'joined', id: 1, audio_codec: 'opus' });
    server.webrtcUp(ann.session, ann.handle);
    await bob.join({ room: 7, id: 2 });
    expect(await bob.ask('publish', {}, jsep)).toMatchObject({ error_code: 432 });
  });

  it('kicks: the one hears it, the others too, and the PeerConnection closes', async () => {
    await ann.join({ id: 1 });
    await bob.join({ id: 2 });
    await bob.publish(server);
    await Promise.all([ann.told(), bob.told()]);
    const kick = { room: 1234, secret: 'adminpwd', id: 2 };
    expect(await ann.ask('kick', kick)).toEqual({ videoroom: 'success' });
    expect(await ann.told()).toEqual([{ videoroom: 'event', room: 1234, kicked: 2 }]);
    await bob.socket.find('the hangup', ({ janus, reason }) => janus === 'hangup' && reason === 'Close PC');
    expect(await bob.told()).toEqual([{ videoroom: 'event', room: 1234, leaving: 'ok', reason: 'kicked' }]);
  });

  it('tells all of a moderated stream, and of it who joins, until it is published anew', async () => {
    await ann.join({ id: 1 });
    await bob.join({ id: 2 });
    await ann.publish(server);
    await bob.told();
    const moderation = { room: 1234, secret: 'adminpwd', id: 1, mid: '0', mute: true };
    expect(await bob.ask('moderate', moderation)).toEqual({ videoroom: 'success' });
    const event = { videoroom: 'event', room: 1234, id: 1, mid: '0', moderation: 'muted' };
    expect([await ann.told(), await bob.told()]).toEqual([[event], [event]]);
    const joining = async (id: number) => {
      const cid = await Member.of(server);
      const { publishers } = (await cid.join({ id })) as { publishers: { streams: Json[] }[] };
      return publishers.flatMap(({ streams }) => streams.map(({ moderated }) => moderated));
    };
    expect(await joining(3)).toEqual([true, undefined]);
    await bob.ask('moderate', { ...moderation, mute: false });
    expect(await joining(4)).toEqual([undefined, undefined]);
    await bob.ask('moderate', moderation);
    await ann.ask('unpublish');
    await ann.publish(server);
    expect(await joining(5)).toEqual([undefined, undefined]);
  });

  it('edits, allows and destroys', async () => {
    await ann.ask('create', { room: 7, secret: 's' });
    const edit = { room: 7, secret: 's', new_description: 'Seven', new_pin: 'p' };
    expect(await ann.ask('edit', edit)).toMatchObject({ videoroom: 'edited', room: 7 });
    expect(await ann.join({ room: 7, pin: 'x' })).toMatchObject({
      error_code: 433,
      error: 'Unauthorized (wrong pin)',
    });
    await ann.ask('allowed', { room: 7, secret: 's', action: 'enable' });
    const allow = { room: 7, secret: 's', action: 'add', allowed: ['t'] };
    expect(await ann.ask('allowed', allow)).toEqual({ videoroom: 'success', room: 7, allowed: ['t'] });
    expect(await ann.join({ room: 7, pin: 'p' })).toMatchObject({ error_code: 433 });
    expect(await ann.join({ room: 7, pin: 'p', token: 't', id: 1 })).toMatchObject({ videoroom: 'joined' });
    expect(await bob.ask('destroy', { room: 7, secret: 's' })).toMatchObject({ videoroom: 'destroyed' });
    expect(await ann.told()).toEqual([{ videoroom: 'destroyed', room: 7 }]);
  });

  describe('as a subscriber', () => {
    let cid: Member;
    const answer = { type: 'answer', sdp: offer('recvonly').replaceAll('actpass', 'active') };
    const subscribe = { ptype: 'subscriber', streams: [{ feed: 1 }] };

    beforeEach(async () => {
      cid = await Member.of(server);
      await ann.join({ id: 1, display: 'Ann' });
      await ann.publish(server);
    });

    it('is offered the streams, one m-line each', async () => {
      const body = { request: 'join', room: 1234, ...subscribe };
      const event = await cid.socket.message(cid.session, cid.handle, body);
      const common = { active: true, ready: false, send: true, feed_id: 1, feed_display: 'Ann' };
      expect(dataOf(event)).toEqual({
        videoroom: 'attached',
        room: 1234,
        streams: [
          { type: 'audio', mindex: 0, mid: '0', feed_mid: '0', codec: 'opus', ...common },
          { type: 'video', mindex: 1, mid: '1', feed_mid: '1', codec: 'vp8', ...common },
        ],
      });
      const { type, sdp } = event['jsep'] as { type: string; sdp: string };
      expect(type).toBe('offer');
      expect(sdp.match(/^a=sendonly\r$/gm)).toHaveLength(2);
      expect(await cid.ask('join', subscribe)).toMatchObject({ error_code: 425 });
    });

    it('may name one feed as clients of old do', async () => {
      const joined = await cid.join({ ptype: 'subscriber', feed: 1 });
      expect(joined).toMatchObject({
        videoroom: 'attached',
        id: 1,
        display: 'Ann',
        warning: 'deprecated_api',
      });
      const other = await Member.of(server);
      const streams = [{ feed: 1, mid: '9' }];
      expect(await other.join({ ptype: 'subscriber', streams })).toMatchObject({
        error_code: 428,
        error: "No such mid '9' in feed (1)",
      });
    });

    it('starts, pauses, configures and leaves', async () => {
      await cid.join(subscribe);
      expect(await cid.ask('start', {}, answer)).toEqual({ videoroom: 'event', room: 1234, started: 'ok' });
      expect(await cid.ask('pause')).toMatchObject({ paused: 'ok' });
      expect(await cid.ask('configure')).toMatchObject({ configured: 'ok' });
      expect(await cid.ask('publish')).toMatchObject({ error_code: 423 });
      expect(await cid.ask('leave')).toMatchObject({ left: 'ok' });
    });

    it('gets no answer to a restart while an offer is out; the next offer follows its answer', async () => {
      await cid.join(subscribe);
      const { session, handle, socket } = cid;
      const restart = {
        janus: 'message',
        session_id: session,
        handle_id: handle,
        body: { request: 'configure', restart: true },
      };
      await socket.ask(restart);
      await socket.settle();
      expect(socket.fresh().at(-2)).toMatchObject({ janus: 'ack' });
      await cid.ask('start', {}, answer);
      expect(await cid.told()).toMatchObject([
        { videoroom: 'updated', streams: [{ ready: true }, { ready: true }] },
      ]);
    });

    it('gets a new offer when the publisher stops', async () => {
      await cid.join(subscribe);
      await cid.ask('start', {}, answer);
      await ann.ask('unpublish');
      const [updated] = await cid.told();
      expect(updated).toMatchObject({
        videoroom: 'updated',
        streams: [{ active: false }, { active: false }],
      });
    });

    it('takes and gives in one request, and switches a source without an offer', async () => {
      await bob.join({ id: 2, display: 'Bob' });
      await bob.publish(server);
      await cid.join(subscribe);
      await cid.ask('start', {}, answer);
      const wishes = { subscribe: [{ feed: 2, mid: '0' }], unsubscribe: [{ feed: 1, mid: '0' }] };
      expect(await cid.ask('update', wishes)).toMatchObject({
        videoroom: 'updated',
        streams: [
          { feed_id: 2, feed_mid: '0', ready: false },
          { feed_id: 1, feed_mid: '1', ready: true },
        ],
      });
      await cid.ask('start', {}, answer);
      const switched = await cid.ask('switch', { streams: [{ feed: 2, mid: '1', sub_mid: '1' }] });
      expect(switched).toMatchObject({
        switched: 'ok',
        changes: 1,
        streams: [
          { feed_id: 2, feed_mid: '0' },
          { feed_id: 2, feed_mid: '1' },
        ],
      });
      // Of another type: nothing changes.
      const wrong = { streams: [{ feed: 2, mid: '0', sub_mid: '1' }] };
      expect(await cid.ask('switch', wrong)).toMatchObject({ switched: 'ok', changes: 0 });
      expect(await cid.told()).toEqual([]);
    });

    it.each([
      ['update', {}, 429],
      ['update', { subscribe: [] }, 430],
      ['update', { subscribe: [{ feed: 9 }] }, 428],
      ['switch', {}, 428],
      ['switch', { streams: [{ feed: 1 }] }, 429],
      ['unsubscribe', { streams: [] }, 430],
    ])('refuses %s with %j', async (verb, body, error_code) => {
      await cid.join(subscribe);
      expect(await cid.ask(verb, body)).toMatchObject({ error_code });
    });

    it('changes what it is subscribed to', async () => {
      await cid.join({ ptype: 'subscriber', streams: [{ feed: 1, mid: '0' }] });
      const streams = [{ feed: 1, mid: '1' }];
      expect(await cid.ask('subscribe', { streams })).toEqual({ videoroom: 'updating', room: 1234 });
      await cid.ask('start', {}, answer);
      expect(await cid.told()).toMatchObject([
        { videoroom: 'updated', streams: [{ ready: true }, { ready: false }] },
      ]);
      await cid.ask('start', {}, answer);
      expect(await cid.ask('unsubscribe', { streams })).toMatchObject({
        videoroom: 'updated',
        streams: [{ active: true }, { active: false }],
      });
    });

    it('needs a private id where the room asks for one', async () => {
      await ann.ask('create', { room: 7, require_pvtid: true });
      const dora = await Member.of(server);
      const joined = await dora.join({ room: 7, id: 4 });
      await dora.publish(server);
      const wanted = { room: 7, ptype: 'subscriber', streams: [{ feed: 4 }] };
      expect(await cid.join(wanted)).toMatchObject({ error_code: 433 });
      expect(await cid.join({ ...wanted, private_id: joined['private_id'] })).toMatchObject({
        videoroom: 'attached',
      });
    });
  });

  it('has strings for ids where it is told so', async () => {
    const strings = await simulate({ stringIds: true });
    const eva = await Member.of(strings);
    expect(await eva.join({ room: 1234 })).toMatchObject({
      error_code: 430,
      error: 'Invalid element type (room should be a string)',
    });
    const joined = await eva.join({ room: '1234' });
    expect(joined).toMatchObject({ room: '1234', id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string });
  });

  it('starts with other rooms where it is given some, and again with them after a restart', async () => {
    const other = await simulate({ rooms: [{ room: 5, description: 'Five', isPrivate: true }, { room: 6 }] });
    const eva = await Member.of(other);
    await eva.ask('destroy', { room: 6 });
    expect(await eva.ask('list')).toEqual({ videoroom: 'success', list: [] });
    other.restart();
    const fay = await Member.of(other);
    expect(await fay.ask('list')).toMatchObject({ list: [{ room: 6, description: 'Room 6' }] });
  });
});
