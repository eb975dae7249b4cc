// Run by media.spec.ts, where media flow.
import { audioBridge } from 'rxjs-janus/audiobridge';
import { MEDIA_ADDRESS } from '../../support/namespace/index.js';
import { until } from '../../support/until.js';
import { answerOf, onReal } from '../support/on-real.js';
import { party } from './support/room.js';
import { Voice } from './support/voice.js';

jest.setTimeout(20_000);

const options = {
  plugins: ['audiobridge'],
  iceEnforceList: MEDIA_ADDRESS,
  fullTrickle: false,
  over: ['websocket'],
} as const;
const ROOM = { audiolevel_event: true, audio_active_packets: 5 };

onReal('somebody with a PeerConnection', audioBridge, options, (bench) => {
  const voices: Voice[] = [];
  afterEach(async () => {
    for (const voice of voices.splice(0)) await voice.close();
  });

  it('is heard, talks, is muted, goes elsewhere and is kicked', async () => {
    const { room, host, enter } = await party(bench, ROOM);
    const other = await party(bench, ROOM);
    const ann = await enter('Ann');
    const { handle } = await bench.attached();
    const [talking, ended] = [bench.follow(handle.talking$), bench.follow(handle.ended$)];
    const voice = new Voice();
    voices.push(voice);
    const offer = await voice.offer();
    const { data } = await answerOf(handle.join$({ room, id: 9, display: 'Eva' }));
    expect(data.participants).toHaveLength(1);
    const { jsep } = await answerOf(handle.configure$({}, { jsep: offer }));
    await voice.take(jsep);
    await until('her media', () => ann.participants.values.at(-1)?.[0]?.setup === true);
    const self = bench.follow(handle.self$);
    expect(await self.find('one’s own media', (me) => me?.setup === true)).toMatchObject({
      id: 9,
      muted: false,
    });
    await until('packets of the mix', () => voice.heard > 5);

    voice.level = 5;
    await until('her to talk', () => ann.talking.values.at(-1)?.[0]?.display === 'Eva');
    await until('to know that one talks', () => talking.values.at(-1)?.[0]?.id === 9);
    voice.level = 127;
    await until('her to be silent', () => ann.talking.values.at(-1)?.length === 0);

    await answerOf(handle.mute$());
    await until('her to be muted', () => ann.participants.values.at(-1)?.[0]?.muted === true);
    await answerOf(handle.changeRoom$({ room: other.room, id: 9 }));
    await until('her to be gone', () => ann.participants.values.at(-1)?.length === 0);
    expect(await answerOf(handle.self$)).toEqual({ id: 9, setup: true, muted: false });
    const { participants } = (await answerOf(handle.request$('listparticipants', { room: other.room }))).data;
    expect(participants).toMatchObject([{ id: 9, setup: true, muted: false }]);

    await answerOf(host.bridge.kick$({ room: other.room, id: 9 }));
    expect(await ended.value()).toEqual({ kind: 'kicked', room: other.room });
  });

  it('is out of the room when the PeerConnection ends', async () => {
    const { room, enter } = await party(bench, ROOM);
    const ann = await enter('Ann');
    const { handle } = await bench.attached();
    const ended = bench.follow(handle.ended$);
    const voice = new Voice();
    voices.push(voice);
    const { jsep } = await answerOf(handle.join$({ room, id: 9 }, { jsep: await voice.offer() }));
    await voice.take(jsep);
    await until('media', () => ann.participants.values.at(-1)?.[0]?.setup === true);
    await answerOf(handle.hangup$());
    expect(await ended.value()).toEqual({ kind: 'hangup', room });
    await until('nobody', () => ann.participants.values.at(-1)?.length === 0);
  });
});
