import ts from 'typescript';
import { type SourceFile } from './source-files.js';

/** How many lines hold code: neither blank nor comment alone. */
export function codeLinesOf({ path, text }: SourceFile): number {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const lines = new Set<number>();
  const visit = (node: ts.Node): void => {
    if (node.getChildCount() === 0) markLines(source, node, lines);
    else for (const child of node.getChildren()) if (!ts.isJSDoc(child)) visit(child);
  };
  visit(source);
  return lines.size;
}

function markLines(source: ts.SourceFile, token: ts.Node, lines: Set<number>): void {
  if (token.getWidth() === 0) return;
  const lineAt = (position: number): number => source.getLineAndCharacterOfPosition(position).line;
  for (let line = lineAt(token.getStart()); line <= lineAt(token.getEnd()); line++) lines.add(line);
}

/** The middle value; 0 of none. */
export function medianOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Where a file uses what its types should not need: `any`, a non-null `!`, an `enum`. */
export function shortcutsIn({ path, text }: SourceFile): string[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const name = shortcutOf(node);
    if (name !== undefined) found.push(`${path}: ${name}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function shortcutOf(node: ts.Node): string | undefined {
  if (node.kind === ts.SyntaxKind.AnyKeyword) return 'any';
  if (ts.isNonNullExpression(node)) return 'non-null !';
  return ts.isEnumDeclaration(node) ? 'enum' : undefined;
}
