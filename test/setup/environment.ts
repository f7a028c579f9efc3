import { TestEnvironment as NodeEnvironment } from 'jest-environment-node';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import vm from 'node:vm';

/** Gives each test file a temporary folder of its own, and fails the file that leaves something in it. */
export default class TestEnvironment extends NodeEnvironment {
  readonly #outer = tmpdir();
  readonly #folder = mkdtempSync(join(this.#outer, 'culprit-test-'));

  /** In Jest's own context each use of a global, such as `Math`, is looked up through interceptors: loops take twice as long. */
  constructor(...given: ConstructorParameters<typeof NodeEnvironment>) {
    const { createContext } = vm;
    // https://nodejs.org/api/vm.html#vmconstantsdont_contextify
    Object.assign(vm, { createContext: () => createContext(vm.constants.DONT_CONTEXTIFY) });
    try {
      super(...given);
    } finally {
      Object.assign(vm, { createContext });
    }
  }

  override async setup(): Promise<void> {
    await super.setup();
    for (const name of compiled) {
      mkdirSync(join(this.#outer, name), { recursive: true });
      symlinkSync(join(this.#outer, name), join(this.#folder, name));
    }
    process.env['TMPDIR'] = this.#folder;
    this.global.process.env['TMPDIR'] = this.#folder;
  }

  override async teardown(): Promise<void> {
    await super.teardown();
    process.env['TMPDIR'] = this.#outer;
    const left = readdirSync(this.#folder).filter((name) => !compiled.includes(name));
    rmSync(this.#folder, { recursive: true, force: true });
    if (left.length > 0) throw new Error(`the tests leave in the temporary folder: ${left.join(', ')}`);
  }
}

/** What tsx and npm keep of programs that they compiled, for whoever starts them again. */
const compiled = [`tsx-${process.geteuid?.() ?? 0}`, 'node-compile-cache'];
