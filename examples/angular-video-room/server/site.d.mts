import type { Observable } from 'rxjs';

/** A small web server for a built page: emits its address once it listens. */
export declare const site$: (options: {
  readonly port: number;
  readonly folder: string;
  readonly settings: object;
}) => Observable<string>;
