import { itInside, passesInside } from '../support/inside.js';

describe('a mountpoint’s media', () => {
  itInside(
    'reach its viewers, through pauses, switches, restarts and gaps',
    () => passesInside('spec/plugins/streaming/watching.inside.ts'),
    65_000,
  );
});
