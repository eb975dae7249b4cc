// What a viewer knows stays right over gaps in which things happen to what it watches.
import { firstValueFrom } from 'rxjs';
import { claim$ } from 'rxjs-janus';
import { type StreamingHandle, streaming } from 'rxjs-janus/streaming';
import { sleep } from '../../support/until.js';
import { answerOf, onReal, refusalOf } from '../support/on-real.js';
import { answerTo, rtp } from './support/mountpoints.js';

jest.setTimeout(20_000);

onReal('a viewer', streaming, { plugins: ['streaming'], reclaimSessionTimeout: 10 }, (it_) => {
  const owned = async (fields: Parameters<typeof rtp>[0] = {}) => {
    const { handle: owner } = await it_.attached('past');
    const { data } = await answerOf(owner.create$(rtp(fields)));
    return { owner, id: data.stream.id };
  };
  const watching = async (handle: StreamingHandle, id: number | string) => {
    const { jsep } = await answerOf(handle.watch$({ id }));
    await answerOf(handle.answer$(answerTo(jsep)));
    const status = it_.follow(handle.status$);
    const mountpoint = it_.follow(handle.mountpoint$);
    await mountpoint.find('the description', (one) => one?.description !== undefined);
    return { status, mountpoint };
  };

  it('learns of being kicked', async () => {
    const { owner, id } = await owned();
    const { session, handle } = await it_.attached();
    const { status, mountpoint } = await watching(handle, id);
    await it_.inGap(session, () => answerOf(owner.request$('kick_all', { id })));
    await status.find('the end', ({ kind }) => kind === 'ended');
    await sleep(100);
    expect(status.values).toEqual([{ kind: 'starting' }, { kind: 'ended', reason: 'unheard' }]);
    expect(mountpoint.values.slice(-2)).toEqual([expect.objectContaining({ id }), undefined]);
    // As the server sees it too.
    expect(await refusalOf(handle.resume$())).toBe('NO_SUCH_MOUNTPOINT');
    expect((await answerOf(owner.info$(id))).data.info.viewers).toBe(0);
    await answerOf(owner.request$('destroy', { id }));
  });

  it('learns of the end of the mountpoint', async () => {
    const { owner, id } = await owned();
    const { session, handle } = await it_.attached();
    const { status } = await watching(handle, id);
    await it_.inGap(session, () => answerOf(owner.request$('destroy', { id })));
    await status.find('the end', ({ kind }) => kind === 'ended');
    expect(status.values.map(({ kind }) => kind)).toEqual(['starting', 'ended']);
  });

  it('learns what was edited and disabled, each once', async () => {
    const { owner, id } = await owned({ metadata: 'old' });
    const { session, handle } = await it_.attached();
    const { status, mountpoint } = await watching(handle, id);
    await answerOf(owner.request$('edit', { id, new_metadata: 'heard', edited_event: true }));
    await mountpoint.find('the event', (one) => one?.metadata === 'heard');
    await it_.inGap(session, async () => {
      await answerOf(owner.request$('edit', { id, new_metadata: 'unheard', edited_event: true }));
      await answerOf(owner.request$('disable', { id, stop_recording: false }));
    });
    await mountpoint.find('the news', (one) => one?.metadata === 'unheard');
    await sleep(100);
    const { info } = (await answerOf(owner.info$(id))).data;
    expect(mountpoint.values.at(-1)).toMatchObject({ metadata: info.metadata, enabled: info.enabled });
    const told = mountpoint.values.map((one) => [one?.metadata, one?.enabled]);
    expect(told).toEqual([
      [undefined, undefined],
      ['old', true],
      ['heard', true],
      ['unheard', false],
    ]);
    expect(status.values).toEqual([{ kind: 'starting' }]);
    // Late, and told the newest all the same.
    expect(await firstValueFrom(handle.mountpoint$)).toEqual(mountpoint.values.at(-1));
    await answerOf(owner.request$('destroy', { id }));
  });

  it('goes on as it was when nothing happened, paused or not', async () => {
    const { owner, id } = await owned();
    const { session, handle } = await it_.attached();
    const { status, mountpoint } = await watching(handle, id);
    await it_.inGap(session, () => sleep(1));
    await sleep(100);
    await answerOf(handle.pause$());
    await it_.inGap(session, () => sleep(1));
    await sleep(200);
    expect(status.values).toEqual([{ kind: 'starting' }, { kind: 'paused' }]);
    expect(mountpoint.values).toHaveLength(2);
    await answerOf(owner.request$('destroy', { id }));
  });

  it('knows after a reload of the page what it watches, and what became of it', async () => {
    const { owner, id } = await owned({ pin: '1234' });
    const { session, handle } = await it_.attached();
    const { jsep } = await answerOf(handle.watch$({ id, pin: '1234' }));
    await answerOf(handle.answer$(answerTo(jsep)));
    const resume = handle.snapshot();
    expect(resume.state).toEqual({ kind: 'starting', id });
    const again = await it_.follow(claim$(it_.transport(), session.id)).value();
    const resumed = await it_.follow(again.reattach$(streaming, resume.handleId, { resume })).value();
    const mountpoint = it_.follow(resumed.mountpoint$);
    await mountpoint.find('the description', (one) => one?.description === 'Radio');
    expect(await firstValueFrom(resumed.status$)).toEqual({ kind: 'starting' });
    await answerOf(owner.request$('destroy', { id }));
    await it_.follow(resumed.status$).find('the end', ({ kind }) => kind === 'ended');
  });
});
