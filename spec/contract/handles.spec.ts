import { toArray } from 'rxjs';
import {
  type Candidate,
  claim$,
  create$,
  HandleDetachedError,
  HandleEndedError,
  InvalidArgumentError,
  type Jsep,
  PluginError,
  ServerError,
  SessionEndedError,
} from 'rxjs-janus';
import { echoTest } from 'rxjs-janus/echotest';
import { sleep, until } from '../support/until.js';
import { candidate, offer } from './support/offer.js';
import { type Rig } from './support/rig.js';
import { sideBySide } from './support/side-by-side.js';
import { expectAnswer, failure, hold, holdEcho, someId } from './support/talk.js';

const settled = async (rig: Rig) => {
  const held = await hold(rig, create$(rig.transport()));
  const handle = await holdEcho(rig, held.session);
  return { ...held, handle, echo: handle.echo };
};

const there = async (rig: Rig, sessionId: number): Promise<readonly number[]> =>
  rig.witness.handles(sessionId);

sideBySide('attach$', {
  'gives a handle that lives from the subscription to the unsubscribe': async (rig) => {
    const { session, echo, handle } = await settled(rig);
    expect(echo).toMatchObject({ sessionId: session.id, plugin: 'janus.plugin.echotest' });
    expect(await there(rig, session.id)).toEqual([echo.id]);
    handle.lease.unsubscribe();
    await until('the handle to go', async () => (await there(rig, session.id)).length === 0);
    expect(handle.events).toMatchObject({ completed: true, error: undefined });
    expect(await failure(rig, echo.configure$())).toBeInstanceOf(HandleEndedError);
  },
  'gives all its subscribers one handle, which ends with the last': async (rig) => {
    const { session } = await hold(rig, create$(rig.transport()));
    const echo$ = session.attach$(echoTest);
    const [first, second] = [rig.watch(echo$), rig.watch(echo$)];
    expect(await first.value()).toBe(await second.value());
    first.unsubscribe();
    await expectAnswer(rig, await second.value());
    second.unsubscribe();
    await until('the detach', () => rig.wire.count('detach') === 1);
    expect(rig.wire.count('attach')).toBe(1);
    expect((await rig.watch(echo$).value()).id).not.toBe((await first.value()).id);
  },
  'gives a handle for each call': async (rig) => {
    const { session, echo } = await settled(rig);
    const others = [await holdEcho(rig, session), await holdEcho(rig, session)];
    const ids = [echo.id, ...others.map((other) => other.echo.id)];
    expect(new Set(ids).size).toBe(3);
    expect([...(await there(rig, session.id))].sort()).toEqual([...ids].sort());
    await Promise.all([echo, ...others.map((other) => other.echo)].map((one) => expectAnswer(rig, one)));
  },
  'takes any plugin by its package name': async (rig) => {
    const { session } = await hold(rig, create$(rig.transport()));
    const room = await rig.watch(session.attach$('janus.plugin.videoroom')).value();
    const reply = await rig.watch(room.request$('list')).end();
    expect(reply).toMatchObject({
      completed: true,
      values: [{ data: { videoroom: 'success' }, jsep: undefined }],
    });
    const list = reply.values[0]?.data as { list: { room: number }[] };
    expect(list.list.map(({ room: id }) => id)).toContain(1234);
  },
  'tells the server the name of the handle': async (rig) => {
    const { session } = await hold(rig, create$(rig.transport()));
    await rig.watch(session.attach$(echoTest, { opaqueId: 'a-name' })).value();
    expect(rig.wire.select({ verb: 'attach' })[0]?.message).toMatchObject({ opaque_id: 'a-name' });
  },
  'is refused a plugin that the server does not have': async (rig) => {
    const { session, lease } = await hold(rig, create$(rig.transport()));
    const error = await failure(rig, session.attach$('janus.plugin.nosuch'));
    expect(error).toBeInstanceOf(ServerError);
    expect(error).toMatchObject({
      code: 460,
      codeName: 'PLUGIN_NOT_FOUND',
      verb: 'attach',
      sessionId: session.id,
    });
    expect(lease.ended).toBe(false);
  },
  'sends nothing for what cannot be a plugin': async (rig) => {
    const { session } = await hold(rig, create$(rig.transport()));
    const wrong: readonly unknown[] = ['', undefined, null, 7, {}];
    for (const plugin of wrong)
      expect(await failure(rig, session.attach$(plugin as string))).toBeInstanceOf(InvalidArgumentError);
    expect(rig.wire.count('attach')).toBe(0);
  },
});

