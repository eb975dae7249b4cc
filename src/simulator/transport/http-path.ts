/** The parts of a request's path under the base path. */
export interface RestPath {
  readonly session: string | undefined;
  readonly handle: string | undefined;
  readonly tooLong: boolean;
  readonly query: URLSearchParams;
}

const BASE = '/janus';

/** Takes a request's URL apart; undefined when it does not hold the base path. */
export function restPath(url: string): RestPath | undefined {
  const [path = '', query] = url.split('?', 2);
  // The first part after the base path is looked at, wherever in the URL the base path stands.
  const below = path.toLowerCase() === BASE ? '' : path.split(BASE)[1];
  if (below === undefined || (below !== '' && !below.startsWith('/'))) return undefined;
  const [session, handle, rest] = below.split('/').slice(1).map(orUndefined);
  const tooLong = session !== undefined && handle !== undefined && rest !== undefined;
  return { session, handle, tooLong, query: new URLSearchParams(query) };
}

/** An id in a path: the digits at its head, else 0. */
export const pathId = (part: string | undefined): number => Number(/^\s*\+?(\d+)/.exec(part ?? '')?.[1] ?? 0);

const orUndefined = (part: string): string | undefined => (part === '' ? undefined : part);
