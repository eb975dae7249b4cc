import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { SessionLife } from './session-life';

/** The life of the session in one line, told to screen readers too; the countdown is not, as it would never be silent. */
@Component({
  selector: 'app-status-line',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <p class="line" [attr.data-mood]="life.line().mood" data-testid="status">
      <span class="dot" aria-hidden="true"></span>
      <strong role="status">{{ life.line().word }}</strong>
      <span class="detail">{{ life.line().detail }}</span>
    </p>
  `,
  styles: `
    .line {
      display: flex;
      align-items: center;
      gap: 0.55rem;
      margin: 0;
      min-width: 0;
      font-size: 0.9rem;
    }
    .dot {
      flex: none;
      width: 0.6rem;
      height: 0.6rem;
      border-radius: 50%;
      background: var(--faint);
    }
    strong {
      font-weight: 600;
      white-space: nowrap;
    }
    .detail {
      color: var(--muted);
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
      font-variant-numeric: tabular-nums;
    }
    [data-mood='good'] .dot {
      background: var(--good);
    }
    [data-mood='busy'] .dot {
      background: var(--busy);
      animation: pulse 1s ease-in-out infinite;
    }
    [data-mood='bad'] .dot {
      background: var(--bad);
    }
    [data-mood='busy'] strong {
      color: var(--busy-text);
    }
    [data-mood='bad'] strong {
      color: var(--bad-text);
    }
    @keyframes pulse {
      50% {
        opacity: 0.35;
      }
    }
    @media (max-width: 40rem) {
      .detail {
        display: -webkit-box;
        font-size: 0.8rem;
        line-height: 1.25;
        white-space: normal;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
      }
    }
    @media (prefers-reduced-motion: reduce) {
      .dot {
        animation: none !important;
      }
    }
  `,
})
export class StatusLine {
  protected readonly life = inject(SessionLife);
}
