// Hours at 2,000 messages a second with a drop every few seconds: the heap, the handles of the process and the requests
// that wait must stay flat. Judged by the slope of the heap after a warm-up.
//   node spec/bench/soak.mjs [--seconds N] [--every SECONDS] [--dist FOLDER] [--leak] [--json]
// --leak keeps what comes, to show that the soak can fail.
import { fork } from 'node:child_process';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureDist } from '../../scripts/setup/dist.mjs';
import { withServer } from './lib/turns.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Bytes of heap a second: an hour may add 1.5 MB. In a short run compiled code and its statistics still grow. */
const MOST_A_SECOND = { long: 400, short: 60_000 };
/** A dial may be under way whenever one looks on a busy machine; what stays behind at drops is tens of handles. */
const MOST_HANDLES_MORE = 1;
const SHORT_S = 300;

const { values: args } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    every: { type: 'string' },
    dist: { type: 'string' },
    leak: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const seconds = Number(args.seconds);
const everyMs = Number(args.every ?? (seconds < SHORT_S ? 1 : 5)) * 1_000;
if (args.dist === undefined) await ensureDist();

const soaked = (url) =>
  new Promise((done, failed) => {
    const options = {
      url,
      seconds,
      everyMs,
      leak: args.leak,
      dist: resolve(args.dist ?? join(root, 'dist/esm')),
    };
    const child = fork(
      fileURLToPath(new URL('./soak-client.mjs', import.meta.url)),
      [JSON.stringify(options)],
      {
        execArgv: ['--expose-gc'],
      },
    );
    const limit = setTimeout(() => child.kill('SIGKILL'), (seconds + 60) * 1_000);
    child.once('message', done).once('exit', (code) => {
      clearTimeout(limit);
      failed(new Error(`the client ended by ${code}`));
    });
  });

const result = await withServer(({ webSocketUrl }) => soaked(webSocketUrl));
const most = seconds < SHORT_S ? MOST_A_SECOND.short : MOST_A_SECOND.long;
const { slope, messagesPerSecond, drops, claims, resources, failed } = result;
const faults = [
  ...(slope > most ? [`the heap grows by ${Math.round(slope)} bytes a second, at most ${most} allowed`] : []),
  ...(resources.last > resources.first + MOST_HANDLES_MORE
    ? [`handles grew from ${resources.first} to ${resources.last}`]
    : []),
  ...(claims < drops ? [`${drops} drops, but ${claims} claims`] : []),
  ...(messagesPerSecond < 1_500
    ? [`${Math.round(messagesPerSecond)} messages a second instead of 2,000`]
    : []),
  ...(failed > 0 ? [`${failed} requests failed other than in doubt`] : []),
];
if (args.json) console.log(JSON.stringify({ ...result, faults }));
else
  console.log(
    `${seconds} s, ${Math.round(messagesPerSecond)} messages a second, ${drops} drops: heap ${Math.round(slope)} bytes a second, ` +
      `handles ${resources.first} to ${resources.last}, ${result.doubtful} requests in doubt`,
  );
for (const fault of faults) console.log(`FAILS  ${fault}`);
if (faults.length > 0) process.exitCode = 1;
