import { itInside, passesInside } from '../support/inside.js';

describe('a voice mail with media', () => {
  itInside(
    'is recorded, and known to be so over gaps',
    () => passesInside('spec/plugins/voicemail/recording.inside.ts'),
    65_000,
  );
});
