// What `npm start` runs once the library is built: node examples/demo/main.mjs [--rest]
import { demo$ } from './demo.mjs';
import { runStory } from './run-story.mjs';
import { traced } from './trace.mjs';
import { transportThrough } from './transport.mjs';

runStory(({ url, line, credentials, print }) =>
  demo$(traced(transportThrough(url, line, credentials), print.frame), line),
);
