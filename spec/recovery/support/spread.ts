// How a number of events spreads over time.

/** How many fall into each bin, from `from` on. */
export function histogram(times: readonly number[], { from = 0, binMs = 1_000, bins = 40 } = {}): number[] {
  const counts = Array.from({ length: bins }, () => 0);
  for (const time of times) {
    const bin = Math.floor((time - from) / binMs);
    if (bin >= 0 && bin < bins) counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}

/** The most that fall into any span of that length, wherever it begins. */
export function mostWithin(times: readonly number[], spanMs: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  let [most, start] = [0, 0];
  sorted.forEach((time, end) => {
    while (time - (sorted[start] ?? 0) >= spanMs) start += 1;
    most = Math.max(most, end - start + 1);
  });
  return most;
}
