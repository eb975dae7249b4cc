import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../../house/support/source-files.js';

/** Type-checks ES modules with types in comments under the repository's own settings: one sentence per complaint. */
export function complaintsAboutScripts(paths: readonly string[]): string[] {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile) as { config: unknown };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const names = paths.map((path) => join(root, path));
  const program = ts.createProgram(names, { ...options, allowJs: true, checkJs: true });
  return names.flatMap((name) => {
    const file = program.getSourceFile(name);
    if (file === undefined) return [`${name} was not read`];
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(told);
  });
}

function told({ file, start = 0, messageText }: ts.Diagnostic): string {
  const line = (file?.getLineAndCharacterOfPosition(start).line ?? 0) + 1;
  const path = file?.fileName.slice(root.length + 1) ?? '';
  return `${path}:${String(line)} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
}
