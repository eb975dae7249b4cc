import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';

const SHAPES = {
  mic: 'M12 15a3.500 3.500 0 0 0 3.500-3.500v-5a3.500 3.500 0 0 0-7 0v5A3.500 3.500 0 0 0 12 15zM5.500 11.500a6.500 6.500 0 0 0 13 0M12 18v3.500',
  'mic-off':
    'M4 4l16 16M8.500 8.500v3A3.500 3.500 0 0 0 14 14.400M15.500 10.500v-4a3.500 3.500 0 0 0-6.700-1.400M5.500 11.500a6.500 6.500 0 0 0 10.200 5.300M18.500 11.500a6.400 6.400 0 0 1-.4 2.200M12 18v3.500',
  camera:
    'M4.500 7h9A1.500 1.500 0 0 1 15 8.500v7a1.500 1.500 0 0 1-1.500 1.500h-9A1.500 1.500 0 0 1 3 15.500v-7A1.500 1.500 0 0 1 4.500 7zM15 10.800l6-3v8.400l-6-3z',
  'camera-off':
    'M3.500 3.500l17 17M10 7h3.500A1.500 1.500 0 0 1 15 8.500v2.300l6-3v8.400l-2.600-1.300M14.700 16.400a1.500 1.500 0 0 1-1.200.6h-9A1.500 1.500 0 0 1 3 15.500v-7A1.500 1.500 0 0 1 4.500 7h1',
  screen:
    'M4 5h16a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1zM8 20h8M12 16v4M12 13V8.500M9.500 10.500L12 8l2.500 2.500',
  settings: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 4.800v4.400M9 14.800v4.400',
  leave: 'M14 4h4.500A1.500 1.500 0 0 1 20 5.500v13a1.500 1.500 0 0 1-1.500 1.500H14M10 8l-4 4 4 4M6 12h9',
  cut: 'M6.500 9a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5zM6.500 20a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5zM8.600 7.900L20 17M8.600 16.100L20 7',
  mend: 'M10 14a4 4 0 0 0 5.700 0l3.100-3.100a4 4 0 0 0-5.700-5.700L12 6.300M14 10a4 4 0 0 0-5.700 0l-3.100 3.100a4 4 0 0 0 5.700 5.700l1.100-1.100',
  people:
    'M9 11.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM2.500 19.500a6.500 6.500 0 0 1 13 0M16 4.800a3.500 3.500 0 0 1 0 6.400M18 13.800a6.500 6.500 0 0 1 3.500 5.700',
  link: 'M9 15l6-6M10.500 6.500l1.800-1.800a4.200 4.200 0 0 1 6 6L16.500 12.500M13.500 17.500l-1.800 1.800a4.200 4.200 0 0 1-6-6L7.500 11.500',
  close: 'M6 6l12 12M18 6L6 18',
} as const;

export type IconName = keyof typeof SHAPES;

/** A picture beside words: it says nothing by itself. */
@Component({
  selector: 'app-icon',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path [attr.d]="shape()" /></svg>`,
  styles: `
    :host {
      display: inline-flex;
      flex: none;
    }
    svg {
      width: 1.35em;
      height: 1.35em;
      fill: none;
      stroke: currentColor;
      stroke-width: 1.7;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
  `,
})
export class Icon {
  readonly name = input.required<IconName>();
  protected readonly shape = computed(() => SHAPES[this.name()]);
}
