/** The generated parts of the documents: `<!-- generated: NAME -->` in README.md and docs/*.md. */
import { layers } from '../../src/layers';
import { causesTable } from './causes';
import { registryTable } from './registry';

export const GENERATED: Record<string, () => string | Promise<string>> = {
  registry: () => registryTable(layers),
  causes: () => causesTable(layers),
};
