// What a tape does stays right over gaps in which it ends.
import { firstValueFrom } from 'rxjs';
import { claim$ } from 'rxjs-janus';
import { recordPlay } from 'rxjs-janus/recordplay';
import { offer } from '../../contract/support/offer.js';
import { sleep } from '../../support/until.js';
import { answerTo } from '../streaming/support/mountpoints.js';
import { answerOf, onReal } from '../support/on-real.js';
import { SAMPLE, recordings } from './support/recordings.js';

const folder = recordings();
const { path } = folder;
const options = {
  plugins: ['recordplay'],
  jcfg: { 'janus.plugin.recordplay': { general: { path } } },
  reclaimSessionTimeout: 10,
};

jest.setTimeout(20_000);
afterAll(() => folder.remove());

onReal('a tape', recordPlay, options, (it_) => {
  const recording = async () => {
    const { session, handle } = await it_.attached();
    const { data } = await answerOf(handle.record$(offer, { name: 'Hello' }));
    return { session, handle, id: data.result.id, activity: it_.follow(handle.activity$) };
  };

  it('goes on as it was when nothing happened', async () => {
    const { session, handle, id, activity } = await recording();
    await answerOf(handle.pause$());
    await it_.inGap(session, () => sleep(1));
    await sleep(200);
    expect(activity.values).toEqual([false, true].map((paused) => ({ kind: 'recording', id, paused })));
    expect((await answerOf(handle.resume$())).data.result).toEqual({ status: 'resumed', id });
  });

  it('learns that its recording is complete', async () => {
    const { session, handle, id, activity } = await recording();
    await it_.inGap(session, async () => {
      await it_.janus.admin.hangup(session.id, handle.id);
      await sleep(100);
    });
    await activity.find('the end', ({ kind }) => kind === 'done');
    expect(activity.values.map(({ kind }) => kind)).toEqual(['recording', 'done']);
    expect((await answerOf(handle.list$())).data.list.map((one) => one.id)).toContain(id);
  });

  it('learns that nothing is played any more', async () => {
    const { session, handle } = await it_.attached();
    const activity = it_.follow(handle.activity$);
    const { jsep } = await answerOf(handle.play$(SAMPLE));
    await answerOf(handle.answer$(answerTo(jsep)));
    await it_.inGap(session, () => sleep(1));
    await sleep(100);
    await it_.inGap(session, async () => {
      await it_.janus.admin.hangup(session.id, handle.id);
      await sleep(100);
    });
    await activity.find('the end', ({ kind }) => kind === 'done');
    expect(activity.values.map(({ kind }) => kind)).toEqual(['idle', 'preparing', 'playing', 'done']);
  });

  it('knows after a reload of the page that it records, and when it did', async () => {
    const { session, handle, id } = await recording();
    const resume = handle.snapshot();
    expect(resume.state).toEqual({ kind: 'recording', id, paused: false });
    const again = await it_.follow(claim$(it_.transport(), session.id)).value();
    const first = await it_.follow(again.reattach$(recordPlay, handle.id, { resume })).value();
    await sleep(100);
    expect(await firstValueFrom(first.activity$)).toEqual({ kind: 'recording', id, paused: false });
    await answerOf(first.stop$());
    expect(await firstValueFrom(first.activity$)).toEqual({ kind: 'done', id });
  });
});