sideBySide('reattach$', {
  'gives a handle that exists, and sends nothing': async (rig) => {
    const { session, echo } = await settled(rig);
    const wire = rig.wire.fromNow();
    const again = await holdEcho(rig, session, echo.id);
    expect([again.echo.id, wire.verbs({ direction: 'out' })]).toEqual([echo.id, []]);
    await expectAnswer(rig, again.echo);
  },
  'detaches at its end': async (rig) => {
    const maker = await hold(rig, create$(rig.elsewhere(), { teardown: 'abandon' }));
    const left = await holdEcho(rig, maker.session);
    const { session } = await hold(rig, create$(rig.transport()));
    expect(session.id).not.toBe(maker.session.id);
    maker.lease.unsubscribe();
    await sleep(30);
    const claimed = await hold(rig, claim$(rig.transport(), maker.session.id));
    const again = await holdEcho(rig, claimed.session, left.echo.id);
    again.lease.unsubscribe();
    await until('the handle to go', async () => (await there(rig, maker.session.id)).length === 0);
  },
  'errors once an unknown handle is used': async (rig) => {
    const { session, lease } = await hold(rig, create$(rig.transport()));
    const stranger = await holdEcho(rig, session, someId());
    const error = await failure(rig, stranger.echo.configure$());
    expect(error).toBeInstanceOf(HandleDetachedError);
    await stranger.lease.end();
    expect(
      [stranger.lease.error, stranger.events.error].every((one) => one instanceof HandleDetachedError),
    ).toBe(true);
    expect(stranger.events.values).toEqual([expect.objectContaining({ kind: 'detached' })]);
    expect(lease.ended).toBe(false);
  },
  'errors at once on an id that cannot be one': async (rig) => {
    const { session } = await hold(rig, create$(rig.transport()));
    for (const id of [0, -1, 1.5, NaN, undefined])
      expect(await failure(rig, session.reattach$(echoTest, id as number))).toBeInstanceOf(
        InvalidArgumentError,
      );
  },
});

/** Exactly one value, then the end. */
const once = async (rig: Rig, request$: Parameters<Rig['watch']>[0]): Promise<unknown> => {
  const { values, completed, error } = await rig.watch(request$).end();
  expect([values.length, completed, error]).toEqual([1, true, undefined]);
  return values[0];
};

