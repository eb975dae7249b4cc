import { posix } from 'node:path';
import ts from 'typescript';
import { type SourceFile } from './source-files.js';

/** One import, export-from or dynamic import: as it is written, and the file it leads to if that is in the repository. */
export interface Import {
  readonly from: string;
  readonly specifier: string;
  readonly target: string | undefined;
  /** It brings types alone. */
  readonly erased: boolean;
}

/** The import lines of all files, in the order in which they stand. */
export function importsOf(files: readonly SourceFile[]): Import[] {
  return files.flatMap(({ path, text }) => {
    const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
    const found: Import[] = [];
    const visit = (node: ts.Node): void => {
      const specifier = specifierOf(node);
      if (specifier !== undefined)
        found.push({ from: path, specifier, target: targetOf(path, specifier), erased: isErased(node) });
      ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
  });
}

function specifierOf(node: ts.Node): string | undefined {
  const name =
    ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
      ? node.moduleSpecifier
      : ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)
        ? node.argument.literal
        : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
          ? node.arguments[0]
          : undefined;
  return name !== undefined && ts.isStringLiteralLike(name) ? name.text : undefined;
}

/** Whether nothing of the import is left when the types are gone. */
function isErased(node: ts.Node): boolean {
  if (ts.isImportTypeNode(node)) return true;
  if (ts.isExportDeclaration(node)) return node.isTypeOnly || allAreTypes(node.exportClause);
  if (!ts.isImportDeclaration(node) || node.importClause === undefined) return false;
  const { phaseModifier, name, namedBindings } = node.importClause;
  return phaseModifier === ts.SyntaxKind.TypeKeyword || (name === undefined && allAreTypes(namedBindings));
}

function allAreTypes(clause: ts.NamedImportBindings | ts.NamedExportBindings | undefined): boolean {
  if (clause === undefined || !(ts.isNamedImports(clause) || ts.isNamedExports(clause))) return false;
  return clause.elements.every(({ isTypeOnly }) => isTypeOnly);
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

/** The files of which each can be reached from itself, as `a -> b -> a`; two types may name each other. */
export function cyclesOf(imports: readonly Import[]): string[] {
  const next = new Map<string, string[]>();
  for (const { from, target, erased } of imports) {
    if (target !== undefined && !erased) next.set(from, [...(next.get(from) ?? []), target]);
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
