import { NOWHERE, type RoomState } from '../../../src/plugins/videoroom/room-state.js';
import { ROOM_STATE } from '../../../src/plugins/videoroom/state.js';

const { save: saveRoom, load: loadRoom } = ROOM_STATE;

const inRoom: RoomState = {
  ...NOWHERE,
  place: { room: 7, id: 1, role: 'publisher' },
  tellsJoining: true,
  participants: [
    { id: 2, display: 'Ann', publishing: true, streams: [{ type: 'audio', mindex: 0, mid: '0' }] },
    { id: 3, publishing: false, metadata: { hand: 'up' } },
  ],
};
const watching: RoomState = { ...NOWHERE, place: { room: 'seven', role: 'subscriber' } };

describe('what a snapshot keeps of a room', () => {
  it.each([inRoom, watching])('comes back the same through JSON', (state) => {
    const saved = JSON.parse(JSON.stringify(saveRoom(state))) as object;
    expect(loadRoom(saved)).toEqual(state);
  });

  it('is nothing where no room was joined', () => {
    expect(saveRoom(NOWHERE)).toBeUndefined();
  });

  it('is a place alone where somebody wrote it by hand', () => {
    const place = { room: 7, id: 1, role: 'publisher' } as const;
    expect(loadRoom({ place })).toEqual({ ...NOWHERE, place });
  });

  it.each([{}, { room: 7 }, { place: undefined }, { place: { role: 'publisher' } }, { place: { room: {} } }])(
    'is none of ours: %j',
    (saved) => {
      expect(loadRoom(saved as never)).toBeUndefined();
    },
  );
});
