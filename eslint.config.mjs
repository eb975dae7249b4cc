import js from '@eslint/js';
import comments from '@eslint-community/eslint-plugin-eslint-comments/configs';
import rxjsX from 'eslint-plugin-rxjs-x';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Operators whose timer runs on the wall clock unless the last argument names a scheduler. */
const timedCalls =
  'timer|interval|delay|debounceTime|throttleTime|auditTime|sampleTime|bufferTime|windowTime';

const noEnum = { selector: 'TSEnumDeclaration', message: 'Write a union of literals, or an as-const table.' };
const noBareTimer = {
  selector: `CallExpression[callee.name=/^(${timedCalls})$/][arguments.length<2]`,
  message: 'Every timer takes the scheduler, so that marbles can drive it.',
};
const noTimeoutOperator = {
  selector: "ImportDeclaration[source.value='rxjs'] ImportSpecifier[imported.name=/^timeout(With)?$/]",
  message: 'Requests share one deadline timer per transport: no timeout() for each.',
};
const noClock = {
  selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
  message: 'Times are read from the scheduler: scheduler.now().',
};
const platformGlobals = [
  ...['setTimeout', 'setInterval', 'setImmediate', 'fetch', 'WebSocket', 'process', 'Buffer'],
  ...['window', 'document', 'navigator', 'addEventListener', 'localStorage', 'sessionStorage'],
].map((name) => ({
  name,
  message: 'The core is runtime-free: take it as an option, default it in the platform file.',
}));

const finnish = {
  functions: true,
  methods: true,
  parameters: true,
  properties: true,
  objects: false,
  variables: true,
  strict: false,
  // What may be subscribed to ends in $; a Subject is there to be pushed into.
  types: { '^(Behavior|Replay|Async)?Subject$': false, '^(Janus|Scripted)Transport$': false },
  // A transport is an Observable with members; options that may be given an Observable are options first.
  names: {
    Transport$: false,
    '^(answer|transportOver|makeWebSocketObservable|default|url|token|delay|notifier|source)$': false,
    // What a peer takes by value or as an Observable.
    '^(configuration|tracks)$': false,
    // A store's methods give a promise as often as an Observable.
    '^(load|save|clear)$': false,
  },
};

const rxjsRules = {
  'rxjs-x/finnish': ['error', finnish],
  'rxjs-x/no-ignored-default-value': 'off',
  'rxjs-x/no-subclass': 'off',
  'rxjs-x/no-unsafe-takeuntil': [
    'error',
    { allow: ['share', 'shareReplay', 'shareLatest', 'finalize', 'toArray'] },
  ],
  'rxjs-x/throw-error': ['error', { allowThrowingAny: false, allowThrowingUnknown: true }],
};

const typeRules = {
  '@typescript-eslint/consistent-type-imports': [
    'error',
    { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
  ],
  '@typescript-eslint/non-nullable-type-assertion-style': 'off', // it asks for the ! that is banned
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  '@typescript-eslint/no-confusing-void-expression': [
    'error',
    { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
  ],
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
};

const sourceRules = {
  '@typescript-eslint/explicit-module-boundary-types': 'error',
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-non-null-assertion': 'error',
  'max-lines': ['error', { max: 150, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
  'no-console': 'error',
  'no-restricted-syntax': ['error', noEnum, noBareTimer, noTimeoutOperator, noClock],
  'no-restricted-globals': ['error', ...platformGlobals],
};

const specRules = {
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-unsafe-argument': 'off',
  '@typescript-eslint/no-unsafe-assignment': 'off',
  '@typescript-eslint/no-unsafe-member-access': 'off',
  '@typescript-eslint/no-unsafe-call': 'off',
  '@typescript-eslint/no-unsafe-return': 'off',
  '@typescript-eslint/no-empty-function': 'off',
  '@typescript-eslint/unbound-method': 'off',
  '@typescript-eslint/no-confusing-void-expression': 'off',
  'no-restricted-syntax': ['error', noEnum],
  'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
  'rxjs-x/finnish': ['error', { ...finnish, parameters: false, properties: false, methods: false }],
  'rxjs-x/no-exposed-subjects': 'off',
  'rxjs-x/no-ignored-error': 'off',
  'rxjs-x/no-floating-observables': 'error',
};

const nodeGlobals = Object.fromEntries(
  [
    ...[
      'process',
      'console',
      'Buffer',
      'URL',
      'URLSearchParams',
      'AbortController',
      'AbortSignal',
      'performance',
    ],
    ...['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'queueMicrotask'],
    ...['fetch', 'structuredClone', 'TextDecoder', 'TextEncoder', 'WebSocket'],
  ].map((name) => [name, 'readonly']),
);

export default defineConfig(
  globalIgnores([
    'dist/',
    'coverage/',
    '.cache/',
    'spec/bench/',
    'spec/pack/fixtures/',
    'spec/app/fixtures/',
  ]),
  // An application has types of its own, which Angular's compiler checks when it is built.
  globalIgnores(['examples/angular-video-room/{src,dist,.angular}/', 'examples/**/*.d.mts']),
  js.configs.recommended,
  comments.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@eslint-community/eslint-comments/require-description': 'error',
      '@eslint-community/eslint-comments/disable-enable-pair': ['error', { allowWholeFile: true }],
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'object-shorthand': 'error',
    },
  },
  {
    files: ['**/*.ts'],
    extends: [
      tseslint.configs.strictTypeChecked,
      tseslint.configs.stylisticTypeChecked,
      rxjsX.configs.strict,
    ],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: { ...typeRules, ...rxjsRules },
  },
  { files: ['src/**/*.ts'], rules: sourceRules },
  {
    // The two places where a runtime is known: the platform files that inject its globals, and Node's simulator.
    files: ['src/transport/platform/**/*.ts', 'src/simulator/**/*.ts'],
    rules: {
      'no-restricted-globals': 'off',
      'no-restricted-syntax': ['error', noEnum],
      'rxjs-x/no-ignored-error': 'off',
    },
  },
  {
    // One per attempt to connect is no matter.
    files: ['src/transport/**/*.ts'],
    ignores: ['src/transport/platform/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', noEnum, noBareTimer, noClock] },
  },
  { files: ['spec/**/*.ts', 'examples/**/*.ts', 'jest.config.ts'], rules: specRules },
  {
    // Compiled and never run.
    files: ['spec/types/**/*.types.ts', 'spec/types/support/same.ts'],
    rules: {
      '@typescript-eslint/no-unused-vars': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      'rxjs-x/finnish': 'off',
      'rxjs-x/no-floating-observables': 'off',
    },
  },
  { files: ['examples/**/*.ts', 'spec/**/demo*.ts'], rules: { 'no-console': 'off' } },
  { files: ['**/*.mjs', '**/*.js', '**/*.cjs'], languageOptions: { globals: nodeGlobals } },
);
