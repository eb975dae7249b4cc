// Servers whose plugins have a key of their own, with ids of both sorts: who may make, change, find and enter what.
import { type Observable } from 'rxjs';
import { type Handle, type Plugin, PluginError, type Reply, redact } from 'rxjs-janus';
import { type AudioBridgeHandle, audioBridge } from 'rxjs-janus/audiobridge';
import { type StreamingHandle, streaming } from 'rxjs-janus/streaming';
import { textRoom } from 'rxjs-janus/textroom';
import { type VideoRoomHandle, videoRoom } from 'rxjs-janus/videoroom';
import { watch } from '../support/watch.js';
import { answerOf, onReal } from './support/on-real.js';

type Ask = (fields: object) => Observable<unknown>;

interface Case {
  readonly plugin: Plugin;
  /** What its rooms, or mountpoints, are named by. */
  readonly idKey: 'room' | 'id';
  /** What else `create` takes. */
  readonly made: object;
  /** Asks to go in, or to watch; TextRoom is entered over a data channel alone. */
  readonly enter?: (handle: Handle) => Ask;
  /** Whether there are invitations. */
  readonly invites: boolean;
}

const CASES: readonly Case[] = [
  {
    plugin: videoRoom,
    idKey: 'room',
    made: {},
    enter: (handle) => (fields) => (handle as unknown as VideoRoomHandle).join$(fields as { room: 1 }),
    invites: true,
  },
  {
    plugin: audioBridge,
    idKey: 'room',
    made: {},
    enter: (handle) => (fields) => (handle as unknown as AudioBridgeHandle).join$(fields as { room: 1 }),
    invites: true,
  },
  { plugin: textRoom, idKey: 'room', made: {}, invites: true },
  {
    plugin: streaming,
    idKey: 'id',
    made: { type: 'rtp', media: [{ type: 'audio', mid: 'a', port: 0, pt: 111, codec: 'opus' }] },
    enter: (handle) => (fields) => (handle as unknown as StreamingHandle).watch$(fields as { id: 1 }),
    invites: false,
  },
];

const KEY = { admin_key: 'the-key' };
const HIDDEN = ['the-key', 'the-secret', 'the-pin', 'the-token', 'wrong'];

/** The name of the code that it is refused with; nothing of the secrets is told along. */
async function refusal(source$: Observable<unknown>): Promise<string> {
  const { error } = await watch(source$).end({ timeoutMs: 10_000 });
  if (!(error instanceof PluginError)) throw new Error('not refused', { cause: error });
  for (const word of HIDDEN.slice(0, -1))
    expect(`${error.message} ${JSON.stringify(error)}`).not.toContain(word);
  return error.codeName;
}

const listed = ({ data }: Reply<object>): readonly Readonly<Record<string, unknown>>[] =>
  (data as { readonly list: readonly Readonly<Record<string, unknown>>[] }).list;

jest.setTimeout(30_000);

const all = CASES.flatMap((one) => [false, true].map((stringIds) => [one, stringIds] as const));

for (const [{ plugin, idKey, made, enter, invites }, stringIds] of all) {
  const name = plugin.package.replace('janus.plugin.', '');
  const options = {
    plugins: [name],
    stringIds,
    over: ['websocket'] as const,
    jcfg: { [plugin.package]: { general: { ...KEY, string_ids: stringIds } } },
  };
  onReal(
    `${plugin.package}, keyed, with ${stringIds ? 'strings' : 'numbers'} for ids`,
    plugin,
    options,
    (on) => {
      it('makes, lists, changes and opens nothing for who knows no key, secret, pin or token', async () => {
        const { handle }: { handle: Handle } = await on.attached();
        const id = stringIds ? 'the one' : 4_711;
        const it_ = { [idKey]: id };
        const secret = { secret: 'the-secret' };
        const [pin, token] = [{ pin: 'the-pin' }, { token: 'the-token' }];
        const fields = {
          ...it_,
          ...made,
          ...secret,
          ...pin,
          is_private: true,
          ...(invites && { allowed: ['the-token'] }),
        };
        expect(await refusal(handle.request$('create', fields))).toBe('MISSING_ELEMENT');
        expect(await refusal(handle.request$('create', { ...fields, admin_key: 'wrong' }))).toBe(
          'UNAUTHORIZED',
        );
        await answerOf(handle.request$('create', { ...fields, ...KEY }));

        const ids = async (more: object) =>
          listed(await answerOf(handle.request$('list', more))).map((one) => one[idKey]);
        expect(await ids({})).not.toContain(id);
        expect(await ids(KEY)).toContain(id);

        const edit = { ...it_, new_description: 'Ours' };
        expect(await refusal(handle.request$('edit', edit))).toBe('MISSING_ELEMENT');
        expect(await refusal(handle.request$('edit', { ...edit, secret: 'wrong' }))).toBe('UNAUTHORIZED');
        await answerOf(handle.request$('edit', { ...edit, ...secret }));

        if (enter) {
          const go$ = enter(handle);
          expect(await refusal(go$(it_))).toBe('MISSING_ELEMENT');
          expect(await refusal(go$({ ...it_, pin: 'wrong' }))).toBe('UNAUTHORIZED');
          if (invites) {
            expect(await refusal(go$({ ...it_, ...pin }))).toBe('UNAUTHORIZED');
            expect(await refusal(go$({ ...it_, ...pin, token: 'wrong' }))).toBe('UNAUTHORIZED');
            const more = { ...it_, ...secret, action: 'remove', allowed: ['the-token'] };
            const { data } = await answerOf(
              handle.request$('allowed', { ...more, action: 'add', allowed: ['more'] }),
            );
            expect([...(data as { readonly allowed: readonly string[] }).allowed].sort()).toEqual([
              'more',
              'the-token',
            ]);
            expect(JSON.stringify(redact(data))).not.toContain('the-token');
          }
          await answerOf(go$({ ...it_, ...pin, ...(invites && token) }));
          expect(JSON.stringify(handle.snapshot())).not.toMatch(/the-(key|secret|pin|token)/);
        }
        const wrong = { [idKey]: stringIds ? 4_711 : 'the one' };
        expect(await refusal(handle.request$('destroy', { ...wrong, ...secret }))).toBe('INVALID_ELEMENT');
        await answerOf(handle.request$('destroy', { ...it_, ...secret }));
      });
    },
  );
}
