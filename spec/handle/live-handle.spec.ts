import { type Observable, concat, map, of, timer } from 'rxjs';
import type { Jsep, Trickle } from 'rxjs-janus';
import { heldIn } from '../session/support/held.js';
import { answering, event, refusal, silence } from '../session/support/rig.js';
import { anError, virtually } from '../support/marbles.js';

const after$ = (ms: number, message: object): Observable<object> => timer(ms).pipe(map(() => message));
const detached = { janus: 'detached', session_id: 1, sender: 2 };
const envelope = { session_id: 1, handle_id: 2, transaction: expect.any(String) as unknown };
const done = (): string => 'done';
const ok = event({ result: 'ok' }, { sender: 2 });

describe('message$', () => {
  it('sends any body, with a session description if there is one', () => {
    virtually((time) => {
      const it = heldIn(time, { answer: answering({ message: () => [ok] }) });
      const jsep: Jsep = { type: 'offer', sdp: 'v=0', trickle: false };
      it.follow(it.handle.message$({ audio: true, nested: { a: [1] } }));
      expect(it.janus$.sent.at(-1)).toEqual({
        janus: 'message',
        ...envelope,
        body: { audio: true, nested: { a: [1] } },
      });
      it.follow(it.handle.message$({}, { jsep }));
      expect(it.janus$.sent.at(-1)).toEqual({ janus: 'message', ...envelope, body: {}, jsep });
    });
  });

  it('emits the plugin’s data, the session description that came with it, and the transaction', () => {
    virtually((time) => {
      const jsep = { type: 'answer', sdp: 'v=0' };
      const it = heldIn(time, { answer: answering({ message: () => [{ ...ok, jsep }] }) });
      const reply = it.follow(it.handle.message$({}));
      expect(reply.values).toEqual([
        { data: { result: 'ok' }, jsep, transaction: it.janus$.sent.at(-1)?.transaction },
      ]);
    });
  });

  it.each([undefined, null, 'text', 5, true])('errors with %p for a body, and sends nothing', (body) => {
    virtually((time) => {
      const it = heldIn(time);
      time
        .expectObservable(it.handle.message$(body as unknown as object))
        .toBe('#', undefined, anError('invalid-argument', { argument: 'body' }));
      time.at(1, () => expect(it.frames.at(-1)).toBe('0 attach'));
    });
  });

  it('errors with what a plugin refuses, by code, name and words', () => {
    virtually((time) => {
      const it = heldIn(time, {
        answer: answering({
          message: () => [event({ error_code: 413, error: 'Invalid value' }, { sender: 2 })],
        }),
      });
      const error = anError('plugin', {
        code: 413,
        codeName: 'UNKNOWN',
        reason: 'Invalid value',
        verb: 'message',
        plugin: 'janus.plugin.echotest',
        sessionId: 1,
        handleId: 2,
      });
      time.expectObservable(it.handle.message$({})).toBe('#', undefined, error);
      time.at(1, () => expect(it.session.told).toEqual(['0 session 1']));
    });
  });

  it('errors with a refusal that comes as a success, as of a synchronous request', () => {
    virtually((time) => {
      const refused = {
        ...event({ error_code: 423, error: 'Unknown request' }, { sender: 2 }),
        janus: 'success',
      };
      const it = heldIn(time, { answer: answering({ message: () => [refused] }) });
      time
        .expectObservable(it.handle.request$('nope'))
        .toBe('#', undefined, anError('plugin', { code: 423, verb: 'nope' }));
    });
  });

  it('errors where the answer carries nothing of a plugin', () => {
    virtually((time) => {
      const it = heldIn(time, { answer: answering({ message: () => [{ janus: 'success' }] }) });
      time.expectObservable(it.handle.message$({})).toBe('#', undefined, anError('protocol'));
    });
  });
});

describe('request$', () => {
  it('is the body with its verb', () => {
    virtually((time) => {
      const it = heldIn(time, { answer: answering({ message: () => [ok] }) });
      it.follow(it.handle.request$('join', { room: 1234 }));
      it.follow(it.handle.request$('list'));
      expect(it.janus$.sent.slice(-2).map(({ body }) => body)).toEqual([
        { request: 'join', room: 1234 },
        { request: 'list' },
      ]);
    });
  });
});

describe('trickle$', () => {
  const candidate = { candidate: 'candidate:1 1 udp 1 10.0.0.1 1 typ host', sdpMid: '0', sdpMLineIndex: 0 };

  it.each<[string, Trickle, object]>([
    ['one candidate', candidate, { candidate }],
    ['several', [candidate, candidate], { candidates: [candidate, candidate] }],
    ['none of several', [], { candidates: [] }],
    ['the end of them', { completed: true }, { candidate: { completed: true } }],
    ['the end of them as a PeerConnection tells it', null, { candidate: { completed: true } }],
  ])('sends %s, and is done at the ack', (_, trickle, fields) => {
    virtually((time) => {
      const it = heldIn(time, { answer: answering({ trickle: () => after$(5, { janus: 'ack' }) }) });
      const sent = it.follow(it.handle.trickle$(trickle), done);
      expect(it.janus$.sent.at(-1)).toEqual({ janus: 'trickle', ...envelope, ...fields });
      time.at(6, () => expect(sent.told).toEqual(['5 done', '5 complete']));
    });
  });
});

