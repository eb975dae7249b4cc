// A SIP line on a real server, and the peers that it talks to.
import { type JanusSession } from 'rxjs-janus';
import { type RegisterFields, type SipCall, type SipEvent, type SipHandle, sip } from 'rxjs-janus/sip';
import { offer } from '../../../contract/support/offer.js';
import { type JanusOptions } from '../../../support/janus/index.js';
import { hasSipp } from '../../../support/sipp.js';
import { type Watched } from '../../../support/watch.js';
import { type OnReal } from '../../support/on-real.js';
import { type Shape, expectShape } from '../../support/shape.js';
import { type Peer, play } from './peer.js';
import { EVENTS } from './shapes.js';

/** `it` where SIPp is installed, else `it.skip`. */
export const itRings = hasSipp ? it : it.skip;

/** Of a server whose media take these ports: one range per spec file. */
export const withPorts = (range: string): Pick<JanusOptions, 'plugins' | 'jcfg'> => ({
  plugins: ['sip'],
  jcfg: { 'janus.plugin.sip': { general: { local_ip: '127.0.0.1', rtp_port_range: range } } },
});

export const GUEST = { type: 'guest', username: 'sip:alice@127.0.0.1' } as const;

/** The answer to a peer's offer, as somebody with WebRTC makes it. */
export const answer = {
  type: 'answer',
  sdp: offer.sdp.replace('a=setup:actpass', 'a=setup:active'),
} as const;

/** The offer of a renegotiation. */
export const again = { ...offer, sdp: offer.sdp.replace('4711 2', '4711 3') };

export const LONG = { timeoutMs: 10_000 };

export interface Line {
  readonly session: JanusSession;
  readonly handle: SipHandle;
  readonly calls: Watched<SipCall>;
  readonly events: Watched<SipEvent>;
  /** The next state of the call of that kind, or one that was. */
  became<K extends SipCall['kind']>(kind: K): Promise<SipCall & { readonly kind: K }>;
  heard<K extends SipEvent['kind']>(kind: K): Promise<Extract<SipEvent, { readonly kind: K }>>;
}

export interface Phones {
  peer(scenario: string): Promise<Peer>;
  /** A handle that is not registered; further ones are in the session of another. */
  line(session?: JanusSession): Promise<Line>;
  asGuest(): Promise<Line>;
  /** At that registrar, as somebody who says who she is. */
  registered(peer: Peer, more?: Partial<RegisterFields>): Promise<Line>;
  /** A further line of that one. */
  helperOf(line: Line): Promise<Line>;
}

/** Peers are stopped, and all that was told is held against the types, when the test is over. */
export function phones(on: OnReal<typeof sip>): Phones {
  // SIPp plays a scenario to the letter: about one call in a thousand stands still with it. What went wrong is logged.
  jest.retryTimes(1, { logErrorsBeforeRetry: true });
  const peers: Peer[] = [];
  const heardBy: Watched<SipEvent>[] = [];
  afterEach(() => {
    peers.splice(0).forEach((peer) => peer.stop());
    for (const { values } of heardBy.splice(0)) for (const event of values) expectTold(event);
  });
  const line = async (session?: JanusSession): Promise<Line> => {
    const own = session ? { session, handle: await on.follow(session.attach$(sip)).value() } : undefined;
    const all = own ?? (await on.attached());
    const [calls, events] = [on.follow(all.handle.call$), on.follow(all.handle.sipEvent$)];
    heardBy.push(events);
    return { ...all, calls, events, ...finders(calls, events) };
  };
  const asked = async (one: Line, fields: RegisterFields): Promise<Line> => {
    const { values } = await on.follow(one.handle.register$(fields)).end(LONG);
    expect(values.at(-1)).toMatchObject({ kind: 'registered' });
    return one;
  };
  return {
    line,
    peer: async (scenario) => {
      const one = await play(scenario);
      peers.push(one);
      return one;
    },
    asGuest: async () => asked(await line(), GUEST),
    registered: async (peer, more = {}) => asked(await line(), { ...atRegistrar(peer), ...more }),
    helperOf: async (master) => {
      const registration = await on.follow(master.handle.registration$).value();
      const master_id = registration.kind === 'registered' ? registration.masterId : undefined;
      const helping = { type: 'helper', username: GUEST.username, master_id: master_id ?? 0 } as const;
      return asked(await line(master.session), helping);
    },
  };
}

export const atRegistrar = ({ address }: Peer): RegisterFields => ({
  ...{ username: 'sip:alice@127.0.0.1', authuser: 'ada', secret: 'hush' },
  proxy: address.replace('bob@', ''),
});

const finders = (calls: Watched<SipCall>, events: Watched<SipEvent>): Pick<Line, 'became' | 'heard'> => ({
  became: async <K extends SipCall['kind']>(kind: K) =>
    (await calls.find(kind, (call) => call.kind === kind, LONG)) as SipCall & { readonly kind: K },
  heard: async <K extends SipEvent['kind']>(kind: K) =>
    (await events.find(kind, (event) => event.kind === kind, LONG)) as Extract<
      SipEvent,
      { readonly kind: K }
    >,
});

/** Known to the types, with the fields that they give it and no others. */
function expectTold(event: SipEvent): void {
  const shapes: Readonly<Record<string, Shape | undefined>> = EVENTS;
  const { [event.kind]: shape } = shapes;
  if (!shape) throw new Error(`unknown to the types: ${event.kind}`);
  expectShape(event, shape, event.kind);
}
