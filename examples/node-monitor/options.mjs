// What the service is told by its environment.

/**
 * @typedef {object} Options
 * @property {string} url the Janus, ws, wss, http or https
 * @property {Readonly<Record<string, string>>} credentials
 * @property {readonly number[]} rooms
 * @property {{ readonly pin?: string, readonly secret?: string }} keys of the rooms
 * @property {number} port of /healthz, /readyz and /metrics, on 127.0.0.1
 * @property {string | undefined} stateFile where the sessions are kept for the next process
 * @property {'destroy' | 'abandon'} onStop what becomes of them at the end
 * @property {number} membersAlert more than these in a room are told
 * @property {number} gapAlertMs a longer time without a line is told
 * @property {number} atOnce commands on their way at a time
 * @property {number} linesPerSecond how many facts are logged one by one
 * @property {string} logLevel
 */

/** @type {(env: NodeJS.ProcessEnv) => Options} */
export const optionsFrom = (env) => ({
  url: env['JANUS_URL'] || 'ws://127.0.0.1:8188',
  credentials: {
    ...(env['JANUS_TOKEN'] && { token: env['JANUS_TOKEN'] }),
    ...(env['JANUS_API_SECRET'] && { apiSecret: env['JANUS_API_SECRET'] }),
  },
  rooms: roomsOf(env['MONITOR_ROOMS'] || '1234'),
  keys: {
    ...(env['MONITOR_ROOM_PIN'] && { pin: env['MONITOR_ROOM_PIN'] }),
    ...(env['MONITOR_ROOM_SECRET'] && { secret: env['MONITOR_ROOM_SECRET'] }),
  },
  port: numberOf('MONITOR_PORT', env['MONITOR_PORT'], 9464),
  stateFile: env['MONITOR_STATE'] || undefined,
  onStop: endOf(env['MONITOR_ON_STOP'] || 'destroy'),
  membersAlert: numberOf('MONITOR_MEMBERS_ALERT', env['MONITOR_MEMBERS_ALERT'], 50),
  gapAlertMs: numberOf('MONITOR_GAP_ALERT_MS', env['MONITOR_GAP_ALERT_MS'], 5_000),
  atOnce: numberOf('MONITOR_AT_ONCE', env['MONITOR_AT_ONCE'], 8),
  linesPerSecond: numberOf('MONITOR_LINES_PER_SECOND', env['MONITOR_LINES_PER_SECOND'], 50),
  logLevel: env['LOG_LEVEL'] || 'info',
});

/** @type {(name: string, text: string | undefined, otherwise: number) => number} */
const numberOf = (name, text, otherwise) => {
  const value = text ? Number(text) : otherwise;
  if (!Number.isInteger(value) || value < 0)
    throw new Error(`${name} is '${text}': a whole number is wanted`);
  return value;
};

/** @type {(text: string) => 'destroy' | 'abandon'} */
const endOf = (text) => {
  if (text === 'destroy' || text === 'abandon') return text;
  throw new Error(`MONITOR_ON_STOP is '${text}': destroy or abandon is wanted`);
};

/** `'1234,5000-5199'`. @type {(text: string) => readonly number[]} */
const roomsOf = (text) =>
  text.split(',').flatMap((part) => {
    const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(part.trim()) ?? [];
    if (first === undefined) throw new Error(`MONITOR_ROOMS is '${text}': 1234 or 5000-5199 is wanted`);
    const count = Number(last) - Number(first) + 1;
    return Array.from({ length: Math.max(count, 0) }, (_, index) => Number(first) + index);
  });