sideBySide('a request to a plugin', {
  'is sent when subscribed, once for each subscriber': async (rig) => {
    const { echo } = await settled(rig);
    const request$ = echo.configure$({ audio: true });
    await sleep(30);
    expect(rig.wire.count('message')).toBe(0);
    await Promise.all([once(rig, request$), once(rig, request$)]);
    expect(rig.wire.count('message')).toBe(2);
  },
  'emits the answer and never the ack': async (rig) => {
    const { echo } = await settled(rig);
    const reply = await once(rig, echo.message$({ audio: true, video: true }));
    expect(reply).toMatchObject({
      data: { echotest: 'event', result: 'ok' },
      transaction: expect.any(String),
    });
  },
  'brings the answer to an offer': async (rig) => {
    const { echo } = await settled(rig);
    const reply = (await once(rig, echo.configure$({ audio: true }, { jsep: offer }))) as { jsep?: Jsep };
    expect(reply.jsep?.type).toBe('answer');
    expect(reply.jsep?.sdp).toMatch(/^v=0\r\n[^]*m=audio/);
  },
  'refused by the plugin errors with its code and the name of it': async (rig) => {
    const { session, echo, handle } = await settled(rig);
    const error = await failure(rig, echo.configure$({ audio: 'loud' as unknown as boolean }));
    expect(error).toBeInstanceOf(PluginError);
    expect(error).toMatchObject({
      code: 413,
      codeName: 'INVALID_ELEMENT',
      plugin: 'janus.plugin.echotest',
      sessionId: session.id,
      handleId: echo.id,
    });
    expect((error as PluginError).reason).toMatch(/audio/);
    await expectAnswer(rig, echo);
    expect([handle.events.values, handle.lease.ended]).toEqual([[], false]);
  },
  'refused by a plugin without a table has no name for its code': async (rig) => {
    const { session } = await hold(rig, create$(rig.transport()));
    const room = await rig.watch(session.attach$('janus.plugin.videoroom')).value();
    const error = await failure(rig, room.request$('listparticipants', { room: 987_654 }));
    expect(error).toBeInstanceOf(PluginError);
    expect(error).toMatchObject({ code: 426, codeName: 'UNKNOWN', verb: 'listparticipants' });
  },
  'refused by the core for its session description errors with that': async (rig) => {
    const { echo } = await settled(rig);
    const refusals = [
      [{ type: 'offer', sdp: 'no sdp at all' }, 465],
      [{ type: 'bogus', sdp: offer.sdp }, 464],
      [{ type: 'offer' }, 456],
    ] as const;
    for (const [jsep, code] of refusals) {
      const error = await failure(rig, echo.configure$({ audio: true }, { jsep: jsep as Jsep }));
      expect(error).toBeInstanceOf(ServerError);
      expect(error).toMatchObject({ code, verb: 'message' });
    }
    await expectAnswer(rig, echo);
  },
  'is not sent without a body': async (rig) => {
    const { echo } = await settled(rig);
    for (const body of [undefined, null, 'text', 7])
      expect(await failure(rig, echo.message$(body as unknown as object))).toBeInstanceOf(
        InvalidArgumentError,
      );
    expect(rig.wire.count('message')).toBe(0);
  },
  'is answered among many in flight': async (rig) => {
    const { echo } = await settled(rig);
    const expected = Array.from({ length: 60 }, (_, i) => (i % 3 === 0 ? 'ok' : 'refused'));
    const answers = expected.map(async (answer) => {
      const { values, error } = await rig.watch(echo.message$(answer === 'ok' ? { audio: true } : {})).end();
      return error instanceof PluginError ? 'refused' : values[0]?.data['result'];
    });
    expect(await Promise.all(answers)).toEqual(expected);
    const transactions = rig.wire.select({ verb: 'message' }).map(({ message }) => message?.['transaction']);
    expect(new Set(transactions).size).toBe(60);
  },
  'sent by somebody else comes as an event, with the transaction of theirs': async (rig) => {
    const { session, echo, handle } = await settled(rig);
    const body = { janus: 'message', session_id: session.id, handle_id: echo.id, body: { audio: true } };
    await rig.witness.request(body);
    const event = await handle.events.value();
    expect(event).toMatchObject({ kind: 'plugin', data: { result: 'ok' }, transaction: 'somebody-else' });
    await rig.witness.request({ ...body, body: { audio: 'loud' } });
    expect(await handle.events.value(1)).toMatchObject({
      kind: 'plugin-error',
      code: 413,
      transaction: 'somebody-else',
    });
    expect(handle.lease.ended).toBe(false);
  },
});

sideBySide('candidates and the PeerConnection', {
  'trickle$ tells one, several, none and the end': async (rig) => {
    const { echo } = await settled(rig);
    await once(rig, echo.configure$({ audio: true }, { jsep: offer }));
    for (const one of [candidate, [candidate, candidate], [], { completed: true } as const, null])
      expect(await once(rig, echo.trickle$(one))).toBeUndefined();
    const sent = rig.wire.select({ verb: 'trickle', direction: 'out' }).map(({ message }) => message);
    expect(sent).toMatchObject([
      { candidate },
      { candidates: [candidate, candidate] },
      { candidates: [] },
      { candidate: { completed: true } },
      { candidate: { completed: true } },
    ]);
  },
  'trickle$ is acknowledged before there is a PeerConnection': async (rig) => {
    const { echo } = await settled(rig);
    await once(rig, echo.trickle$(candidate));
  },
  'trickle$ without a candidate is refused, and ends nothing': async (rig) => {
    const { echo, handle } = await settled(rig);
    const error = await failure(rig, echo.trickle$(undefined as unknown as Candidate));
    expect(error).toBeInstanceOf(ServerError);
    expect(error).toMatchObject({ code: 456, codeName: 'MISSING_MANDATORY_ELEMENT', verb: 'trickle' });
    expect(handle.lease.ended).toBe(false);
  },
  'hangup$ ends the PeerConnection and leaves the handle': async (rig) => {
    const { echo, handle } = await settled(rig);
    await once(rig, echo.configure$({ audio: true }, { jsep: offer }));
    expect(await once(rig, echo.hangup$())).toBeUndefined();
    const event = await handle.events.find('the hangup', ({ kind }) => kind === 'hangup');
    expect(event).toMatchObject({ kind: 'hangup', reason: 'Janus API' });
    await expectAnswer(rig, echo);
    expect([handle.events.ended, handle.lease.ended]).toEqual([false, false]);
  },
  'hangup$ without a PeerConnection is served as well': async (rig) => {
    const { echo } = await settled(rig);
    expect(await once(rig, echo.hangup$())).toBeUndefined();
    await expectAnswer(rig, echo);
  },
});