describe('hangup$', () => {
  it('is done at the success, and the handle stays usable', () => {
    virtually((time) => {
      const it = heldIn(time, { answer: answering({ message: () => [ok] }) });
      const events = it.follow(it.handle.event$, ({ kind }) => kind);
      expect(it.follow(it.handle.hangup$(), done).told).toEqual(['0 done', '0 complete']);
      expect(it.janus$.sent.at(-1)).toEqual({ janus: 'hangup', ...envelope });
      time.at(3, () => it.janus$.push({ janus: 'hangup', session_id: 1, sender: 2, reason: 'Janus API' }));
      time.at(4, () =>
        expect(it.follow(it.handle.message$({}), done).told).toEqual(['4 done', '4 complete']),
      );
      time.at(5, () => expect(events.told).toEqual(['3 hangup']));
    });
  });
});

describe('detach$', () => {
  it.each<[string, () => Observable<object> | readonly object[]]>([
    ['its success alone', () => [{ janus: 'success' }]],
    ['the server’s detached before its success', () => [detached, { janus: 'success' }]],
    ['the server’s detached after its success', () => concat(of({ janus: 'success' }), after$(1, detached))],
  ])('ends the handle without an error, with %s', (_, answer) => {
    virtually((time) => {
      const it = heldIn(time, { answer: answering({ detach: answer, message: silence }) });
      const handle = it.follow(it.session.last.reattach$('p', 3), ({ id }) => `handle ${String(id)}`);
      const kept = it.handle;
      const events = it.follow(kept.event$, ({ kind }) => kind);
      const request = it.follow(kept.message$({}));
      expect(it.follow(kept.detach$(), done).told).toEqual(['0 done', '0 complete']);
      time.at(5, () => {
        expect(events.told.at(-1)).toBe('0 complete');
        expect(request.errors).toEqual([anError('handle-ended', { sessionId: 1, handleId: 2 })]);
        expect(it.frames.filter((frame) => frame.endsWith('detach'))).toEqual(['0 detach']);
        expect([handle.told, it.session.told]).toEqual([['0 handle 3'], ['0 session 1']]);
      });
    });
  });

  it('completes attach$, and sends no second detach at its end', () => {
    virtually((time) => {
      const it = heldIn(time);
      const attached = it.follow(it.session.last.attach$('p'), ({ id }) => `handle ${String(id)}`);
      time.at(3, () => it.follow(attached.last.detach$()));
      time.at(4, () => expect(attached.told).toEqual(['0 handle 3', '3 complete']));
      time.at(5, () => expect(it.frames.filter((frame) => frame.endsWith('detach'))).toEqual(['3 detach']));
    });
  });

  it('ends the handle too when whoever asked does not wait for the answer', () => {
    virtually((time) => {
      const it = heldIn(time, { answer: answering({ detach: () => after$(20, detached) }) });
      const attached = it.follow(it.session.last.attach$('p'), ({ id }) => `handle ${String(id)}`);
      time.at(3, () => it.follow(attached.last.detach$()).subscription.unsubscribe());
      time.at(30, () => it.janus$.push({ ...detached, sender: 3 }));
      time.at(31, () => expect(attached.told[1]).toMatch(/complete|handle-detached/));
    });
  });

  it('ends the handle too when the server no longer knows it', () => {
    virtually((time) => {
      const it = heldIn(time, { answer: answering({ detach: () => refusal(459) }) });
      const attached = it.follow(it.session.last.attach$('p'), ({ id }) => `handle ${String(id)}`);
      time.at(3, () => it.follow(attached.last.detach$()));
      time.at(4, () => expect(attached.told[1]).toMatch(/complete|handle-detached/));
    });
  });

  it('leaves the handle when it is refused otherwise', () => {
    virtually((time) => {
      const it = heldIn(time, { answer: answering({ detach: () => refusal(463), message: () => [ok] }) });
      expect(it.follow(it.handle.detach$()).errors).toEqual([
        anError('server', { code: 463, verb: 'detach' }),
      ]);
      expect(it.follow(it.handle.message$({}), done).told).toEqual(['0 done', '0 complete']);
      const events = it.follow(it.handle.event$, ({ kind }) => kind);
      time.at(5, () => it.janus$.push(detached));
      time.at(6, () => expect(events.told).toEqual(['5 detached', '5 handle-detached']));
    });
  });
});

describe('a handle that was left', () => {
  it('errors for every use, names the lease, and sends nothing', () => {
    virtually((time) => {
      const it = heldIn(time);
      const attached = it.follow(it.session.last.attach$('p'));
      const handle = attached.last;
      time.at(3, () => attached.subscription.unsubscribe());
      time.at(4, () => {
        const ended = anError('handle-ended', {
          sessionId: 1,
          handleId: 3,
          message: expect.stringContaining('attach$') as unknown,
        });
        const uses = [
          ...[handle.message$({}), handle.request$('x'), handle.trickle$(null)],
          ...[handle.hangup$(), handle.detach$(), handle.event$],
        ];
        for (const use$ of uses) expect(it.follow<unknown>(use$).errors).toEqual([ended]);
        expect(it.frames.at(-1)).toBe('3 detach');
      });
    });
  });

  it('completes its events, and fails what it still waited for', () => {
    virtually((time) => {
      const it = heldIn(time, { answer: answering({ message: silence }) });
      const attached = it.follow(it.session.last.attach$('p'));
      const events = it.follow(attached.last.event$);
      const request = it.follow(attached.last.message$({}));
      const other = it.follow(it.handle.message$({}));
      time.at(3, () => attached.subscription.unsubscribe());
      time.at(4, () => {
        expect([events.told, request.told, other.told]).toEqual([['3 complete'], ['3 handle-ended'], []]);
      });
    });
  });

  it('errors with the session’s end once that has come', () => {
    virtually((time) => {
      const it = heldIn(time, {}, {}, 100);
      time.at(101, () => {
        const used = it.follow(it.handle.message$({}));
        expect(used.errors).toHaveLength(1);
        expect((used.errors[0] as { kind: string }).kind).toMatch(/^(handle|session)-ended$/);
      });
    });
  });
});
