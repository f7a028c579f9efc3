import type { WireAnswer } from '../../src/evidence/place';
import type { World } from './description';

/** One call to a described world. */
export interface Asked {
  readonly world: World;
  /** The account that is asked; of STS the own one. */
  readonly account: string;
  readonly region: string;
  readonly input: Readonly<Record<string, unknown>>;
}
/** By operation. */
export type Answers = Readonly<Record<string, (asked: Asked) => WireAnswer>>;

/** The account whose own credentials Culprit has. */
export function ownAccountOf({ accounts }: World): string {
  const [own] = Object.keys(accounts);
  if (own === undefined) throw new Error('a described world needs an account');
  return own;
}
