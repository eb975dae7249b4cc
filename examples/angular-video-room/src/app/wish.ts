/** What somebody wants: to be in a room, under a name, with camera and microphone or without. */
export interface Wish {
  readonly room: number;
  readonly name: string;
  readonly capture: boolean;
}

const KEY = 'video-room-wish';

const isWish = (value: unknown): value is Wish => {
  const { room, name, capture } = (value ?? {}) as Partial<Record<keyof Wish, unknown>>;
  return typeof room === 'number' && typeof name === 'string' && typeof capture === 'boolean';
};

/** Keeps it over a reload of the page, in this tab alone. */
export const keepWish = (wish: Wish | undefined): void => {
  if (wish) sessionStorage.setItem(KEY, JSON.stringify(wish));
  else sessionStorage.removeItem(KEY);
};

/** What was wanted before the reload. */
export const keptWish = (): Wish | undefined => {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    return isWish(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
};
