import type { TraceKind, TraceStep } from './step.js';

/** What {@link mermaid} takes. */
export interface MermaidOptions {
  /** Whether keep-alives are drawn; they are left out by default. */
  readonly keepAlives?: boolean;
}

const SIGN: Readonly<Record<TraceKind, string>> = {
  request: 'C->>J',
  poll: 'C->>J',
  unsent: 'C-xJ',
  ack: 'J-->>C',
  reply: 'J->>C',
  error: 'J->>C',
  event: 'J-)C',
  line: 'Note over C,J',
  down: 'Note over C,J',
  gap: 'Note over C,J',
  diagnostic: 'Note over C,J',
};

/** What means something to Mermaid, or to the page that it stands on, is written by its number. */
const plain = (text: string): string =>
  text.replace(/[#;%<>&`]/g, (sign) => `#${String(sign.charCodeAt(0))};`).replace(/\s+/g, ' ');

const isKeepAlive = ({ verb, text }: TraceStep): boolean => verb === 'keepalive' || text === 'keepalive';

const arrow = ({ kind, text, request, afterMs, session, handle }: TraceStep): string => {
  const number = request === undefined ? '' : `[${request}] `;
  const whose = handle ?? session;
  const took = afterMs === undefined || kind === 'gap' ? '' : ` (${afterMs} ms)`;
  return `  ${SIGN[kind]}: ${plain(`${number}${whose ? `${whose} ` : ''}${text}${took}`)}`;
};

/**
 * Steps as the text of a Mermaid sequence diagram, to be pasted into an issue between the fences of a `mermaid` block.
 *
 * @param steps - What was told, oldest first.
 * @param options - What is left out.
 * @example
 * ```ts
 * import { mermaid, type TraceStep } from 'rxjs-janus/trace';
 *
 * declare const steps: readonly TraceStep[];
 *
 * console.log(mermaid(steps));
 * ```
 * @see https://mermaid.js.org/syntax/sequenceDiagram.html
 */
export const mermaid = (steps: readonly TraceStep[], { keepAlives = false }: MermaidOptions = {}): string =>
  [
    'sequenceDiagram',
    '  participant C as client',
    '  participant J as Janus',
    ...steps.filter((step) => keepAlives || !isKeepAlive(step)).map(arrow),
    '',
  ].join('\n');
