/** Answered at once, and harmless when it runs twice. Where the second run is refused, its code says what the first did. */
export const SYNC = { sync: true, repeatable: true } as const;

/** Answered at once, and not to be run twice. */
export const SYNC_ONCE = { sync: true, repeatable: false } as const;

/** Answered by an event, and harmless when it runs twice. */
export const ASYNC = { sync: false, repeatable: true } as const;

/** Answered by an event, and not to be run twice. */
export const ASYNC_ONCE = { sync: false, repeatable: false } as const;
