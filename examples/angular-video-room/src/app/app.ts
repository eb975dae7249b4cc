import { ChangeDetectionStrategy, Component, afterNextRender, inject } from '@angular/core';
import { Call } from './call';
import { Icon } from './icon';
import { Lobby } from './lobby';
import { Room } from './room';
import { StatusLine } from './status-line';
import { keptWish } from './wish';

@Component({
  selector: 'app-root',
  imports: [Icon, Lobby, Room, StatusLine],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <header>
      <p class="brand"><app-icon name="camera" /><span>Video room</span></p>
      <app-status-line />
    </header>
    @if (call.phase() === 'in') {
      <app-room />
    } @else {
      <app-lobby />
    }
  `,
  styles: `
    header {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: 1rem;
      height: 4rem;
      padding: 0 1.25rem;
    }
    .brand {
      display: flex;
      align-items: center;
      gap: 0.5rem;
      font-weight: 650;
      white-space: nowrap;
    }
    .brand app-icon {
      color: var(--accent);
      font-size: 1.15rem;
    }
    app-status-line {
      min-width: 0;
    }
    @media (max-width: 40rem) {
      header {
        padding: 0 0.85rem;
      }
      .brand span {
        display: none;
      }
    }
  `,
})
export class App {
  protected readonly call = inject(Call);

  constructor() {
    // Behind a reload one is where one was.
    afterNextRender(() => {
      const wish = keptWish();
      if (wish) this.call.join(wish);
    });
  }
}
