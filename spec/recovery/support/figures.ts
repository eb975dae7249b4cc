// Figures that a spec took, kept for the page of the long lane when that asks for them.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where figures go; set by the long lane alone, whose measurements are longer, too. */
const folder = process.env['RECOVERY_FIGURES'];

export const isLongLane = folder !== undefined;

export function keepFigures(name: string, figures: unknown): void {
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(figures, undefined, 2));
}
