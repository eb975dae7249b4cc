import { type Observable } from 'rxjs';
import { PluginError } from 'rxjs-janus';
import { videoRoom } from 'rxjs-janus/videoroom';
import { answerOf, onReal, refusalOf } from '../support/on-real.js';

const KEY = { admin_key: 'a-key-to-hide' };
const SECRETS = { secret: 'a-secret-to-hide', pin: 'a-pin-to-hide' };
const general = { ...KEY, lock_rtp_forward: true };
const options = { plugins: ['videoroom'], jcfg: { 'janus.plugin.videoroom': { general } } };

let lastRoom = 30_000;

onReal('a video room with keys, secrets, pins and invitations', videoRoom, options, (it_) => {
  const made = async (fields: object = {}) => {
    const { session, handle } = await it_.attached();
    const room = (lastRoom += 1);
    await answerOf(handle.request$('create', { room, ...SECRETS, ...KEY, ...fields }));
    return { session, handle, room };
  };

  it('lets nobody make rooms, see private ones or forward media without the server’s key', async () => {
    const { handle, room } = await made({ is_private: true });
    expect(await refusalOf(handle.request$('create', {}))).toBe('MISSING_ELEMENT');
    expect(await refusalOf(handle.request$('create', { admin_key: 'x' }))).toBe('UNAUTHORIZED');
    const listed = async (fields: { readonly admin_key?: string }) =>
      (await answerOf(handle.request$('list', fields))).data.list.some((one) => one.room === room);
    expect([await listed({}), await listed(KEY)]).toEqual([false, true]);
    const forward = {
      ...{ room, publisher_id: 1, secret: SECRETS.secret, host: '127.0.0.1' },
      streams: [{ mid: '0', port: 9 }],
    };
    expect(await refusalOf(handle.forward$(forward))).toBe('MISSING_ELEMENT');
    expect(await refusalOf(handle.forward$({ ...forward, ...KEY }))).toBe('NO_SUCH_FEED');
  });

  it('asks those who are not invited for an invitation', async () => {
    const { handle, room } = await made({ allowed: ['guest'] });
    const { pin } = SECRETS;
    expect(await refusalOf(handle.join$({ room, pin }))).toBe('UNAUTHORIZED');
    expect(await refusalOf(handle.join$({ room, pin, token: 'stranger' }))).toBe('UNAUTHORIZED');
    expect((await answerOf(handle.join$({ room, pin, token: 'guest' }))).data.room).toBe(room);
  });

  it('keeps them out of errors, state and snapshots', async () => {
    const { session, handle, room } = await made();
    const state = it_.follow(handle.place$);
    const requests: readonly Observable<unknown>[] = [
      handle.join$({ room: 1, ...SECRETS }),
      handle.request$('destroy', { room: 1, ...SECRETS }),
      handle.request$('create', { room, ...SECRETS, ...KEY }),
    ];
    const refused = await Promise.all(requests.map((request$) => it_.follow(request$).end()));
    const errors = refused.map(({ error }) => error);
    await answerOf(handle.join$({ room, pin: SECRETS.pin, display: 'Ann' }));
    expect(errors.every((error) => error instanceof PluginError)).toBe(true);
    const shown = errors.map((error) => `${String(error)} ${JSON.stringify(error)}`);
    expect(JSON.stringify([shown, state.values, session.snapshot()])).not.toMatch(/to-hide/);
  });
});
