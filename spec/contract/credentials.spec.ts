import { type ObservableInput, Subject, defer, of } from 'rxjs';
import { type TokenContext, claim$, create$ } from 'rxjs-janus';
import { until } from '../support/until.js';
import { type Rig } from './support/rig.js';
import { sideBySide } from './support/side-by-side.js';
import { expectAnswer, failure, hold, holdEcho, standing, told } from './support/talk.js';

/** A source of tokens that counts: each token a new one, which the server knows once it is given out. */
class Issuer {
  readonly asked: TokenContext[] = [];
  readonly issued: string[] = [];

  constructor(readonly rig: Rig) {}

  readonly token = async (context: TokenContext): Promise<string> => {
    this.asked.push(context);
    const token = `token-${String(Math.random()).slice(2)}`;
    await this.rig.witness.addToken(token);
    this.issued.push(token);
    return token;
  };

  /** The newest token counts no more. */
  async withdraw(): Promise<void> {
    await this.rig.witness.removeToken(this.issued.at(-1) ?? '');
  }

  /** What a connection and one refusal ask for. */
  get askedOnce(): unknown[] {
    return [{}, { refused: this.issued[0] }];
  }
}

/** A session with a handle, and whoever issues its tokens. */
const issued = async (rig: Rig, keepAliveMs = 60_000) => {
  const issuer = new Issuer(rig);
  const janus$ = rig.transport({ token: issuer.token });
  const held = await hold(rig, create$(janus$, { keepAliveMs }));
  const { echo } = await holdEcho(rig, held.session);
  await standing(rig);
  return { ...held, issuer, janus$, echo };
};

const expectLive = ({ lease, status }: Awaited<ReturnType<typeof issued>>): void => {
  expect([lease.error, lease.ended, told(status)]).toEqual([undefined, false, ['live by create']]);
};

const TOKENS = { tokens: ['witness'] };

sideBySide(
  'a token that expires',
  {
    'is renewed at the request that finds it, which is answered as ever': async (rig) => {
      const held = await issued(rig);
      await held.issuer.withdraw();
      await expectAnswer(rig, held.echo);
      expect(held.issuer.asked).toEqual(held.issuer.askedOnce);
      expectLive(held);
    },
    'is asked for once by two sessions and their requests, all refused at once': async (rig) => {
      const held = await issued(rig);
      const other = await hold(rig, create$(held.janus$, { keepAliveMs: 60_000 }));
      const second = await holdEcho(rig, other.session);
      await held.issuer.withdraw();
      const wire = rig.wire.fromNow();
      await Promise.all([
        ...[held.echo, held.echo, second.echo, second.echo, held.echo].map((echo) => expectAnswer(rig, echo)),
        rig.watch(held.session.attach$('janus.plugin.echotest')).value(),
        hold(rig, create$(held.janus$)),
      ]);
      expect(held.issuer.asked).toEqual(held.issuer.askedOnce);
      // Each was sent twice, and ran once.
      expect([
        wire.count('message', { direction: 'out' }),
        wire.count('attach', { direction: 'out' }),
      ]).toEqual([10, 2]);
      expect([other.lease.error, told(other.status)]).toEqual([undefined, ['live by create']]);
      expectLive(held);
    },
    'is renewed at the keep-alive that finds it': async (rig) => {
      const held = await issued(rig, 6_000);
      await held.issuer.withdraw();
      await until('the renewal', () => held.issuer.issued.length === 2, { timeoutMs: 20_000 });
      await expectAnswer(rig, held.echo);
      expect(held.issuer.asked).toEqual(held.issuer.askedOnce);
      expectLive(held);
    },
    'is renewed for an Observable by its next subscription': async (rig) => {
      const tokens = ['first-token', 'second-token'];
      await Promise.all(tokens.map((token) => rig.witness.addToken(`${token}-${rig.url}`)));
      let subscribed = 0;
      const token = defer(() => of(`${tokens[subscribed++] ?? ''}-${rig.url}`));
      const held = await hold(rig, create$(rig.transport({ token })));
      const { echo } = await holdEcho(rig, held.session);
      await rig.witness.removeToken(`first-token-${rig.url}`);
      await expectAnswer(rig, echo);
      expect(subscribed).toBe(2);
    },
    'is new for each connection': async (rig) => {
      const held = await issued(rig);
      rig.line.cut();
      await held.gaps.value();
      await expectAnswer(rig, held.echo);
      expect(held.issuer.asked.every(({ refused }) => refused === undefined)).toBe(true);
    },
    'is renewed at the farewells, so that nothing is left behind': async (rig) => {
      const held = await issued(rig);
      await held.issuer.withdraw();
      held.lease.unsubscribe();
      await until('the end', async () => !(await rig.witness.sessions()).includes(held.session.id));
    },
  },
  TOKENS,
);

