// What a room looks like: everybody's picture beside their name.
import { type VideoRoomView } from 'rxjs-janus/join-video-room';
import { type Followed } from './held.js';

/** Plays what comes, so that a picture of the page shows it. */
export function show(room: Followed<VideoRoomView>): void {
  room.value$.subscribe({ next: draw, error: () => undefined });
}

const tiles = new Map<string | number, HTMLVideoElement>();

function draw({ me, members }: VideoRoomView): void {
  play(
    'me',
    'me',
    me.tracks.map(({ track }) => track),
  );
  for (const { id, display = '', tracks } of members)
    play(
      id,
      display,
      tracks.map(({ track }) => track),
    );
  for (const [id, tile] of tiles) {
    if (id === 'me' || members.some((one) => one.id === id)) continue;
    tile.parentElement?.remove();
    tiles.delete(id);
  }
}

function play(id: string | number, name: string, tracks: readonly MediaStreamTrack[]): void {
  const tile = tiles.get(id) ?? made(id, name);
  const playing = tile.srcObject as MediaStream | null;
  const same =
    playing
      ?.getTracks()
      .map((track) => track.id)
      .join() === tracks.map((track) => track.id).join();
  if (!same) tile.srcObject = new MediaStream([...tracks]);
}

function made(id: string | number, name: string): HTMLVideoElement {
  const figure = document.createElement('figure');
  figure.style.cssText = 'display:inline-block;margin:8px;font:14px sans-serif';
  const tile = Object.assign(document.createElement('video'), {
    autoplay: true,
    muted: true,
    width: 160,
    height: 120,
  });
  figure.append(tile, Object.assign(document.createElement('figcaption'), { textContent: name }));
  document.body.append(figure);
  tiles.set(id, tile);
  return tile;
}
