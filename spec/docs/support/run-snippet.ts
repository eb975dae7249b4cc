// Runs a snippet of a page as it is written, but for the addresses and ids that are made up there.
import * as rxjs from 'rxjs';
import * as rxjsTesting from 'rxjs/testing';
import * as rxjsJanus from 'rxjs-janus';
import * as echotest from 'rxjs-janus/echotest';
import * as simulator from 'rxjs-janus/simulator';
import * as testing from 'rxjs-janus/testing';
import * as trace from 'rxjs-janus/trace';
import ts from 'typescript';

const modules: Readonly<Record<string, unknown>> = {
  rxjs,
  'rxjs/testing': rxjsTesting,
  'rxjs-janus': rxjsJanus,
  'rxjs-janus/echotest': echotest,
  'rxjs-janus/simulator': simulator,
  'rxjs-janus/testing': testing,
  'rxjs-janus/trace': trace,
};

/** What runs: what it has printed so far, and its end. */
export interface RunningSnippet {
  readonly printed: readonly string[];
  readonly failed: readonly unknown[];
  stop(): void;
}

/** A snippet can be run when it calls its subscription `lease`, so that it can be ended, and says what it prints. */
export const canRun = (text: string): boolean => /^const lease = /m.test(text) && promisedBy(text).length > 0;

/** What it says that it prints: the comment behind `console.log`. */
export function promisedBy(text: string): string[] {
  return [...text.matchAll(/console\.log\(.*\/\/ (.+)$/gm)].flatMap(([, words = '']) => words.split(', '));
}

export function runSnippet(text: string): RunningSnippet {
  const { outputText } = ts.transpileModule(
    `${text}\nexports.lease = typeof lease === 'undefined' ? undefined : lease;\n`,
    {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    },
  );
  const printed: string[] = [];
  const failed: unknown[] = [];
  const itsConsole = {
    log: (value: unknown) => printed.push(String(value)),
    error: (value: unknown) => failed.push(value),
  };
  const itsExports: { lease?: rxjs.Unsubscribable } = {};
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the page's own code is what is tried here
  const run = new Function('require', 'exports', 'console', outputText) as (...args: unknown[]) => void;
  run((name: string) => modules[name], itsExports, itsConsole);
  return { printed, failed, stop: () => itsExports.lease?.unsubscribe() };
}
