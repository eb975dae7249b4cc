import { itInside, passesInside } from '../support/inside.js';

describe('a room in which media flow', () => {
  itInside(
    'is published to, watched and unpublished from',
    () => passesInside('spec/plugins/videoroom/media.inside.ts'),
    70_000,
  );
});
