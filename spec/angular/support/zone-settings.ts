// Imported before zone.js: ports and other targets of events belong to the whole process, and what zone.js wraps there would
// outlive the spec and break those behind it.
Object.assign(globalThis, { __Zone_disable_EventTarget: true });

export {};
