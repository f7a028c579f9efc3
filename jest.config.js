// No result may hang on where a machine stands; no clock there agrees with UTC in hours or in minutes.
process.env.TZ = 'Asia/Kathmandu';

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: '<rootDir>/test/setup/environment.ts',
  roots: ['<rootDir>'],
  testMatch: ['<rootDir>/test/**/*.test.ts', '<rootDir>/src/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/dist/', '<rootDir>/cdk.out/', '<rootDir>/.stryker-tmp/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/cdk.out/', '<rootDir>/.stryker-tmp/'],
  transform: {
    '^.+\\.[cm]?tsx?$': [
      '@swc/jest',
      {
        jsc: { target: 'es2023', parser: { syntax: 'typescript' }, keepClassNames: true },
        // A package is loaded when it is first used: to load the SDK takes longer than most test files.
        module: { type: 'commonjs', lazy: true },
      },
    ],
  },
  globalSetup: '<rootDir>/test/setup/bundles.ts',
  setupFiles: ['<rootDir>/test/setup/offline.ts'],
  collectCoverageFrom: ['src/**/*.ts', 'lib/**/*.ts', 'lambdas/**/*.ts', 'cli/**/*.ts', '!**/*.test.ts'],
  coverageProvider: 'v8',
  maxWorkers: '100%',
  // Modules of finished test files linger, and collecting garbage around them costs more than a new process.
  workerIdleMemoryLimit: '600MB',
  // Nothing here is a matter of time: only what hangs is ended, however busy the machine.
  testTimeout: 600_000,
};
