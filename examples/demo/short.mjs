// A session id is a capability: whoever knows it may claim the session. The demo shows the beginning alone.

/** @param {number} id */
export const short = (id) => `${String(id).slice(0, 4)}…`;

/** The same for every long number within a text. @param {string} text */
export const shortened = (text) => text.replace(/\d{8,}/g, (digits) => short(Number(digits)));
