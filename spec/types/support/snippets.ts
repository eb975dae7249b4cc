import { type SourceFile } from '../../house/support/source-files.js';

/** The ```ts blocks of a page, or of the doc comments of a source file, each as a module of its own. */
export function snippetsOf({ path, text }: SourceFile): [name: string, text: string][] {
  const inComments = path.endsWith('.ts');
  const lines = text.split('\n').map((line) => (inComments ? line.replace(/^\s*\* ?/, '') : line));
  const snippets: [string, string][] = [];
  for (const [index, line] of lines.entries()) {
    if (!/^```ts\s*$/.test(line)) continue;
    const rest = lines.slice(index + 1);
    const body = rest
      .slice(
        0,
        rest.findIndex((other) => other.startsWith('```')),
      )
      .join('\n');
    snippets.push([`${path}:${String(index + 1)}`, `${body}\nexport {};\n`]);
  }
  return snippets;
}
