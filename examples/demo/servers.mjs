// Which Janus the demo runs on: the one that JANUS_URL names, else one installed on this machine, else the simulator.
import { catchError, defer, from, map, of, switchMap, throwError } from 'rxjs';
import { janusProgram, startedJanus$ } from './installed.mjs';

/**
 * @typedef {object} Server
 * @property {string} url its address
 * @property {string} words what it is, and why this one
 * @typedef {import('rxjs').Observable<Server>} Server$
 * @typedef {Readonly<Record<string, string | undefined>>} Env
 */

/**
 * Emits the server once it answers; unsubscribing stops what the demo started itself.
 *
 * @param {{ rest: boolean, env: Env }} options
 * @returns {Server$}
 */
export const server$ = ({ rest, env }) =>
  defer(() => {
    if (env['JANUS_URL']) return of(named(env['JANUS_URL'], rest));
    switch (env['JANUS_DEMO']) {
      case 'simulator':
        return simulated$(rest, 'as JANUS_DEMO=simulator asks');
      case 'installed':
        return installed$(rest, 'as JANUS_DEMO=installed asks');
      case undefined:
      case '':
        return installed$(rest, 'as JANUS_URL is not set').pipe(
          catchError((error) => simulated$(rest, `as JANUS_URL is not set and ${error.message}`)),
        );
      default:
        return wrong$(
          `JANUS_DEMO is '${env['JANUS_DEMO']}'`,
          'JANUS_DEMO=simulator, JANUS_DEMO=installed, or none',
        );
    }
  });

const SCHEMES = ['ws:', 'wss:', 'http:', 'https:'];

/** @type {(text: string, rest: boolean) => Server} */
const named = (text, rest) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !SCHEMES.includes(url.protocol))
    throw new WrongSetting('JANUS_URL is no ws, wss, http or https address', 'JANUS_URL=ws://127.0.0.1:8188');
  if (rest && !url.protocol.startsWith('http'))
    throw new WrongSetting(
      '--rest, but JANUS_URL is a WebSocket address',
      'JANUS_URL=http://127.0.0.1:8088/janus',
    );
  return { url: text, words: `the Janus at ${url.host}, which JANUS_URL names` };
};

/** @type {(rest: boolean, why: string) => Server$} */
const installed$ = (rest, why) =>
  defer(() => {
    const program = janusProgram();
    if (program === undefined)
      return wrong$('no Janus is installed here', 'sudo apt-get install janus, or JANUS_DEMO=simulator');
    return startedJanus$(program).pipe(
      map(({ webSocketUrl, restUrl }) => ({
        url: rest ? restUrl : webSocketUrl,
        words: `the Janus of this machine (${program}), started for this, ${why}`,
      })),
    );
  });

/** @type {(rest: boolean, why: string) => Server$} */
const simulated$ = (rest, why) =>
  from(import('rxjs-janus/simulator')).pipe(
    switchMap(({ simulator$ }) => simulator$({ reclaimSessionTimeoutMs: 10_000 })),
    map(({ webSocketUrl, restUrl }) => ({
      url: rest ? restUrl : webSocketUrl,
      words: `the built-in simulator, ${why}`,
    })),
  );

/** Something that whoever started the demo can set right. */
export class WrongSetting extends Error {
  /** @param {string} message @param {string} remedy */
  constructor(message, remedy) {
    super(message);
    this.remedy = remedy;
  }
}

/** @type {(message: string, remedy: string) => Server$} */
const wrong$ = (message, remedy) => throwError(() => new WrongSetting(message, remedy));
