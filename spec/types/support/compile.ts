import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../../house/support/source-files.js';

/** Type-checks files of the repository and made-up ones under its own settings: the complaints, by file. */
export function complaintsAbout(
  paths: readonly string[],
  madeUp: ReadonlyMap<string, string> = new Map(),
): Map<string, string[]> {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile) as { config: unknown };
  const settings = ts.parseJsonConfigFileContent(config, ts.sys, root);
  // A snippet ends where its point is made, with names that nobody reads any more.
  const options = { ...settings.options, noUnusedLocals: false };
  const texts = new Map([...madeUp].map(([path, text]) => [join(root, path), text]));
  const names = [...paths, ...madeUp.keys()].map((path) => join(root, path));
  const program = ts.createProgram(names, options, hostWith(texts, options));
  return new Map(names.map((name) => [name.slice(root.length + 1), complaintsOf(program, name)]));
}

function hostWith(texts: ReadonlyMap<string, string>, options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options, true);
  return {
    ...host,
    fileExists: (name) => texts.has(name) || host.fileExists(name),
    readFile: (name) => texts.get(name) ?? host.readFile(name),
    getSourceFile: (name, version, ...rest) => {
      const text = texts.get(name);
      return text === undefined
        ? host.getSourceFile(name, version, ...rest)
        : ts.createSourceFile(name, text, version, true);
    },
  };
}

function complaintsOf(program: ts.Program, name: string): string[] {
  const file = program.getSourceFile(name);
  if (file === undefined) return [`${name} was not read`];
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
    (diagnostic) => {
      const line = file.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line + 1;
      return `line ${String(line)}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ')}`;
    },
  );
}
