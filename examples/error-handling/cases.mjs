// All cases: first the session, then the line, then requests and handles, then mistakes.
import { claimedTwice } from './cases/claimed-twice.mjs';
import { destroyed } from './cases/destroyed.mjs';
import { expired } from './cases/expired.mjs';
import { handleDetached } from './cases/handle-detached.mjs';
import { handleEnded } from './cases/handle-ended.mjs';
import { inDoubt } from './cases/in-doubt.mjs';
import { invalidArgument } from './cases/invalid-argument.mjs';
import { noReclaim } from './cases/no-reclaim.mjs';
import { notJanus } from './cases/not-janus.mjs';
import { pluginRefused } from './cases/plugin-refused.mjs';
import { reclaimOff } from './cases/reclaim-off.mjs';
import { reclaimRefused } from './cases/reclaim-refused.mjs';
import { requestTimeout } from './cases/request-timeout.mjs';
import { serverGone } from './cases/server-gone.mjs';
import { sessionEnded } from './cases/session-ended.mjs';
import { storedId } from './cases/stored-id.mjs';
import { superseded } from './cases/superseded.mjs';
import { tokenRemoved } from './cases/token-removed.mjs';
import { tokenRenewed } from './cases/token-renewed.mjs';
import { tooManyWaiting } from './cases/too-many-waiting.mjs';
import { wrongPath } from './cases/wrong-path.mjs';
import { wrongToken } from './cases/wrong-token.mjs';

/** @type {readonly import('./stage.mjs').Case[]} */
export const cases = [
  ...[
    expired,
    reclaimRefused,
    reclaimOff,
    storedId,
    destroyed,
    superseded,
    wrongToken,
    tokenRemoved,
    tokenRenewed,
  ],
  ...[serverGone, noReclaim, wrongPath, notJanus],
  ...[inDoubt, requestTimeout, tooManyWaiting, pluginRefused, handleDetached],
  ...[handleEnded, sessionEnded, claimedTwice, invalidArgument],
];
