// What whoever started an example can do about an error: a `switch` on its kind.
import { isJanusError } from 'rxjs-janus';
import { WrongSetting } from './servers.mjs';

/** @type {(error: unknown) => string} */
export const adviceOn = (error) => {
  if (error instanceof WrongSetting) return `Try: ${error.remedy}.`;
  if (!isJanusError(error)) return 'Try: JANUS_DEMO=simulator npm start, which needs no server.';
  switch (error.kind) {
    case 'connection-failed':
    case 'connection-lost':
      if (/certificate/.test(error.message))
        return 'Name the authority of its certificate in NODE_EXTRA_CA_CERTS.';
      return 'Look whether a Janus listens at JANUS_URL (ws://HOST:8188, http://HOST:8088/janus), or unset JANUS_URL.';
    case 'http-status':
      return "Look at the path of JANUS_URL: a Janus answers below its base_path, '/janus' by default.";
    case 'server':
      if (error.code === 403) return 'Set JANUS_TOKEN or JANUS_API_SECRET to what the server asks for.';
      return error.code === 460
        ? 'Load the plugin that the message names on the server.'
        : 'The server refused.';
    case 'session-reclaim':
      return 'Set reclaim_session_timeout = 10 in the general section of janus.jcfg and start the server again: at 0, its default, a session dies with its connection.';
    case 'session-superseded':
      return 'Another client claimed the session, or polls for it: run this alone.';
    default:
      return 'Run it again; if it stays, report it with the lines above.';
  }
};
