// Whoever knows a session's id may claim the session: what is printed shows the end of an id, and never half of it.
const SHOWN = 4;

/** `'…4821'`. */
export const shortId = (id: number): string => {
  const digits = String(id);
  return `…${digits.slice(-Math.min(SHOWN, Math.ceil(digits.length / 2)))}`;
};

/** The same for every number in a text that is long enough to be an id, such as in `No such session 4713…`. */
export const withShortIds = (text: string): string =>
  text.replace(/\d{9,}/g, (digits) => `…${digits.slice(-SHOWN)}`);
