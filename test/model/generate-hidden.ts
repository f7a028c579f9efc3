import { tuple, uint16Array, type Arbitrary } from 'fast-check';
import type { PartialScenario } from './brute-force';
import { scenarios } from './generate';
import { hide } from './hide';
import type { Scenario } from './scenario';
import { Tape } from './tape';

/** A scenario, and the same with some of it hidden. */
export interface HiddenScenario {
  readonly scenario: Scenario;
  readonly partial: PartialScenario;
}

export const hiddenScenarios: Arbitrary<HiddenScenario> = tuple(
  scenarios,
  uint16Array({ minLength: 40, maxLength: 40 }),
).map(([scenario, numbers]) => ({ scenario, partial: hide(scenario, new Tape(numbers)) }));
