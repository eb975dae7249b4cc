import { itInside, passesInside } from '../support/inside.js';

describe('a tape’s media', () => {
  itInside(
    'are recorded and played, through gaps',
    () => passesInside('spec/plugins/recordplay/tape.inside.ts'),
    65_000,
  );
});
