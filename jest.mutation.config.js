/**
 * The tests that mutants must get past: tables, which are quick and the same every time. The tests by chance under
 * test/model would kill more, but reach every line, so that each mutant would wait for all of them.
 * @type {import('jest').Config}
 */
module.exports = {
  ...require('./jest.config.js'),
  roots: ['<rootDir>/src', '<rootDir>/test', '<rootDir>/cli'],
  testMatch: ['<rootDir>/test/mutation/tables.ts'],
  testEnvironment: require.resolve('./test/mutation/environment.js'),
  moduleNameMapper: { '^@aws-sdk/': require.resolve('./test/mutation/no-sdk.js') },
  // Nothing here needs bundles, chance or the network.
  globalSetup: undefined,
  setupFiles: [],
};
