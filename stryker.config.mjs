/** What a layer's card says to people: another sentence is no other decision. */
const words = new Set(['title', 'docs', 'causes']);

const cardWords = {
  shouldIgnore: (path) =>
    path.isObjectProperty() && words.has(path.node.key.name)
      ? 'words for people, held to their form by test/layers/contract.test.ts and test/docs'
      : undefined,
};

export const strykerPlugins = [{ kind: 'Ignore', name: 'card-words', value: cardWords }];

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate: [
    'src/engine/**/*.ts',
    'src/judging/**/*.ts',
    'src/layers/**/*.ts',
    'src/decision/**/*.ts',
    // Tables of tests, and sentences of docs: no code.
    '!src/layers/**/cases.ts',
    '!src/judging/cases/**',
    '!**/*.test.ts',
  ],
  plugins: ['@stryker-mutator/jest-runner', './stryker.config.mjs'],
  ignorers: ['card-words'],
  // The registry and the tables of operators are made once, when the modules load; a mutant of them needs a new process.
  ignoreStatic: true,
  testRunner: 'jest',
  jest: { configFile: 'jest.mutation.config.js', enableFindRelatedTests: false },
  coverageAnalysis: 'perTest',
  incremental: true,
  incrementalFile: 'reports/mutation.json',
  timeoutMS: 5000,
  timeoutFactor: 3,
  thresholds: { high: 95, low: 90, break: 90 },
  ignorePatterns: ['/dist', '/cdk.out', '/coverage', '/reports', '/.venv'],
  reporters: ['clear-text', 'progress', 'html'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  htmlReporter: { fileName: 'reports/mutation.html' },
  tempDirName: '.stryker-tmp',
  // TypeScript has nothing to check in mutated files, and needs no copy of its settings.
  tsconfigFile: 'no-tsconfig.json',
  disableTypeChecks: false,
};
