import { streaming } from 'rxjs-janus/streaming';
import { answerOf, onReal, refusalOf, shaped } from '../support/on-real.js';
import { answerTo, rtp } from './support/mountpoints.js';
import { REPLIES } from './support/shapes.js';

const KEY = 'of-the-house';
const general = { string_ids: true, admin_key: KEY };
const options = {
  plugins: ['streaming'],
  stringIds: true,
  jcfg: { 'janus.plugin.streaming': { general } },
};

onReal('a server with strings for ids and an admin key', streaming, options, (it_) => {
  it('makes a mountpoint for who knows the key, and tells nobody the key', async () => {
    const { handle } = await it_.attached();
    const id = `radio-${it_.over}`;
    expect(await refusalOf(handle.create$(rtp({ id })))).toBe('MISSING_ELEMENT');
    const wrong = await it_.follow(handle.create$(rtp({ id, admin_key: 'of-the-door' }))).end();
    expect(wrong.error).toMatchObject({ codeName: 'UNAUTHORIZED' });
    expect(`${String(wrong.error)} ${JSON.stringify(wrong.error)}`).not.toContain('of-the');
    expect(await refusalOf(handle.create$(rtp({ id: 7, admin_key: KEY })))).toBe('INVALID_ELEMENT');
    const created$ = handle.create$(rtp({ id, admin_key: KEY, is_private: true }));
    expect((await shaped(REPLIES.create, 'create', created$)).data.stream.id).toBe(id);
    const ids = async (fields: { readonly admin_key?: string }) =>
      (await answerOf(handle.request$('list', fields))).data.list.map((one) => one.id);
    expect(await ids({})).not.toContain(id);
    expect(await ids({ admin_key: KEY })).toContain(id);
  });

  it('is watched there, switched and left alone when somebody else’s changes', async () => {
    const { handle } = await it_.attached();
    const made = await Promise.all(
      [rtp({ admin_key: KEY }), rtp({ admin_key: KEY, description: 'TV' })].map((one) =>
        answerOf(handle.create$(one)),
      ),
    );
    const [first = '', second = ''] = made.map(({ data }) => data.stream.id);
    const mountpoint = it_.follow(handle.mountpoint$);
    const { jsep } = await shaped(REPLIES.watch, 'watch', handle.watch$({ id: first }));
    await answerOf(handle.answer$(answerTo(jsep)));
    await shaped(REPLIES.switch, 'switch', handle.switch$(second));
    await mountpoint.find('the other one', (one) => one?.description === 'TV');
    const destroyed$ = handle.request$('destroy', { id: first });
    expect((await shaped(REPLIES.destroy, 'destroy', destroyed$)).data.destroyed).toBe(first);
    expect(mountpoint.values.at(-1)).toMatchObject({ id: second, description: 'TV' });
  });
});
