import { itInside, passesInside } from '../support/inside.js';

describe('a text room’s data channel', () => {
  itInside(
    'carries the rooms of those in them',
    () => passesInside('spec/plugins/textroom/channel.inside.ts'),
    65_000,
  );
});
