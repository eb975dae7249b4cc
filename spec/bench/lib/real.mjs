// A real Janus for as long as the body takes, the one of the demo.
import { firstValueFrom, share } from 'rxjs';
import { janusProgram, startedJanus$ } from '../../../examples/demo/installed.mjs';

/** Resolves with undefined where no Janus is installed. */
export async function withJanus(body) {
  const program = janusProgram();
  if (program === undefined) return undefined;
  const janus$ = startedJanus$(program).pipe(share());
  const held = janus$.subscribe({ error: () => undefined });
  try {
    return await body(await firstValueFrom(janus$));
  } finally {
    held.unsubscribe();
  }
}
