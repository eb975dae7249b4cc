// The configuration folder of one server: the package's own files, with those that a spec depends on replaced.
import { cpSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type InstalledJanus } from './installed.js';
import { layOver, printJcfg } from './jcfg.js';
import { ADMIN_SECRET, type JanusSettings, type Jcfg } from './options.js';

const TRANSPORTS = ['http', 'websockets'];
const WITH_STRING_IDS = ['videoroom', 'audiobridge', 'streaming', 'textroom'];
/** `string_ids` wants rooms named otherwise than the package's own, and its mountpoints take ports of their own. */
const DEMO_ROOMS: Readonly<Record<string, Jcfg>> = {
  videoroom: { 'room-1234': { description: 'Demo Room', secret: 'adminpwd', publishers: 6 } },
  audiobridge: { 'room-1234': { description: 'Demo Room', secret: 'adminpwd', sampling_rate: 16000 } },
  textroom: { 'room-1234': { description: 'Demo Room', secret: 'adminpwd' } },
  streaming: {},
};

export function writeConfigs(
  folder: string,
  janus: InstalledJanus,
  settings: JanusSettings,
  name: string,
): void {
  cpSync(janus.configs, folder, { recursive: true });
  const files = {
    ...pluginFiles(settings),
    ...transportFiles(settings),
    janus: mainFile(folder, janus, settings, name),
  };
  const names = new Set([...Object.keys(files), ...Object.keys(settings.jcfg)]);
  for (const file of names) {
    const jcfg = layOver((files as Record<string, Jcfg>)[file] ?? {}, settings.jcfg[file]);
    writeFileSync(join(folder, `${file}.jcfg`), printJcfg(jcfg));
  }
}

function mainFile(
  folder: string,
  { libraries }: InstalledJanus,
  settings: JanusSettings,
  name: string,
): Jcfg {
  const { apiSecret, iceEnforceList } = settings;
  return {
    general: {
      configs_folder: folder,
      plugins_folder: join(libraries, 'plugins'),
      transports_folder: join(libraries, 'transports'),
      events_folder: join(libraries, 'events'),
      loggers_folder: join(libraries, 'loggers'),
      server_name: name,
      debug_level: settings.debugLevel,
      debug_timestamps: true,
      admin_secret: ADMIN_SECRET,
      session_timeout: settings.sessionTimeout,
      reclaim_session_timeout: settings.reclaimSessionTimeout,
      token_auth: settings.tokenAuth,
      ...(apiSecret === undefined ? {} : { api_secret: apiSecret }),
    },
    media: { rtp_port_range: '20000-20999' },
    nat: {
      full_trickle: settings.fullTrickle,
      ...(iceEnforceList === undefined ? {} : { ice_enforce_list: iceEnforceList }),
    },
    plugins: { disable: allBut(settings.plugins, join(libraries, 'plugins')) },
    transports: { disable: allBut(TRANSPORTS, join(libraries, 'transports')) },
  };
}

function transportFiles({ ports }: JanusSettings): Record<string, Jcfg> {
  const ip = '127.0.0.1';
  return {
    'janus.transport.http': {
      general: { json: 'compact', base_path: '/janus', http: true, https: false, port: ports.rest, ip },
      admin: { admin_http: true, admin_base_path: '/admin', admin_port: ports.admin, admin_ip: ip },
    },
    'janus.transport.websockets': {
      general: { json: 'compact', ws: true, wss: false, ws_port: ports.webSocket, ws_ip: ip },
      admin: { admin_ws: false },
    },
  };
}

function pluginFiles({ stringIds }: JanusSettings): Record<string, Jcfg> {
  const ids: Jcfg = stringIds ? { general: { string_ids: true } } : { general: {} };
  const files = WITH_STRING_IDS.map((plugin) => [`janus.plugin.${plugin}`, layOver(ids, DEMO_ROOMS[plugin])]);
  return Object.fromEntries(files) as Record<string, Jcfg>;
}

/** Janus loads every library that is not named here. */
function allBut(wanted: readonly string[], folder: string): string {
  const libraries = readdirSync(folder).filter((file) => file.endsWith('.so'));
  return libraries.filter((file) => !wanted.some((word) => file === `libjanus_${word}.so`)).join(',');
}
