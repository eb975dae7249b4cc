// node examples/video-room-recovery/main.mjs [--rest]: a room whose watcher loses the line, and then the whole page.
import { restTransport, webSocketTransport } from 'rxjs-janus';
import { runStory, using$ } from '../demo/run-story.mjs';
import { transportThrough } from '../demo/transport.mjs';
import { people$ } from './people.mjs';
import { story$ } from './story.mjs';

runStory(({ url, line, credentials }) => {
  // The others are somewhere else: their line stays whole.
  const options = { ...credentials, url: url.href };
  const elsewhere$ = url.protocol.startsWith('http') ? restTransport(options) : webSocketTransport(options);
  return using$(people$(elsewhere$, process.env['JANUS_MEDIA'] || undefined), (people) =>
    story$(transportThrough(url, line, credentials), people, line),
  );
});
