/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.bash', '.zsh', '.fish', '.ps1'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      {
        jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
        module: { type: 'es6' },
      },
    ],
    // The bundle takes these scripts as text, and so do the tests.
    '\\.(?:bash|zsh|fish|ps1)$': '<rootDir>/test/helpers/textModule.js',
  },
  transformIgnorePatterns: ['/node_modules/(?!@pnpm/tabtab/)'],
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testTimeout: 30_000,
  maxWorkers: 2,
  // A worker grows with every file it runs, and a process of 1.4 GB starts a git thrice as slowly.
  workerIdleMemoryLimit: '700MB',
  collectCoverageFrom: ['src/**/*.ts', 'packages/registry/src/**/*.ts'],
  coverageReporters: ['text', 'lcov'],
  reporters: ['default', '<rootDir>/test/helpers/closingLine.js'],
};
