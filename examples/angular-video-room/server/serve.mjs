// Serves the page and tells it which Janus it stands on, for as long as the process runs.
import { server$ } from '../../demo/servers.mjs';
import { page } from './install.mjs';
import { site$ } from './site.mjs';
import { fromEvent, map, merge, switchMap, takeUntil } from 'rxjs';

const ROOM = Number(process.env.JANUS_ROOM ?? 1234);

/** @param {number} port */
export const serve = (port) => {
  server$({ rest: false, env: process.env })
    .pipe(
      switchMap(({ url, words }) => {
        // The simulator answers as Janus does, and carries no media.
        const media = !words.includes('simulator');
        return site$({ port, folder: page, settings: { url, words, media, room: ROOM } }).pipe(
          map((address) => ({ address, words, media })),
        );
      }),
      takeUntil(merge(fromEvent(process, 'SIGINT'), fromEvent(process, 'SIGTERM'))),
    )
    .subscribe({
      next: ({ address, words, media }) => {
        console.log(`\n  ${address}\n\n  On ${words}.`);
        console.log(media ? '  Open it in two windows.' : '  Signalling only: no media will flow.');
      },
      error: (error) => {
        console.error(error.message, error.remedy ?? '');
        process.exitCode = 1;
      },
    });
};
