/** @jest-config-loader esbuild-register */
import type { Config } from 'jest';

const config: Config = {
  testEnvironment: 'node',
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
  roots: ['<rootDir>/spec'],
  testMatch: ['**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/spec/bench/'],
  transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/tsconfig.jest.json', diagnostics: false }] },
  moduleNameMapper: {
    '^#platform$': '<rootDir>/src/transport/platform/node.ts',
    '^rxjs-janus$': '<rootDir>/src/index.ts',
    '^rxjs-janus/testing$': '<rootDir>/src/testing/index.ts',
    '^rxjs-janus/simulator$': '<rootDir>/src/simulator/index.ts',
    '^rxjs-janus/([a-z]+)$': '<rootDir>/src/plugins/$1/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
};

export default config;
