// Imported first: zone.js wraps the timers that it finds, so that those of virtual time must be there before it.
jest.useFakeTimers({ now: 0 });

/** Lets time pass, and what was promised in it. */
export const pass = async (ms: number): Promise<void> => {
  await jest.advanceTimersByTimeAsync(ms);
};
