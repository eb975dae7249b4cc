// The library as its users write it, everything on by default: deadlines, keep-alive, reclaim, diagnostics.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { firstValueFrom, lastValueFrom, take } from 'rxjs';

const PLUGIN = 'janus.plugin.videoroom';

/** A value, and the lease that keeps it. */
const held = (source$) =>
  new Promise((resolve, reject) => {
    const lease = source$.subscribe({ next: (value) => resolve([value, lease]), error: reject });
  });

/** See client.mjs for what each work is; `dist` is the folder of the built ES modules. */
export async function connect(url, dist) {
  const { create$, webSocketTransport } = await import(pathToFileURL(join(dist, 'index.mjs')));
  const janus$ = webSocketTransport({ url });
  const [session, lease] = await held(create$(janus$));
  const [handle] = await held(session.attach$(PLUGIN));
  return {
    requests(count, inFlight) {
      return new Promise((resolve, reject) => {
        let left = count;
        let open = inFlight;
        const next = () => {
          if (left-- > 0)
            handle
              .message$({ request: 'exists', room: 1234 })
              .subscribe({ next: () => undefined, error: reject, complete: next });
          else if (--open === 0) resolve();
        };
        for (let i = 0; i < inFlight; i++) next();
      });
    },
    async events(count) {
      const all = lastValueFrom(handle.event$.pipe(take(count)));
      await firstValueFrom(handle.message$({ push: count }));
      await all;
    },
    sessions(count, listening) {
      let heard = 0;
      const hear = () => heard++;
      return new Promise((resolve, reject) => {
        let left = 2 * count;
        const attached = (one) => {
          if (listening) one.event$.subscribe(hear);
          if (--left === 0) resolve();
        };
        // Nothing of the bench's own is kept for each session: no closure, no promise.
        const onHandle = { next: attached, error: reject };
        const opened = (one) => {
          one.attach$(PLUGIN).subscribe(onHandle);
          one.attach$(PLUGIN).subscribe(onHandle);
        };
        const onSession = { next: opened, error: reject };
        for (let i = 0; i < count; i++) create$(janus$).subscribe(onSession);
      });
    },
    close: () => lease.unsubscribe(),
  };
}
