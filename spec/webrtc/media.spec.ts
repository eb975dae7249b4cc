import { itInside, passesInside } from '../plugins/support/inside.js';

const inside = (name: string) => () => passesInside(`spec/webrtc/${name}.inside.ts`);

describe('a peer through which media flow', () => {
  itInside('sends and receives', inside('peer'), 70_000);
  itInside('lasts', inside('recovery'), 70_000);
  itInside('mends itself', inside('path'), 70_000);
  itInside('gives way to another', inside('renewal'), 70_000);
  itInside('publishes to a room, watches it, and talks in text', inside('rooms'), 70_000);
});
