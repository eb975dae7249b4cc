// A real Janus per spec file.
export { JanusAdmin, JanusAdminError, type Json } from './admin.js';
export { hasRealJanus, installedJanus } from './installed.js';
export {
  ADMIN_SECRET,
  JANUS_DEFAULTS,
  type JanusOptions,
  type JanusPorts,
  type JanusSettings,
  type Jcfg,
} from './options.js';
export { startJanus, type RealJanus } from './start.js';
