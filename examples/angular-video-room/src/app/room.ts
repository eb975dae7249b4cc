import { ChangeDetectionStrategy, Component, computed, effect, inject, signal } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { switchMap } from 'rxjs';
import { Call } from './call';
import { Capture } from './capture';
import { CaptureToggle } from './capture-toggle';
import { DeviceChoice } from './device-choice';
import { Icon } from './icon';
import { Line } from './line';
import { LifePanel } from './life-panel';
import { type Quality, ownQuality$, qualities$ } from './quality';
import { Sharing } from './sharing';
import { Sound } from './sound';
import { TileView } from './tile';
import { type Tile, tilesOf } from './tile-of';

const RANK: readonly Quality[] = ['poor', 'fair', 'good'];

/** Columns and rows for so many places, on a wide page and on a narrow one. */
const shapeOf = (places: number): Record<'wide' | 'narrow', { columns: number; rows: number }> => {
  const [wide, narrow] = [Math.max(Math.ceil(Math.sqrt(places)), 1), places > 2 ? 2 : 1];
  return {
    wide: { columns: wide, rows: Math.ceil(places / wide) },
    narrow: { columns: narrow, rows: Math.ceil(places / narrow) },
  };
};

/** The room: who is in it, and what one can do there. */
@Component({
  selector: 'app-room',
  imports: [CaptureToggle, DeviceChoice, Icon, LifePanel, TileView],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './room.html',
  styleUrl: './room.css',
})
export class Room {
  protected readonly call = inject(Call);
  protected readonly capture = inject(Capture);
  protected readonly line = inject(Line);
  protected readonly sharing = inject(Sharing);
  protected readonly sound = inject(Sound);
  protected readonly problem = computed(() => this.sharing.problem() ?? this.call.problem());
  protected readonly tiles = computed((): readonly Tile[] => {
    const [view, wish] = [this.call.view(), this.call.wish()];
    if (!view || !wish) return [];
    return tilesOf(view, {
      name: wish.name,
      stream: this.capture.stream(),
      screen: this.sharing.screen(),
      microphoneOn: this.capture.microphoneOn(),
      cameraOn: this.capture.cameraOn(),
    });
  });
  protected readonly alone = computed(() => (this.call.view()?.members.length ?? 0) === 0);
  protected readonly shape = computed(() => shapeOf(this.tiles().length + (this.alone() ? 1 : 0)));
  protected readonly announced = signal('');
  readonly #qualities = toSignal(
    toObservable(computed(() => this.call.view()?.subscriber)).pipe(switchMap((peer) => qualities$(peer))),
    { initialValue: new Map<string, Quality>() },
  );
  readonly #ownQuality = toSignal(
    toObservable(computed(() => this.call.view()?.publisher)).pipe(switchMap((peer) => ownQuality$(peer))),
  );
  #before: ReadonlyMap<unknown, string> | undefined;

  constructor() {
    effect(() => this.#announce(this.call.view()?.members ?? []));
  }

  /** The worst of what somebody's media come by. */
  protected qualityOf({ mids, own, screen }: Tile): Quality | undefined {
    if (own) return screen ? undefined : this.#ownQuality();
    return mids
      .flatMap((mid) => this.#qualities().get(mid) ?? [])
      .sort((one, other) => RANK.indexOf(one) - RANK.indexOf(other))[0];
  }

  protected async copyLink(): Promise<void> {
    await navigator.clipboard.writeText(location.href).catch(() => undefined);
    this.announced.set('The address was copied');
  }

  #announce(members: readonly { readonly id: unknown; readonly display?: string }[]): void {
    const now = new Map(members.map(({ id, display = 'Somebody' }) => [id, display]));
    const before = this.#before;
    this.#before = now;
    if (!before) return;
    const came = [...now].filter(([id]) => !before.has(id)).map(([, name]) => `${name} is here`);
    const left = [...before].filter(([id]) => !now.has(id)).map(([, name]) => `${name} has left`);
    if (came.length + left.length > 0) this.announced.set([...came, ...left].join('. '));
  }
}
