import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  type ElementRef,
  computed,
  effect,
  inject,
  signal,
  viewChild,
} from '@angular/core';
import { Subscription } from 'rxjs';
import { Call } from './call';
import { Capture } from './capture';
import { CaptureToggle } from './capture-toggle';
import { DeviceChoice } from './device-choice';
import { Icon } from './icon';
import { problemOf } from './problems';
import { ServerConfig } from './server-config';

/** Before the room: who, where, and with what. */
@Component({
  selector: 'app-lobby',
  imports: [CaptureToggle, DeviceChoice, Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './lobby.html',
  styleUrl: './lobby.css',
})
export class Lobby {
  protected readonly call = inject(Call);
  protected readonly capture = inject(Capture);
  protected readonly config = inject(ServerConfig);
  protected readonly name = signal('');
  protected readonly room = signal('');
  protected readonly tried = signal(false);
  protected readonly captureProblem = signal<string | undefined>(undefined);
  protected readonly previewing = signal(false);
  protected readonly roomShown = computed(() => this.room() || String(this.config.settings()?.room ?? 1234));
  protected readonly nameProblem = computed(() =>
    this.tried() && this.name().trim() === '' ? 'Tell the others who you are.' : '',
  );
  protected readonly roomProblem = computed(() =>
    this.tried() && !/^[1-9]\d{0,14}$/.test(this.roomShown()) ? 'A room is a number, 1234 for example.' : '',
  );
  protected readonly fields = [
    {
      ...{ name: 'name', label: 'Your name', autocomplete: 'name', inputmode: 'text', maxlength: 40 },
      ...{ typed: this.name, shown: this.name, problem: this.nameProblem },
    },
    {
      ...{ name: 'room', label: 'Room', autocomplete: 'off', inputmode: 'numeric', maxlength: 15 },
      ...{ typed: this.room, shown: this.roomShown, problem: this.roomProblem },
    },
  ];
  private readonly preview = viewChild<ElementRef<HTMLVideoElement>>('preview');
  readonly #held = new Subscription();

  constructor() {
    inject(DestroyRef).onDestroy(() => this.#held.unsubscribe());
    effect(() => {
      const player = this.preview()?.nativeElement;
      if (player) player.srcObject = this.capture.stream() ?? null;
    });
  }

  protected startPreview(): void {
    this.previewing.set(true);
    this.captureProblem.set(undefined);
    this.#held.add(
      this.capture.stream$.subscribe({
        error: (error: unknown) => {
          this.previewing.set(false);
          this.captureProblem.set(problemOf(error));
        },
      }),
    );
  }

  protected join(event: Event, capture: boolean): void {
    event.preventDefault();
    this.tried.set(true);
    if (this.nameProblem() || this.roomProblem()) return;
    this.call.join({ name: this.name().trim(), room: Number(this.roomShown()), capture });
  }
}
