// What `npm start` does: sets up what the demo needs, on a fresh clone too, and runs it.
//   npm start [-- --rest]
// JANUS_URL names the server (ws, wss, http or https), JANUS_TOKEN and JANUS_API_SECRET what it asks for;
// JANUS_DEMO=simulator or JANUS_DEMO=installed choose among the others. See examples/demo/README.md.
import { runMain } from './lib/main.mjs';
import { ensureDist } from './setup/dist.mjs';
import { ensureNodeModules } from './setup/node-modules.mjs';

await runMain(async () => {
  await ensureNodeModules();
  await ensureDist();
  await import('../examples/demo/main.mjs');
});
