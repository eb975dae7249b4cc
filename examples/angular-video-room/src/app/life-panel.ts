import { DatePipe } from '@angular/common';
import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { LifeLog } from './life-log';

/** What happened to the session, the newest first. */
@Component({
  selector: 'app-life-panel',
  imports: [DatePipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section aria-labelledby="life-title">
      <h2 id="life-title">Session</h2>
      <ol tabindex="0" aria-label="What happened to the session">
        @for (moment of log.moments(); track moment.id) {
          <li [attr.data-mood]="moment.mood">
            <time>{{ moment.at | date: 'HH:mm:ss' }}</time><span>{{ moment.text }}</span>
          </li>
        } @empty {
          <li class="none">Nothing has happened yet.</li>
        }
      </ol>
    </section>
  `,
  styles: `
    section {
      display: flex;
      flex-direction: column;
      height: 100%;
      border-radius: var(--radius);
      background: var(--surface);
      box-shadow: var(--shadow);
      overflow: hidden;
    }
    h2 {
      padding: 0.8rem 1rem 0.4rem;
      font-size: 0.95rem;
    }
    ol {
      flex: 1;
      margin: 0;
      padding: 0 1rem 0.8rem;
      overflow: auto;
      list-style: none;
      font-size: 0.85rem;
    }
    li {
      display: grid;
      grid-template-columns: auto 1fr;
      gap: 0.15rem 0.6rem;
      padding: 0.4rem 0 0.4rem 0.75rem;
      border-left: 2px solid var(--faint);
      overflow-wrap: anywhere;
    }
    time {
      color: var(--muted);
      font-variant-numeric: tabular-nums;
    }
    [data-mood='good'] {
      border-color: var(--good);
    }
    [data-mood='busy'] {
      border-color: var(--busy);
    }
    [data-mood='bad'] {
      border-color: var(--bad);
    }
    .none {
      display: block;
      border: 0;
      padding-left: 0;
      color: var(--muted);
    }
    @media (max-width: 60rem) {
      h2 {
        padding: 0.5rem 0.9rem 0;
        font-size: 0.85rem;
      }
      ol {
        padding-inline: 0.9rem;
      }
      li {
        padding-block: 0.2rem;
      }
    }
  `,
})
export class LifePanel {
  protected readonly log = inject(LifeLog);
}
