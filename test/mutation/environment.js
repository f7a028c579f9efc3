const { TestEnvironment } = require('jest-environment-node');

/** Runs what Stryker asks for, and no more: one failing test tells that a mutant is seen. */
module.exports = class extends TestEnvironment {
  #failed = false;

  handleTestEvent({ name, test }, state) {
    if (name === 'run_start' && state.testNamePattern) state.testNamePattern = exactly(state.testNamePattern);
    if (name === 'test_done' && test.errors.length > 0) this.#failed = true;
    if (name === 'test_start' && this.#failed) test.mode = 'skip';
  }
};

/** Stryker names tests as `(one)|(other)`: to look a name up costs less than to try a thousand alternatives. */
function exactly({ source }) {
  const names = source.slice(1, -1).split(')|(');
  const wanted = new Set(names.map((name) => name.replace(/\\(.)/g, '$1')));
  return { test: (name) => wanted.has(name) };
}