/** The first token was good until now, and `next` is what comes after it. */
const withdrawn = async (rig: Rig, next: () => ObservableInput<string>, keepAliveMs = 60_000) => {
  const first = `first-${rig.url}`;
  await rig.witness.addToken(first);
  const token = ({ refused }: TokenContext) => (refused === undefined ? [first] : next());
  const janus$ = rig.transport({ token });
  const held = await hold(rig, create$(janus$, { keepAliveMs }));
  const { echo } = await holdEcho(rig, held.session);
  await standing(rig);
  await rig.witness.removeToken(first);
  return { ...held, echo };
};

sideBySide(
  'a token that is refused twice',
  {
    'errors the request with 403, and tells no token': async (rig) => {
      const { echo } = await withdrawn(rig, () => ['no-such-token']);
      const error = await failure(rig, echo.message$({ audio: true }));
      expect(error).toMatchObject({ kind: 'server', code: 403, verb: 'message' });
      expect((error as Error).message).not.toMatch(/first-|no-such/);
    },
    'errors at once when it is the same again': async (rig) => {
      const { echo } = await withdrawn(rig, () => [`first-${rig.url}`]);
      const wire = rig.wire.fromNow();
      expect(await failure(rig, echo.message$({ audio: true }))).toMatchObject({ kind: 'server', code: 403 });
      expect(wire.count('message', { direction: 'out' })).toBe(1);
    },
    'ends the session at its keep-alive': async (rig) => {
      const { lease } = await withdrawn(rig, () => ['no-such-token'], 3_000);
      await lease.end();
      expect(lease.error).toMatchObject({ kind: 'session-lost', why: 'unauthorized' });
    },
    'refuses a claim': async (rig) => {
      const { session } = await issued(rig);
      const token = ({ refused }: TokenContext) => [refused === undefined ? 'no-such-token' : 'nor-such'];
      const error = await failure(rig, claim$(rig.elsewhere(rig.over, { token }), session.id));
      expect(error).toMatchObject({ kind: 'session-reclaim', code: 403, why: 'unauthorized' });
    },
    'is waited for no longer than the request’s deadline when its source stays silent': async (rig) => {
      const silent = new Subject<string>();
      const { echo, lease } = await withdrawn(rig, () => silent);
      const error = await failure(rig, echo.message$({ audio: true }, { timeoutMs: 300 }));
      expect([error, lease.ended]).toEqual([expect.objectContaining({ kind: 'request-timeout' }), false]);
      // Or the farewells would wait for it.
      silent.complete();
    },
    'of another session’s owner is no matter to a claim with a good one': async (rig) => {
      const maker = await issued(rig);
      const token = ({ refused }: TokenContext) => [refused === undefined ? 'no-such-token' : 'witness'];
      const claimed$ = claim$(rig.elsewhere(rig.over, { token }), maker.session.id, { teardown: 'abandon' });
      expect((await hold(rig, claimed$)).session.id).toBe(maker.session.id);
    },
  },
  TOKENS,
);
