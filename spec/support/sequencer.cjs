// Long spec files go first: begun last, one of them would run on alone for a minute. A fresh clone knows no times yet.
const { default: Sequencer } = require('@jest/test-sequencer');

const LONG = [
  'webrtc/media',
  'plugins/sip/gaps',
  'examples/video-room-recovery',
  'contract/',
  'house/size',
  'types/',
  'docs/',
  'examples/',
  'house/verify',
  'plugins/[^/]+/media',
];

/** Its place in the list; behind all of them when it is in none. */
const rank = ({ path }) => {
  const place = LONG.findIndex((pattern) => new RegExp(`/spec/${pattern}`).test(path));
  return place < 0 ? LONG.length : place;
};

module.exports = class extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((one, other) => rank(one) - rank(other));
  }
};
