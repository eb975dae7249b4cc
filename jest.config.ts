/** @jest-config-loader esbuild-register */
import type { Config } from 'jest';
import { enterNamespace } from './spec/media/support/enter';

/**
 * Specs with a lane of their own, in which they run one after another: those that take a browser with real media, those
 * that build applications, the packed package in a folder of its own, a service under load, and those that measure times.
 */
const LANES: Readonly<Record<string, readonly string[]>> = {
  media: ['/spec/media/'],
  app: ['/spec/app/'],
  pack: ['/spec/pack/'],
  service: ['/spec/examples/node-monitor/'],
  timed: ['/spec/recovery/', '/spec/chaos/'],
};
const lane = LANES[process.env['SPEC_LANE'] ?? ''];
if (lane === LANES['media'] || lane === LANES['app']) enterNamespace();
const others = lane ? [] : Object.values(LANES).flat();

const config: Config = {
  testEnvironment: 'node',
  testSequencer: '<rootDir>/spec/support/sequencer.cjs',
  // What waits for a server waits for it on a busy machine too; what hangs is told all the same.
  testTimeout: 20_000,
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
  roots: ['<rootDir>/spec'],
  testMatch: (lane ?? ['/']).map((place) => `**${place}**/*.spec.ts`),
  testPathIgnorePatterns: ['/node_modules/', '/spec/bench/', ...others],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json', 'node'],
  transform: {
    '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/tsconfig.jest.json', diagnostics: false }],
    // Angular comes as ES modules alone, and so do the scripts of the examples.
    '/(node_modules/@angular|examples)/.+\\.mjs$': '<rootDir>/spec/support/es-module.cjs',
  },
  transformIgnorePatterns: ['/node_modules/(?!@angular/)'],
  moduleNameMapper: {
    '^#platform$': '<rootDir>/src/transport/platform/node.ts',
    '^rxjs-janus$': '<rootDir>/src/index.ts',
    '^rxjs-janus/(angular|angular/testing|simulator|testing|trace|webrtc|webrtc/werift)$':
      '<rootDir>/src/$1/index.ts',
    '^rxjs-janus/((?:join|sip|watch)-[a-z-]+)$': '<rootDir>/src/rooms/$1/index.ts',
    '^rxjs-janus/([a-z]+)$': '<rootDir>/src/plugins/$1/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
};

export default config;
