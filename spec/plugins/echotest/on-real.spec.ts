import { type EchoTestReply, type EchoTestRequest, echoTest } from 'rxjs-janus/echotest';
import { offer } from '../../contract/support/offer.js';
import { answerOf, onReal, refusalOf, shaped } from '../support/on-real.js';
import { type ShapeOf } from '../support/shape.js';

const REPLY = { echotest: '=event', result: '=ok' } as const satisfies ShapeOf<EchoTestReply>;

/** Each of its fields with a value that it takes, and one that it does not. */
const FIELDS: Readonly<Record<string, readonly [takes: EchoTestRequest, refuses: object]>> = {
  audio: [{ audio: false }, { audio: 1 }],
  video: [{ video: false }, { video: 'no' }],
  bitrate: [{ bitrate: 64_000 }, { bitrate: -1 }],
  record: [{ record: false }, { record: 1 }],
  filename: [
    { record: false, filename: 'x' },
    { record: false, filename: 1 },
  ],
  substream: [{ substream: 2 }, { substream: 3 }],
  temporal: [{ temporal: 2 }, { temporal: 3 }],
  fallback: [{ fallback: 250_000 }, { fallback: 'soon' }],
  codecs: [{ audiocodec: 'opus', videocodec: 'vp8', videoprofile: '0' }, { audiocodec: 1 }],
  opusred: [{ opusred: false }, { opusred: 1 }],
  delays: [{ min_delay: 0, max_delay: 10 }, { min_delay: 'long' }],
};

onReal('the echo test', echoTest, { plugins: ['echotest'] }, (it_) => {
  it.each(Object.entries(FIELDS))('takes and refuses %s', async (_, [takes, refuses]) => {
    const { handle } = await it_.attached();
    await shaped(REPLY, 'configure', handle.configure$(takes));
    expect(await refusalOf(handle.message$(refuses))).toBe('INVALID_ELEMENT');
  });

  it('answers an offer, connects, and is done when it is hung up', async () => {
    const { handle } = await it_.attached();
    const media = it_.follow(handle.media$);
    const events = it_.follow(handle.echoEvent$);
    const { jsep } = await shaped(REPLY, 'configure', handle.configure$({ audio: true }, { jsep: offer }));
    expect(jsep?.type).toBe('answer');
    await answerOf(handle.hangup$());
    await events.find('the end', ({ kind }) => kind === 'done');
    expect(media.values).toEqual(['idle', 'connecting', 'done']);
    // Without an offer something must be asked for.
    expect(await refusalOf(handle.configure$())).toBe('INVALID_ELEMENT');
  });
});
