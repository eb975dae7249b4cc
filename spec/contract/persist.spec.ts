import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  InvalidArgumentError,
  type JanusTransport,
  persist,
  type PersistOptions,
  resume$,
  SessionReclaimError,
  type SnapshotStore,
} from 'rxjs-janus';
import { until } from '../support/until.js';
import { type Rig } from './support/rig.js';
import { sideBySide } from './support/side-by-side.js';
import { expectAnswer, failure, hold, holdEcho, told } from './support/talk.js';

/** A store in a file, as a Node service would write it. */
const fileStore = (path: string): SnapshotStore => ({
  load: async () => JSON.parse(await readFile(path, 'utf8').catch(() => 'null')) as unknown,
  save: (snapshot) => writeFile(path, JSON.stringify(snapshot)),
  clear: () => rm(path, { force: true }),
});

const withFile = async (story: (path: string) => Promise<void>): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'rxjs-janus-store-'));
  try {
    await story(join(folder, 'session.json'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** One life of a service: it keeps its session in the file. */
const life = async (rig: Rig, path: string, janus$: JanusTransport, options: PersistOptions = {}) =>
  hold(rig, persist(fileStore(path), { teardown: 'abandon', ...options })(janus$));

const written = (path: string, part: string): Promise<unknown> =>
  until(`"${part}" in the file`, async () => (await readFile(path, 'utf8').catch(() => '')).includes(part));

sideBySide('persist', {
  'hands a session and its handle from one life of a service to the next': (rig) =>
    withFile(async (path) => {
      const first = await life(rig, path, rig.elsewhere());
      const { echo } = await holdEcho(rig, first.session);
      await written(path, String(echo.id));
      first.lease.unsubscribe();
      await first.status.end();
      const second = await life(rig, path, rig.transport());
      expect([second.session.id, told(second.status)]).toEqual([first.session.id, ['live by claim']]);
      const [stored] = second.session.snapshot().handles;
      expect(stored).toEqual({ handleId: echo.id, plugin: 'janus.plugin.echotest' });
      await expectAnswer(rig, (await holdEcho(rig, second.session, stored?.handleId)).echo);
      expect(await rig.witness.handles(first.session.id)).toEqual([echo.id]);
    }),
  'hands it over to the other sort of transport, and back': (rig) =>
    withFile(async (path) => {
      const first = await life(rig, path, rig.transport());
      const { echo } = await holdEcho(rig, first.session);
      await written(path, String(echo.id));
      first.lease.unsubscribe();
      await first.status.end();
      const second = await life(rig, path, rig.elsewhere(rig.other));
      await expectAnswer(rig, (await holdEcho(rig, second.session, echo.id)).echo);
      second.lease.unsubscribe();
      await second.status.end();
      const third = await life(rig, path, rig.transport());
      await expectAnswer(rig, (await holdEcho(rig, third.session, echo.id)).echo);
      expect(third.session.id).toBe(first.session.id);
    }),
  'makes a new session of one that has expired, where it may': (rig) =>
    withFile(async (path) => {
      const first = await life(rig, path, rig.elsewhere());
      first.lease.unsubscribe();
      await first.status.end();
      await rig.witness.destroySession(first.session.id);
      const second = await life(rig, path, rig.transport(), { orElse: 'create' });
      expect(second.session.id).not.toBe(first.session.id);
      await written(path, String(second.session.id));
    }),
  'errors for one that has expired where it may not, and then begins anew': (rig) =>
    withFile(async (path) => {
      const first = await life(rig, path, rig.elsewhere());
      first.lease.unsubscribe();
      await first.status.end();
      await rig.witness.destroySession(first.session.id);
      const error = await failure(rig, persist(fileStore(path))(rig.transport()));
      expect(error).toBeInstanceOf(SessionReclaimError);
      expect(error).toMatchObject({ why: 'not-found', sessionId: first.session.id });
      await until('an empty store', async () => (await fileStore(path).load()) === null);
      expect(told((await life(rig, path, rig.transport())).status)).toEqual(['live by create']);
    }),
  'refuses what is not its own, and asks for no line': (rig) =>
    withFile(async (path) => {
      await writeFile(path, '{"theirs":1}');
      const error = await failure(rig, persist(fileStore(path))(rig.transport()));
      expect(error).toBeInstanceOf(InvalidArgumentError);
      expect(await failure(rig, resume$(rig.transport(), { version: 2 }))).toBeInstanceOf(
        InvalidArgumentError,
      );
      expect([rig.line.accepted, await readFile(path, 'utf8')]).toEqual([0, '{"theirs":1}']);
    }),
});
