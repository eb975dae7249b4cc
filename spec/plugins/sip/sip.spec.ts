import { type Observable, map } from 'rxjs';
import { type OutgoingRequest, create$ } from 'rxjs-janus';
import { SIP_ERROR, type SipCall, type SipHandle, sip } from 'rxjs-janus/sip';
import { anError, type VirtualTime, virtually } from '../../support/marbles.js';
import { answering, rigOf, type Followed, type Rig } from '../../session/support/rig.js';
import { answer, offer } from './support/inputs.js';

const bob = 'sip:bob@example.com';

/** What the plugin says, as a message for handle 2. */
const says = (data: object, more: object = {}): object => ({
  janus: 'event',
  session_id: 1,
  sender: 2,
  plugindata: { plugin: 'janus.plugin.sip', data: { sip: 'event', ...data } },
  ...more,
});
const result = (event: string, fields: object = {}): object => says({ result: { event, ...fields } });

const DONE: Readonly<Record<string, string>> = {
  register: 'registering',
  unregister: 'unregistering',
  call: 'calling',
  accept: 'accepted',
  decline: 'declining',
  hangup: 'hangingup',
  hold: 'holding',
  unhold: 'resuming',
  update: 'updating',
  dtmf_info: 'dtmfsent',
};

interface Line extends Rig {
  readonly alice: SipHandle;
  readonly session: Followed<unknown>;
  /** The bodies that were sent, newest last. */
  bodies(): unknown[];
}

/** A SIP handle on a transport whose server says yes to every verb. */
const withLine = (time: VirtualTime, use: (line: Line) => void, endMs = 10_000): void => {
  const message = ({ body }: OutgoingRequest): readonly object[] => {
    const { request } = body as { readonly request: string };
    return [{ janus: 'ack' }, result(DONE[request] ?? request)];
  };
  const it = rigOf(time, { answer: answering({ message }) });
  const session = it.follow(create$(it.janus$));
  const { last: alice } = it.follow(session.last.attach$(sip));
  const bodies = (): unknown[] => it.janus$.sent.flatMap(({ body }) => (body === undefined ? [] : [body]));
  use({ ...it, alice, session, bodies });
  time.at(endMs, () => session.subscription.unsubscribe());
};

const kinds$ = (source$: Observable<{ readonly kind: string }>): Observable<string> =>
  source$.pipe(map(({ kind }) => kind));

