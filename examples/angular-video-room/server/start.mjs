// The one command: installs what is missing, builds what is stale, finds a Janus, and serves the page.
//   npm start [-- --port 4200]
// JANUS_URL names the server (ws or wss); JANUS_DEMO=installed or JANUS_DEMO=simulator choose among the others.
import { parseArgs } from 'node:util';
import { install } from './install.mjs';

const { values } = parseArgs({ options: { port: { type: 'string', default: process.env.PORT ?? '4200' } } });
await install();
// Known only once the library is built.
const { serve } = await import('./serve.mjs');
serve(Number(values.port));