sideBySide('the end of a handle', {
  'by detach$ completes it for all its subscribers': async (rig) => {
    const { session, echo, handle, lease } = await settled(rig);
    expect(await once(rig, echo.detach$())).toBeUndefined();
    expect([handle.lease, handle.events]).toMatchObject([
      { completed: true, error: undefined },
      { completed: true, error: undefined },
    ]);
    expect([await there(rig, session.id), lease.ended]).toEqual([[], false]);
    expect(await failure(rig, echo.configure$())).toBeInstanceOf(HandleEndedError);
    expect(await failure(rig, echo.detach$())).toBeInstanceOf(HandleEndedError);
    await sleep(50);
    expect(rig.wire.count('detach', { direction: 'out' })).toBe(1);
  },
  'by the server is told by a value, then by an error': async (rig) => {
    const { session, echo, handle, lease } = await settled(rig);
    await rig.witness.detachHandle(session.id, echo.id);
    await Promise.all([handle.lease.end(), handle.events.end()]);
    expect(handle.events.values.at(-1)).toMatchObject({ kind: 'detached' });
    for (const error of [handle.lease.error, handle.events.error]) {
      expect(error).toBeInstanceOf(HandleDetachedError);
      expect(error).toMatchObject({
        sessionId: session.id,
        handleId: echo.id,
        plugin: 'janus.plugin.echotest',
      });
    }
    expect(await failure(rig, echo.configure$())).toBeInstanceOf(HandleDetachedError);
    expect(await failure(rig, late$(echo.event$))).toBeInstanceOf(HandleDetachedError);
    expect([lease.ended, rig.wire.count('detach')]).toEqual([false, 0]);
    await expectAnswer(rig, (await holdEcho(rig, session)).echo);
  },
  'by the server is told alone to those of that handle': async (rig) => {
    const { session, echo, handle } = await settled(rig);
    const other = await holdEcho(rig, session);
    await rig.witness.detachHandle(session.id, other.echo.id);
    await other.lease.end();
    expect([handle.lease.ended, handle.events.values.filter(({ kind }) => kind === 'detached')]).toEqual([
      false,
      [],
    ]);
    await expectAnswer(rig, echo);
  },
  'by somebody else is found out at the next request at the latest': async (rig) => {
    const { session, echo, handle } = await settled(rig);
    const gone = { janus: 'detach', session_id: session.id, handle_id: echo.id };
    expect(await rig.witness.request(gone)).toMatchObject({ janus: 'success' });
    expect(await failure(rig, echo.configure$())).toBeInstanceOf(HandleDetachedError);
    await handle.lease.end();
    expect(handle.lease.error).toBeInstanceOf(HandleDetachedError);
  },
  'comes with the end of the session': async (rig) => {
    const { session, echo, handle } = await settled(rig);
    await once(rig, session.destroy$());
    await Promise.all([handle.lease.end(), handle.events.end()]);
    expect([handle.lease.error, handle.events.error]).toEqual([undefined, undefined]);
    expect(await failure(rig, echo.configure$())).toBeInstanceOf(SessionEndedError);
  },
});

/** A stream that has ended, subscribed to late. */
const late$ = (event$: Parameters<Rig['watch']>[0]) => event$.pipe(toArray());