describe('the SIP plugin', () => {
  it('is attached by its package name', () => {
    virtually((time) => {
      withLine(time, ({ alice, janus$ }) => {
        expect(janus$.sent.at(-1)).toMatchObject({ janus: 'attach', plugin: 'janus.plugin.sip' });
        expect(alice.plugin).toBe('janus.plugin.sip');
      });
    });
  });

  it('registers as a stream that ends with the outcome', () => {
    virtually((time) => {
      withLine(time, ({ alice, follow, janus$, bodies }) => {
        const fields = { username: 'sip:alice@example.com', secret: 'hers', register_ttl: 60 };
        const registering = follow(kinds$(alice.register$(fields)));
        const state = follow(kinds$(alice.registration$));
        expect(bodies()).toEqual([{ ...fields, request: 'register' }]);
        time.at(20, () => janus$.push(result('registered', { username: 'alice' })));
        time.at(30, () => janus$.push(result('unregistered')));
        time.at(40, () => {
          expect(registering.told).toEqual(['0 registering', '20 registered', '20 complete']);
          expect(state.told).toEqual(['0 registering', '20 registered', '30 unregistered']);
        });
      });
    });
  });

  it('tells a registrar’s refusal as the last value, with its status', () => {
    virtually((time) => {
      withLine(time, ({ alice, follow, janus$ }) => {
        const registering = follow(alice.register$({ username: 'sip:alice@example.com' }));
        time.at(20, () => janus$.push(result('registration_failed', { code: 403, reason: 'Forbidden' })));
        time.at(30, () => {
          expect(registering.last).toEqual({ kind: 'failed', code: 403, reason: 'Forbidden' });
          expect(registering.told.at(-1)).toBe('20 complete');
        });
      });
    });
  });

  it('calls as a stream that ends when the call stands, with the answer', () => {
    virtually((time) => {
      withLine(time, ({ alice, follow, janus$, bodies }) => {
        const calling = follow(alice.invite$(bob, offer, { headers: { 'X-A': '1' } }), ({ kind }) => kind);
        const state = follow(kinds$(alice.call$));
        expect(bodies()).toEqual([{ headers: { 'X-A': '1' }, uri: bob, request: 'call' }]);
        expect(janus$.sent.at(-1)?.jsep).toEqual(offer);
        time.at(20, () => janus$.push(result('ringing')));
        time.at(30, () =>
          janus$.push(says({ result: { event: 'accepted', username: bob }, call_id: 'x' }, { jsep: answer })),
        );
        time.at(40, () => janus$.push(result('hangup', { code: 200, reason: 'to BYE' })));
        time.at(50, () => {
          expect(calling.told).toEqual(['0 calling', '20 ringing', '30 in-call', '30 complete']);
          expect(calling.last).toMatchObject({ peer: bob, callId: 'x', jsep: answer });
          expect(state.told).toEqual(['0 calling', '20 ringing', '30 in-call', '40 ended']);
        });
      });
    });
  });

  it('ends the stream of a call that is declined with its status', () => {
    virtually((time) => {
      withLine(time, ({ alice, follow, janus$ }) => {
        const calling = follow<SipCall>(alice.invite$(bob, offer));
        time.at(20, () => janus$.push(result('hangup', { code: 486, reason: 'Busy Here' })));
        time.at(30, () => {
          expect(calling.last).toMatchObject({ kind: 'ended', code: 486, reason: 'Busy Here' });
          expect(calling.told.at(-1)).toBe('20 complete');
        });
      });
    });
  });

  it('renegotiates, and tells the new answer once', () => {
    virtually((time) => {
      withLine(time, ({ alice, follow, janus$, bodies }) => {
        const accepted = (sdp: string): object =>
          says({ result: { event: 'accepted', username: bob } }, { jsep: { ...answer, sdp } });
        janus$.push(accepted('first'));
        const updating = follow(alice.update$(offer), (call) =>
          'jsep' in call ? String(call.jsep?.sdp) : '',
        );
        expect(bodies()).toEqual([{ request: 'update' }]);
        time.at(20, () => janus$.push(accepted('second')));
        time.at(30, () => janus$.push(accepted('third')));
        time.at(40, () => expect(updating.told).toEqual(['20 second', '20 complete']));
      });
    });
  });

  it('renegotiates, and tells a call that ends meanwhile', () => {
    virtually((time) => {
      withLine(time, ({ alice, follow, janus$ }) => {
        janus$.push(result('accepted'));
        const updating = follow(alice.update$(offer), ({ kind }) => kind);
        time.at(20, () => janus$.push(result('hangup', { code: 200 })));
        time.at(30, () => expect(updating.told).toEqual(['20 ended', '20 complete']));
      });
    });
  });

  it('renegotiates, and completes without an answer that a gap may have taken', () => {
    virtually((time) => {
      withLine(time, ({ alice, follow, janus$ }) => {
        janus$.push(result('accepted'));
        const updating = follow(alice.update$(offer));
        time.at(20, () => janus$.drop());
        time.at(2_000, () => expect(updating.told).toEqual(['20 complete']));
      });
    });
  });

  it.each<[string, (alice: SipHandle) => Observable<unknown>, object]>([
    ['unregister', (alice) => alice.unregister$(), {}],
    ['accept', (alice) => alice.accept$(answer, { srtp: 'sdes_optional' }), { srtp: 'sdes_optional' }],
    ['decline', (alice) => alice.decline$({ code: 603 }), { code: 603 }],
    ['hangup', (alice) => alice.bye$({ headers: { A: 'b' } }), { headers: { A: 'b' } }],
    ['hold', (alice) => alice.hold$({ direction: 'inactive' }), { direction: 'inactive' }],
    ['unhold', (alice) => alice.unhold$(), {}],
    ['dtmf_info', (alice) => alice.dtmf$('5', { duration: 200 }), { digit: '5', duration: 200 }],
  ])('has a method for %s', (verb, use, fields) => {
    virtually((time) => {
      withLine(time, ({ alice, follow, bodies }) => {
        expect(follow(use(alice)).told).toEqual(['0 value', '0 complete']);
        expect(bodies()).toEqual([{ ...fields, request: verb }]);
      });
    });
  });

  it('names its refusals', () => {
    virtually((time) => {
      const message = (): readonly object[] => [
        says({ error_code: 447, error: 'Wrong state (register first)' }),
      ];
      const it = rigOf(time, { answer: answering({ message }) });
      const session = it.follow(create$(it.janus$));
      const { last: alice } = it.follow(session.last.attach$(sip));
      const wrongState = anError('plugin', { code: 447, codeName: 'WRONG_STATE', verb: 'call' });
      expect(it.follow(alice.invite$(bob, offer)).errors).toEqual([wrongState]);
      expect(Object.keys(SIP_ERROR)).toHaveLength(18);
      time.at(1, () => session.subscription.unsubscribe());
    });
  });

  it('asks for its state after a gap, and tells an end that nobody told', () => {
    virtually((time) => {
      let claimed = false;
      const message = ({ body }: OutgoingRequest): readonly object[] => {
        const { uri } = body as { readonly uri?: string };
        if (uri !== undefined) return [result('accepted', { username: bob })];
        return [says({ error_code: 443, error: 'Missing mandatory element (uri)' })];
      };
      const claim = (): undefined => void (claimed = true);
      const it = rigOf(time, { answer: answering({ message, claim }) });
      const session = it.follow(create$(it.janus$));
      const { last: alice } = it.follow(session.last.attach$(sip));
      it.follow(alice.invite$(bob, offer));
      const state = it.follow(kinds$(alice.call$));
      time.at(100, () => it.janus$.drop());
      time.at(2_000, () => {
        expect(claimed).toBe(true);
        expect(it.janus$.sent.map(({ body }) => body)).toContainEqual({ request: 'call' });
        expect(state.told).toEqual(['0 in-call', '100 ended']);
        session.subscription.unsubscribe();
      });
    });
  });
});
