// What a Janus needs to be told for a case; where its plugins are, it knows itself.

/**
 * @typedef {{ webSocket: number, rest: number, admin: number }} Ports
 * @typedef {{ reclaimS: number, sessionTimeoutS: number, tokens?: readonly string[] | undefined }} JanusSettings
 */

/** What the cases have no use for, so that the server starts sooner and takes no ports. */
const UNUSED = {
  plugins: 'audiobridge duktape lua nosip recordplay sip streaming textroom videocall voicemail',
  transports: 'mqtt nanomsg pfunix rabbitmq',
};

/**
 * The files by name.
 *
 * @type {(folder: string, ports: Ports, adminSecret: string, settings: JanusSettings) => Readonly<Record<string, string>>}
 */
export const configsOf = (folder, ports, adminSecret, { reclaimS, sessionTimeoutS, tokens }) => ({
  'janus.jcfg': `general: { configs_folder = "${folder}" admin_secret = "${adminSecret}" token_auth = ${tokens !== undefined}
  session_timeout = ${sessionTimeoutS} reclaim_session_timeout = ${reclaimS} }
plugins: { disable = "${libraries(UNUSED.plugins)}" }
transports: { disable = "${libraries(UNUSED.transports)}" }
`,
  'janus.transport.websockets.jcfg': `general: { ws = true ws_port = ${ports.webSocket} ws_ip = "127.0.0.1" wss = false }
`,
  'janus.transport.http.jcfg': `general: { base_path = "/janus" http = true port = ${ports.rest} ip = "127.0.0.1" https = false }
admin: { admin_http = true admin_base_path = "/admin" admin_port = ${ports.admin} admin_ip = "127.0.0.1" }
`,
});

/** @param {string} names */
const libraries = (names) =>
  names
    .split(' ')
    .map((name) => `libjanus_${name}.so`)
    .join(',');
