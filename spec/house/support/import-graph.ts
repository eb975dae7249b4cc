import { posix } from 'node:path';
import ts from 'typescript';
import { type SourceFile } from './source-files.js';

/** One import, export-from or dynamic import: as it is written, and the file it leads to if that is in the repository. */
export interface Import {
  readonly from: string;
  readonly specifier: string;
  readonly target: string | undefined;
}

/** The import lines of all files, types included, in the order in which they stand. */
export function importsOf(files: readonly SourceFile[]): Import[] {
  return files.flatMap(({ path, text }) =>
    ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => ({
      from: path,
      specifier: fileName,
      target: targetOf(path, fileName),
    })),
  );
}

function targetOf(from: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  return posix.join(posix.dirname(from), specifier).replace(/\.js$/, '.ts');
}

/** Every file that is reached from one file by its imports, itself included. */
export function reachedFrom(start: string, imports: readonly Import[]): Set<string> {
  const reached = new Set([start]);
  for (const file of reached) {
    for (const { from, target } of imports) if (from === file && target !== undefined) reached.add(target);
  }
  return reached;
}

/** The files of which each can be reached from itself, as `a -> b -> a`. */
export function cyclesOf(imports: readonly Import[]): string[] {
  const next = new Map<string, string[]>();
  for (const { from, target } of imports) {
    if (target !== undefined) next.set(from, [...(next.get(from) ?? []), target]);
  }
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) cycles.push([...way.slice(way.indexOf(file)), file].join(' -> '));
    if (way.includes(file) || done.has(file)) return;
    for (const target of next.get(file) ?? []) visit(target, [...way, file]);
    done.add(file);
  };
  for (const file of next.keys()) visit(file, []);
  return cycles;
}
