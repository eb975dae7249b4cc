import { type Participant, videoRoom } from 'rxjs-janus/videoroom';
import { sleep, until } from '../../support/until.js';
import { answerOf, onReal } from '../support/on-real.js';
import { type RtpEnd, remote, rtpEnd } from './support/rtp.js';

const options = { plugins: ['videoroom'], reclaimSessionTimeout: 8 };

let lastRoom = 40_000;

onReal('what is known of publishers', videoRoom, options, (it_) => {
  let end: RtpEnd | undefined;
  afterEach(() => {
    end?.close();
    end = undefined;
  });

  /** A room with cameras from another server, which need no PeerConnection, and somebody who looks on. */
  const party = async () => {
    const room = (lastRoom += 1);
    const { handle: host } = await it_.attached('past');
    await answerOf(
      host.request$('create', { room, publishers: 9, audiolevel_event: true, audio_active_packets: 5 }),
    );
    const add = async (id: number) =>
      (await answerOf(host.request$('add_remote_publisher', remote({ room, id })))).data.port;
    const drop = (id: number) => answerOf(host.request$('remove_remote_publisher', { room, id }));
    const listed = async () => (await answerOf(host.listParticipants$(room))).data.participants;
    const { session, handle } = await it_.attached();
    await answerOf(handle.join$({ room, id: 1 }));
    return { room, host, add, drop, listed, session, handle };
  };

  it('is the server’s own after a gap in which some came, went and fell silent, each told once', async () => {
    const { add, drop, listed, session, handle } = await party();
    const publishers = it_.follow(handle.publishers$);
    const membership = it_.follow(handle.membership$);
    const talking = it_.follow(handle.talking$);
    const port = await add(7);
    await add(8);
    end = await rtpEnd();
    end.say(port, 5);
    await talking.find('talk', (all) => all.length === 1);
    await membership.value(1);
    await it_.inGap(session, async () => {
      end?.say(port, 120);
      await Promise.all([drop(8), add(9)]);
      await until('silence', async () => (await listed()).every((one) => one.talking !== true));
    });
    const now = await publishers.find('who is there now', (all) => all.some(({ id }) => id === 9));
    await sleep(100);
    expect(publishers.values.at(-1)).toEqual(now);
    const known = (all: readonly Pick<Participant, 'id' | 'talking'>[]) =>
      all
        .map(({ id, talking: talks }) => ({ id, talks }))
        .sort((one, other) => Number(one.id) - Number(other.id));
    expect(known(now)).toEqual(known((await listed()).filter(({ publisher }) => publisher)));
    expect(membership.values.map(({ kind, participant }) => `${kind} ${participant.id}`)).toEqual([
      ...['joined 7', 'joined 8', 'left 8', 'joined 9'],
    ]);
    expect(talking.values.map((all) => all.map(({ id }) => id))).toEqual([[], [7], []]);
    // What 7 publishes is known from before; of 9 the server does not tell.
    expect(now.map(({ id, streams }) => [id, streams?.length])).toEqual([
      [7, 2],
      [9, undefined],
    ]);
  });

  it('says of whoever published anew in a gap that their streams are older, until they tell', async () => {
    const { room, host, add, drop, listed, session, handle } = await party();
    const publishers = it_.follow(handle.publishers$);
    await add(7);
    const known = await publishers.find('the camera', (all) => all.length === 1);
    expect(known.map(({ stale, streams }) => [stale, streams?.length])).toEqual([[undefined, 2]]);
    await answerOf(handle.listParticipants$(room));
    expect(publishers.values.at(-1)?.map(({ stale }) => stale)).toEqual([undefined]);
    const audio = { ...remote({ room, id: 7 }), streams: remote({ room, id: 7 }).streams.slice(0, 1) };
    await it_.inGap(session, async () => {
      await drop(7);
      await answerOf(host.request$('add_remote_publisher', audio));
    });
    const late = await publishers.find('that a gap was', (all) => all.some(({ stale }) => stale));
    expect(late.map(({ id, streams }) => [id, streams?.length])).toEqual([[7, 2]]);
    expect((await listed()).map(({ id, publisher }) => [id, publisher])).toContainEqual([7, true]);
    await answerOf(host.request$('update_remote_publisher', { room, id: 7, streams: audio.streams }));
    const now = await publishers.find('the news', (all) => all.some(({ streams }) => streams?.length === 1));
    expect(now.map(({ id, stale, streams }) => [id, stale, streams?.length])).toEqual([[7, undefined, 1]]);
  });

  it('is found out of the one who began in a gap by subscribing without a mid, which nobody notices', async () => {
    const { room, add, session, handle } = await party();
    await it_.inGap(session, () => add(9));
    await it_.follow(handle.publishers$).find('the camera', (all) => all.length === 1);
    const events = it_.follow(handle.event$);
    const viewer = await it_.follow(session.attach$(videoRoom)).value();
    const { streams } = (await answerOf(viewer.watch$({ room, streams: [{ feed: 9 }] }))).data;
    expect(streams.map(({ type, feed_mid: mid }) => [type, mid])).toEqual([
      ['audio', '0'],
      ['video', '1'],
    ]);
    await answerOf(viewer.detach$());
    expect(events.values).toEqual([]);
  });

  it('is right for a subscriber whose publisher went in a gap', async () => {
    const { room, add, drop, session } = await party();
    await Promise.all([add(7), add(8)]);
    const viewer = await it_.follow(session.attach$(videoRoom)).value();
    const streams = it_.follow(viewer.subscriptions$);
    const wishes = [7, 8].map((feed) => ({ feed, mid: '0' }));
    await answerOf(viewer.watch$({ room, streams: wishes }));
    await it_.inGap(session, () => drop(7));
    const now = await streams.find('who is sent', (all) => all.some(({ active }) => !active));
    expect(now.map(({ mid, active, feed_id: feed }) => [mid, active, feed])).toEqual([
      ['0', false, undefined],
      ['1', true, 8],
    ]);
  });
});
