import { WORDS } from './descriptions';
import type { RoomMember, RoomTrack, VideoRoomView } from 'rxjs-janus/join-video-room';

/** What one place of the grid shows. */
export interface Tile {
  /** The same for as long as it is the same person's same picture. */
  readonly key: string;
  readonly name: string;
  readonly own: boolean;
  readonly screen: boolean;
  readonly video: MediaStreamTrack | undefined;
  readonly audio: MediaStreamTrack | undefined;
  /** Whether their microphone is off. */
  readonly silent: boolean;
  readonly talking: boolean;
  /** The sections of the PeerConnection that it comes by, for the quality of the network. */
  readonly mids: readonly string[];
}

/** What is shown of oneself. */
export interface Own {
  readonly name: string;
  readonly stream: MediaStream | undefined;
  readonly screen: MediaStream | undefined;
  readonly microphoneOn: boolean;
  readonly cameraOn: boolean;
}

/** All places of a room: one's own first, then those of the others, screens behind whose they are. */
export const tilesOf = (view: VideoRoomView, own: Own): readonly Tile[] => [
  ...ownTiles(own),
  ...view.members.flatMap(tilesOfMember),
];

const ownTiles = ({ name, stream, screen, microphoneOn, cameraOn }: Own): Tile[] => {
  const common = { own: true, audio: undefined, talking: false, mids: [] };
  const camera = cameraOn ? stream?.getVideoTracks()[0] : undefined;
  const first = {
    ...common,
    key: 'own',
    name,
    screen: false,
    video: camera,
    silent: !microphoneOn || !stream,
  };
  const shared = screen?.getVideoTracks()[0];
  return shared
    ? [first, { ...common, key: 'own screen', name, screen: true, video: shared, silent: false }]
    : [first];
};

const isPicture = ({ kind }: RoomTrack): boolean => kind === 'video';

const tilesOfMember = (member: RoomMember): Tile[] => {
  const { id, display = 'Somebody', talking = false, tracks } = member;
  const pictures = tracks.filter(isPicture);
  // The camera is published first; a screen comes behind it.
  const screens = pictures.slice(1);
  const sound = tracks.find(({ kind }) => kind === 'audio');
  const [camera] = pictures;
  const common = { name: display, own: false };
  return [
    {
      ...common,
      ...{ key: `${id}`, screen: false, talking, audio: sound?.track },
      video: camera && !camera.muted && camera.description !== WORDS.off ? camera.track : undefined,
      silent: sound === undefined || sound.description === WORDS.off,
      mids: [camera, sound].flatMap((track) => track?.mid ?? []),
    },
    ...screens
      .filter(({ muted }) => !muted)
      .map(({ mid, track }) => ({
        ...common,
        ...{ key: `${id} ${mid}`, screen: true, talking: false, audio: undefined, silent: false },
        ...{ video: track, mids: [mid] },
      })),
  ];
};
