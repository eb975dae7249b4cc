// A cut line, and what happens meanwhile, for plugins that ask the server who is in a room afterwards.
import { type Rig } from '../../contract/support/rig.js';
import { type Held } from '../../contract/support/talk.js';
import { sleep, until } from '../../support/until.js';

/** Lets things happen while the line is cut; resolves when the session is claimed back and the server was asked. */
export const inGap = async (
  rig: Rig,
  { gaps }: Pick<Held, 'gaps'>,
  happen: () => Promise<unknown>,
): Promise<void> => {
  const before = gaps.values.length;
  const wire = rig.wire.fromNow();
  await rig.line.refuse();
  rig.line.cut();
  await happen();
  await rig.line.refuse(false);
  await gaps.value(before, { timeoutMs: 9_000 });
  const asked = () =>
    wire.select({ verb: 'message', direction: 'out' }).find(({ message }) => isListing(message?.['body']));
  await until('the question', () => asked() !== undefined);
  const transaction = asked()?.message?.['transaction'];
  const answers = () =>
    wire.select({ direction: 'in' }).filter(({ message }) => message?.['transaction'] === transaction);
  await until('the answer', () => answers().length > 0);
  await sleep(50);
};

const isListing = (body: unknown): boolean =>
  (body as { readonly request?: string } | undefined)?.request === 'listparticipants';
