// Run by media.spec.ts, where media flow.
import { videoRoom } from 'rxjs-janus/videoroom';
import { MEDIA_ADDRESS } from '../../support/namespace/index.js';
import { sleep, until } from '../../support/until.js';
import { type MediaEnd, mediaEnd } from '../support/media-end.js';
import { answerOf, onReal, refusalOf, shaped } from '../support/on-real.js';
import { REPLIES } from './support/shapes.js';

jest.setTimeout(30_000);

const options = {
  plugins: ['videoroom'],
  iceEnforceList: MEDIA_ADDRESS,
  fullTrickle: false,
  reclaimSessionTimeout: 10,
  over: ['websocket'],
} as const;

onReal('a room with media', videoRoom, options, (it_) => {
  const ends: MediaEnd[] = [];
  afterEach(() => Promise.all(ends.splice(0).map((end) => end.close())));
  const peer = (): MediaEnd => {
    const end = mediaEnd();
    ends.push(end);
    return end;
  };
  const joined = async (room: number, display: string) => {
    const { session, handle } = await it_.attached();
    await answerOf(handle.join$({ room, display }));
    return { session, handle, publishers: it_.follow(handle.publishers$) };
  };
  const party = async (room: number) => {
    const { handle: host } = await it_.attached('past');
    await answerOf(host.request$('create', { room }));
    const [ann, eva] = [await joined(room, 'Ann'), await joined(room, 'Eva')];
    const sender = peer();
    const { jsep } = await answerOf(ann.handle.publish$(await sender.offer()));
    await sender.take(jsep);
    const publishers = await eva.publishers.find('Ann', (all) => all.length === 1);
    return { room, ann, eva, feed: publishers[0]?.id ?? 0 };
  };
  /** A subscriber that hears something. */
  const hearing = async (room: number, feed: number | string) => {
    const { session, handle } = await it_.attached();
    const streams = it_.follow(handle.subscriptions$);
    const { jsep } = await answerOf(handle.watch$({ room, streams: [{ feed }] }));
    const end = peer();
    await shaped(REPLIES.start, 'start', handle.answer$(await end.answer(jsep)));
    await until('packets', () => end.heard > 5);
    return { session, handle, streams, end };
  };

  it('is heard by who watches, and no more once it is unpublished', async () => {
    const { room, ann, eva, feed } = await party(1);
    const { handle, streams, end } = await hearing(room, feed);
    const offers = it_.follow(handle.roomEvent$);
    await shaped(REPLIES.unpublish, 'unpublish', ann.handle.unpublish$());
    await eva.publishers.find('nobody', (all) => all.length === 0 && eva.publishers.values.length > 2);
    const gone = await streams.find('no stream', ([one]) => one?.active === false);
    expect(gone).toMatchObject([{ mid: '0', type: 'audio', active: false }]);
    const { jsep } = (await offers.find('an offer', ({ kind }) => kind === 'updated')) as {
      readonly jsep?: Parameters<typeof end.answer>[0];
    };
    await answerOf(handle.answer$(await end.answer(jsep)));
    expect(gone[0]).not.toHaveProperty('feed_id');
  });

  it('goes on through a gap, after which a subscriber knows who is sent no more', async () => {
    const { room, feed } = await party(2);
    const { session, streams, end } = await hearing(room, feed);
    const before = streams.values.at(-1);
    // Everybody has a session of one's own on the same line, and all of them are cut.
    await it_.inGap(session, () => Promise.resolve());
    const { heard } = end;
    await until('packets', () => end.heard > heard + 5);
    expect(streams.values.at(-1)).toEqual(before);
    await it_.inGap(session, async () => {
      const { handle: host } = await it_.attached('past');
      await answerOf(host.kick$({ room, id: feed }));
    });
    const gone = await streams.find('no stream', ([one]) => one?.active === false);
    expect(gone[0]).not.toHaveProperty('feed_id');
  });

  it.each([true, false])(
    'shows who unpublished in a gap as still there, whether the room tells of who only listens (%s) or not',
    async (notify_joining) => {
      const room = notify_joining ? 4 : 5;
      const { handle: host } = await it_.attached('past');
      await answerOf(host.request$('create', { room, notify_joining }));
      const listed = async () => (await answerOf(host.listParticipants$(room))).data.participants;
      const { handle: ann } = await it_.attached('past');
      await answerOf(ann.join$({ room, id: 7, display: 'Ann' }));
      const { session, handle, publishers } = await joined(room, 'Eva');
      const participants = it_.follow(handle.participants$);
      const before = participants.values.length;
      const membership = it_.follow(handle.membership$);
      const sender = peer();
      await sender.take((await answerOf(ann.publish$(await sender.offer()))).jsep);
      await publishers.find('Ann', (all) => all.length === 1);
      await it_.inGap(session, async () => {
        await answerOf(ann.unpublish$());
        await until('the end', async () => (await listed()).every((one) => !one.publisher));
      });
      await until('nobody to publish', () => publishers.values.length === 3);
      await sleep(100);
      expect(publishers.values.map((all) => all.map(({ id }) => id))).toEqual([[], [7], []]);
      expect(participants.values).toHaveLength(before + 2);
      const others = (await listed()).filter(({ id }) => id === 7);
      expect(others).toEqual([{ id: 7, display: 'Ann', publisher: false }]);
      expect(participants.values.at(-1)).toEqual([{ id: 7, display: 'Ann', publishing: false }]);
      expect(membership.values).toHaveLength(notify_joining ? 0 : 1);
    },
  );

  it('refuses to publish what is published', async () => {
    const { ann } = await party(6);
    expect(await refusalOf(ann.handle.publish$(await peer().offer()))).toBe('ALREADY_PUBLISHED');
  });

  it('tells the streams of one who began in a gap to who subscribes without a mid, and nobody else of it', async () => {
    const { room, eva, feed } = await party(3);
    const { handle: late } = await joined(room, 'Zoe');
    const told = it_.follow(late.event$);
    const { streams } = await hearing(room, feed);
    expect(streams.values.at(-1)).toMatchObject([
      { feed_id: feed, feed_mid: '0', type: 'audio', codec: 'opus' },
    ]);
    expect(told.values).toEqual([]);
    expect(eva.publishers.values.at(-1)).toHaveLength(1);
  });
});
