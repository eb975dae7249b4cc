// What the snippets of the pages and the doc comments take for granted, so that each can say its one thing.
export {};
