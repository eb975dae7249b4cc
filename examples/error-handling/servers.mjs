// Which Janus the cases run on: the one that JANUS_URL names, else one installed on this machine, else the simulator.
import { EMPTY, defer, from, map, of, switchMap } from 'rxjs';
import { janusProgram } from '../demo/installed.mjs';
import { startedJanus$ } from './installed.mjs';

/**
 * @typedef {object} Settings what a case needs the server to be set to
 * @property {number} [reclaimS] `reclaim_session_timeout`, seconds; 10 unless given
 * @property {number} [sessionTimeoutS] `session_timeout`, seconds; 60 unless given
 * @property {readonly string[]} [tokens] those that it lets in; without them it lets in everybody
 * @property {boolean} [rest] whether its REST address must be known
 * @property {boolean} [webSocket] whether its WebSocket address must be known
 *
 * @typedef {object} Server
 * @property {string} webSocketUrl
 * @property {string} restUrl
 * @property {(token: string) => import('rxjs').Observable<never>} removeToken
 *
 * @typedef {object} Servers
 * @property {string} words what they are, and why these
 * @property {(settings: Settings) => boolean} canBe whether there is one that is set so
 * @property {(settings: Settings) => import('rxjs').Observable<Server>} server$ emits one; unsubscribing stops it
 *
 * @typedef {Readonly<Record<string, string | undefined>>} Env
 */

const RECLAIM_S = 10;
const SESSION_TIMEOUT_S = 60;

/** @type {(env: Env, rest: boolean) => Servers} */
export const serversOf = ({ JANUS_URL: url, JANUS_DEMO: choice }, rest) => {
  if (url) return named(url, rest);
  const program = choice === 'simulator' ? undefined : janusProgram();
  if (program !== undefined) return installed(program);
  if (choice === 'installed') throw new Error('no Janus is installed here');
  return simulated(choice === 'simulator' ? 'as JANUS_DEMO=simulator asks' : 'as none is installed here');
};

/** Its settings are not ours to change. @type {(url: string, rest: boolean) => Servers} */
const named = (url, rest) => {
  const { protocol, host } = new URL(url);
  if (!(rest ? /^https?:$/ : /^wss?:$/).test(protocol))
    throw new Error(`JANUS_URL is no ${rest ? 'http or https' : 'ws or wss'} address`);
  return {
    words: `the Janus at ${host}, which JANUS_URL names`,
    canBe: ({ webSocket = false, ...settings }) => !(rest && webSocket) && Object.keys(settings).length === 0,
    server$: () => of({ webSocketUrl: rest ? '' : url, restUrl: rest ? url : '', removeToken: () => EMPTY }),
  };
};

/** @type {(program: string) => Servers} */
const installed = (program) => ({
  words: `the Janus of this machine (${program}), started for the cases`,
  canBe: () => true,
  server$: ({ reclaimS = RECLAIM_S, sessionTimeoutS = SESSION_TIMEOUT_S, tokens }) =>
    startedJanus$(program, { reclaimS, sessionTimeoutS, tokens }),
});

/** @type {(why: string) => Servers} */
const simulated = (why) => ({
  words: `the built-in simulator, ${why}`,
  canBe: () => true,
  server$: ({ reclaimS = RECLAIM_S, sessionTimeoutS = SESSION_TIMEOUT_S, tokens }) =>
    from(import('rxjs-janus/simulator')).pipe(
      switchMap(({ simulator$ }) =>
        simulator$({
          reclaimSessionTimeoutMs: reclaimS * 1_000,
          sessionTimeoutMs: sessionTimeoutS * 1_000,
          ...(tokens && { tokens }),
        }),
      ),
      map(({ webSocketUrl, restUrl, removeToken }) => ({
        webSocketUrl,
        restUrl,
        removeToken: (token) =>
          defer(() => {
            removeToken(token);
            return EMPTY;
          }),
      })),
    ),
});
