/** How much of a desk's time and room requests may take. */
export interface DeskLimits {
  /** Milliseconds until a request is given up. */
  readonly requestTimeoutMs: number;
  /** How many requests may wait for a line. */
  readonly maxWaiting: number;
}

/** What holds where nothing else is said. */
export const DEFAULT_LIMITS: DeskLimits = { requestTimeoutMs: 10_000, maxWaiting: 1_000 };
