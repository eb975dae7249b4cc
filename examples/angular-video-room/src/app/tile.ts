import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  viewChild,
  type ElementRef,
} from '@angular/core';
import { Icon } from './icon';
import type { Quality } from './quality';
import { Sound } from './sound';
import type { Tile } from './tile-of';

const SAID: Readonly<Record<Quality, string>> = {
  good: 'Good connection',
  fair: 'Some packets are lost',
  poor: 'Poor connection',
};

const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .slice(0, 2)
    .join('')
    .toUpperCase();

/** Somebody in the room, or a screen of theirs. */
@Component({
  selector: 'app-tile',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './tile.html',
  styleUrl: './tile.css',
  host: { role: 'listitem' },
})
export class TileView {
  readonly tile = input.required<Tile>();
  readonly quality = input<Quality>();
  protected readonly sound = inject(Sound);
  protected readonly initials = computed(() => initialsOf(this.tile().name));
  protected readonly label = computed(() => {
    const { name, own, screen } = this.tile();
    if (screen) return own ? 'Your screen' : `${name}’s screen`;
    return own ? `${name} (you)` : name;
  });
  protected readonly said = computed(() => SAID[this.quality() ?? 'good']);
  private readonly player = viewChild.required<ElementRef<HTMLVideoElement>>('player');

  constructor() {
    effect(() => {
      const { video, audio } = this.tile();
      this.#play([video, audio].flatMap((track) => track ?? []));
    });
    effect(() => {
      if (this.sound.allowed()) this.#start();
    });
  }

  /** The stream stays while its tracks are the same, so that nothing flickers when something else changes. */
  #play(tracks: readonly MediaStreamTrack[]): void {
    const player = this.player().nativeElement;
    const playing = player.srcObject instanceof MediaStream ? player.srcObject.getTracks() : [];
    const same = tracks.length === playing.length && tracks.every((track) => playing.includes(track));
    if (same) return;
    player.srcObject = tracks.length > 0 ? new MediaStream([...tracks]) : null;
    this.#start();
  }

  #start(): void {
    const player = this.player().nativeElement;
    if (!player.srcObject) return;
    player.play().catch((error: unknown) => {
      if (error instanceof DOMException && error.name === 'NotAllowedError') this.sound.blocked();
    });
  }
}
