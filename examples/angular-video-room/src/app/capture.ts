import { Injectable, Injector, computed, effect, inject, signal, untracked } from '@angular/core';
import { toObservable } from '@angular/core/rxjs-interop';
import { type Observable, defer, finalize, shareReplay, tap } from 'rxjs';
import { devices$, displayMedia$, userMedia$ } from 'rxjs-janus/webrtc';

/** The device of each kind that was chosen; the browser's choice where none was. */
export type Chosen = Readonly<Partial<Record<MediaDeviceKind, string>>>;

const PICTURE: MediaTrackConstraints = {
  width: { ideal: 960 },
  height: { ideal: 540 },
  frameRate: { ideal: 24 },
};

const named = (deviceId: string | undefined): MediaTrackConstraints =>
  deviceId ? { deviceId: { exact: deviceId } } : {};

/** Camera and microphone: which are wanted, what they give, and whether they are muted. */
@Injectable({ providedIn: 'root' })
export class Capture {
  readonly #injector = inject(Injector);
  readonly #chosen = signal<Chosen>({});
  readonly #stream = signal<MediaStream | undefined>(undefined);
  readonly chosen = this.#chosen.asReadonly();
  /** What is captured now. */
  readonly stream = this.#stream.asReadonly();
  readonly microphoneOn = signal(true);
  readonly cameraOn = signal(true);

  readonly #constraints = computed((): MediaStreamConstraints => ({
    audio: named(this.#chosen().audioinput),
    video: { ...PICTURE, ...named(this.#chosen().videoinput) },
  }));

  /** Captured while somebody is subscribed, by preview and room together; another device takes the place of the one before. */
  readonly stream$: Observable<MediaStream> = defer(() =>
    userMedia$(toObservable(this.#constraints, { injector: this.#injector })),
  ).pipe(
    tap((stream) => this.#stream.set(stream)),
    finalize(() => this.#stream.set(undefined)),
    shareReplay({ bufferSize: 1, refCount: true }),
  );

  /** Which devices there are; their names are known once one is captured. */
  readonly devices$ = devices$();

  /** A screen, window or tab that the user chooses, until that is stopped here or in the browser's own bar. */
  readonly screen$ = displayMedia$({ video: { frameRate: { max: 15 } }, audio: false });

  constructor() {
    // Muted is silence and black in the same track: nothing is negotiated, and it is at once.
    effect(() => {
      const [stream, microphone, camera] = [this.#stream(), this.microphoneOn(), this.cameraOn()];
      stream?.getAudioTracks().forEach((track) => (track.enabled = microphone));
      stream?.getVideoTracks().forEach((track) => (track.enabled = camera));
    });
  }

  choose(kind: MediaDeviceKind, deviceId: string): void {
    if (untracked(this.#chosen)[kind] === deviceId) return;
    this.#chosen.update((chosen) => ({ ...chosen, [kind]: deviceId }));
  }
}
