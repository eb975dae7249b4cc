import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { catchError, of, switchMap } from 'rxjs';
import { Capture } from './capture';

const KINDS = [
  { kind: 'videoinput', label: 'Camera' },
  { kind: 'audioinput', label: 'Microphone' },
] as const;

/** Which camera and which microphone; the picture follows at once. */
@Component({
  selector: 'app-device-choice',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @for (group of groups(); track group.kind) {
      <label class="field">
        <span>{{ group.label }}</span>
        <select
          [value]="group.chosen"
          [disabled]="group.devices.length === 0"
          (change)="choose(group.kind, $event)"
        >
          @for (device of group.devices; track device.deviceId) {
            <option [value]="device.deviceId" [selected]="device.deviceId === group.chosen">
              {{ device.label || group.label }}
            </option>
          } @empty {
            <option value="">None found</option>
          }
        </select>
      </label>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 0.9rem;
    }
  `,
})
export class DeviceChoice {
  readonly #capture = inject(Capture);
  /** Asked for anew with each stream: names are told once something is captured. */
  readonly #devices = toSignal(
    toObservable(this.#capture.stream).pipe(
      switchMap(() => this.#capture.devices$.pipe(catchError(() => of([])))),
    ),
    { initialValue: [] },
  );
  protected readonly groups = computed(() =>
    KINDS.map(({ kind, label }) => ({
      ...{ kind, label },
      devices: this.#devices().filter((device) => device.kind === kind && device.deviceId !== ''),
      chosen: this.#capture.chosen()[kind] ?? this.#current(kind),
    })),
  );

  protected choose(kind: MediaDeviceKind, event: Event): void {
    this.#capture.choose(kind, (event.target as HTMLSelectElement).value);
  }

  #current(kind: MediaDeviceKind): string {
    const wanted = kind === 'videoinput' ? 'video' : 'audio';
    const track = this.#capture
      .stream()
      ?.getTracks()
      .find((one) => one.kind === wanted);
    return track?.getSettings().deviceId ?? '';
  }
}
