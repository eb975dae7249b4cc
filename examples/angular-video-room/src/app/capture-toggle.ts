import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Capture } from './capture';
import { Icon } from './icon';

/** Mutes the microphone, or turns the camera off; pressed means that it is. */
@Component({
  selector: 'button[appCaptureToggle]',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<app-icon [name]="icon()" /><ng-content />`,
  host: {
    type: 'button',
    class: 'button',
    '[class.danger]': '!on()',
    '[attr.aria-pressed]': '!on()',
    '(click)': 'turn()',
  },
})
export class CaptureToggle {
  readonly what = input.required<'mic' | 'camera'>({ alias: 'appCaptureToggle' });
  readonly #capture = inject(Capture);
  readonly #state = computed(() =>
    this.what() === 'mic' ? this.#capture.microphoneOn : this.#capture.cameraOn,
  );
  protected readonly on = computed(() => this.#state()());
  protected readonly icon = computed(() => (this.on() ? this.what() : (`${this.what()}-off` as const)));

  protected turn(): void {
    this.#state().update((on) => !on);
  }
}
