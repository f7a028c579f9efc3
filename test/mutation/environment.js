const { TestEnvironment } = require('jest-environment-node');

/** One failing test tells that a mutant is seen: the other tests are skipped. */
module.exports = class extends TestEnvironment {
  #failed = false;

  handleTestEvent({ name, test }) {
    if (name === 'test_done' && test.errors.length > 0) this.#failed = true;
    if (name === 'test_start' && this.#failed) test.mode = 'skip';
  }
};
