// Writes Janus's configuration format (libconfig) and lays one set of settings over another.
import { type Jcfg, type JcfgValue } from './options.js';

export function printJcfg(jcfg: Jcfg): string {
  return Object.entries(jcfg)
    .map(([section, settings]) => `${section}: ${printValue(settings)}\n`)
    .join('');
}

/** Section by section; where both name a key, `over` holds. */
export function layOver(base: Jcfg, over: Jcfg = {}): Jcfg {
  const merged: Record<string, Readonly<Record<string, JcfgValue>>> = { ...base };
  for (const [section, settings] of Object.entries(over))
    merged[section] = { ...merged[section], ...settings };
  return merged;
}

function printValue(value: JcfgValue): string {
  if (isList(value)) return `( ${value.map(printValue).join(', ')} )`;
  if (typeof value !== 'object') return JSON.stringify(value);
  const lines = Object.entries(value).map(([key, inner]) => `  ${key} = ${printValue(inner)}`);
  return `{\n${lines.join('\n')}\n}`;
}

function isList(value: JcfgValue): value is readonly JcfgValue[] {
  return Array.isArray(value);
}
