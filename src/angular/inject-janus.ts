import { DestroyRef, inject } from '@angular/core';
import { type Observable, switchMap } from 'rxjs';
import type { HandleOf, Plugin } from '../handle/plugin.js';
import { shareLatest } from '../internal/share-latest.js';
import type { AttachOptions, JanusSession } from '../session/session.js';
import { JANUS, type Janus } from './janus.js';
import { untilDestroyed } from './until-destroyed.js';

/**
 * What {@link provideJanus} provides here. In an injection context.
 *
 * @example
 * ```ts
 * import { injectJanus } from 'rxjs-janus/angular';
 *
 * class Line {
 *   readonly state$ = injectJanus().transport$.state$;
 * }
 * ```
 */
export const injectJanus = (): Janus => inject(JANUS);

/**
 * The application's session, until what injects it is destroyed. In an injection context.
 *
 * Emits one session, shared by all who inject it, and completes with the component, service or route that
 * injected it; the session ends with the last subscription. Errors as `create$` does.
 *
 * @example
 * ```ts
 * import { switchMap } from 'rxjs';
 * import { injectJanusSession$ } from 'rxjs-janus/angular';
 *
 * class Gaps {
 *   readonly gap$ = injectJanusSession$().pipe(switchMap((session) => session.gap$));
 * }
 * ```
 */
export const injectJanusSession$ = (): Observable<JanusSession> =>
  injectJanus().session$.pipe(untilDestroyed(inject(DestroyRef)));

/**
 * A handle on the application's session, until what injects it is destroyed. In an injection context.
 *
 * Emits one handle for all its subscribers and, where the session is made anew, the next one's. A handle that was
 * stored with the session is taken up again after a reload. Completes with the component, service or route that
 * injected it, and detaches it then. Errors as the session and `attach$` do.
 *
 * @param plugin - The plugin to attach to.
 * @param options - The handle's name.
 * @example
 * ```ts
 * import { injectJanusHandle$, stateOf$ } from 'rxjs-janus/angular';
 * import { videoRoom } from 'rxjs-janus/videoroom';
 *
 * class Room {
 *   readonly room$ = injectJanusHandle$(videoRoom);
 *   readonly others$ = stateOf$(this.room$, (room) => room.participants$, []);
 * }
 * ```
 */
export const injectJanusHandle$ = <P extends Plugin>(
  plugin: P,
  options?: AttachOptions,
): Observable<HandleOf<P>> => {
  const janus = injectJanus();
  return janus.session$.pipe(
    switchMap((session) => {
      const resume = janus.takeStored(session, plugin.package);
      return resume
        ? session.reattach$(plugin, resume.handleId, { resume })
        : session.attach$(plugin, options);
    }),
    shareLatest(),
    untilDestroyed(inject(DestroyRef)),
  );
};
