import { existsSync } from 'node:fs';

/** As .swcrc, but imports stay as they are: jest's own mapping (below) resolves them. */
const swc = {
  swcrc: false,
  jsc: {
    target: 'es2024',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    keepClassNames: true,
  },
  module: { type: 'es6' },
  sourceMaps: 'inline',
};

export default {
  testEnvironment: 'node',
  // Jest refuses a root that does not exist.
  roots: ['libs', 'services', 'cli', 'tools', 'test', 'bench', 'console'].filter((folder) =>
    existsSync(folder),
  ),
  testMatch: ['**/*.spec.ts', '**/*.int-spec.ts', '**/*.e2e-spec.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', swc] },
  extensionsToTreatAsEsm: ['.ts'],
  moduleFileExtensions: ['js', 'mjs', 'cjs', 'ts', 'json', 'node'],
  moduleNameMapper: {
    '^@deskhook/([^/]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  // Compiled: the mapping above does not hold for these two.
  globalSetup: '<rootDir>/dist/test/support/jest-global-setup.js',
  globalTeardown: '<rootDir>/dist/test/support/jest-global-teardown.js',
  maxWorkers: 2,
  // Modules of suites that are over stay in a worker's memory, and hundreds of suites fill it.
  workerIdleMemoryLimit: '1500MB',
  testTimeout: 90_000,
};
