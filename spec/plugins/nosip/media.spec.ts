import { itInside, passesInside } from '../support/inside.js';

describe('a NoSIP call’s media', () => {
  itInside(
    'reach the plain peer, and are recorded, through a gap of the API’s line',
    () => passesInside('spec/plugins/nosip/relay.inside.ts'),
    65_000,
  );
});
