// A gap of the API's line in which things happen to a plugin on a real Janus.
import { type JanusSession, type Plugin } from 'rxjs-janus';
import { sleep } from '../../support/until.js';
import { type OnReal } from './on-real.js';

/** Long enough for the session to be there, over REST with its poll. */
const STANDING_MS = 150;
/** Long enough for the server to be asked, and to answer. */
const ASKED_MS = 200;

/** Lets things happen while the line is cut; resolves when the session is claimed back and the server was asked. */
export async function inGap<P extends Plugin>(
  on: Pick<OnReal<P>, 'line' | 'follow'>,
  session: JanusSession,
  happen: () => Promise<unknown>,
): Promise<void> {
  const gap = on.follow(session.gap$);
  await sleep(STANDING_MS);
  await on.line.refuse();
  on.line.cut();
  await happen();
  await on.line.heal();
  await gap.value(0, { timeoutMs: 9_000 });
  await sleep(ASKED_MS);
}
