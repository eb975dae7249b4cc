/** The types of one verb. */
export interface Verb<F extends object, R extends object> {
  /** The fields beside `request`. */
  readonly fields: F;
  /** The data of the answer. */
  readonly reply: R;
}

/** How a plugin calls what it says: `{ videoroom: 'success' }` for `Says<'videoroom', 'success'>`. */
export type Says<P extends string, W extends string> = Readonly<Record<P, W>>;
