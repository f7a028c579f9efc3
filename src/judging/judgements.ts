/** Judgements are few and come again with every request: they are made once. */
import { ANYBODY, ITS_ACCOUNT, ITS_ROLE, ITSELF } from '../engine/principal/principal-element';
import type { Truth } from '../engine/truth';
import type { Judgement, Reach } from './types';

/** The judgement of a limit, or of a grant of the principal's side. */
export function judged(denies: boolean, allows: boolean): Judgement {
  return plain[(denies ? 2 : 0) + (allows ? 1 : 0)] as Judgement;
}

/** The judgement of a grant of the resource's side; `ways` are those in which its Allows name the caller. */
export function granted(denies: boolean, ways: number): Judgement {
  return reaching[(denies ? 8 : 0) + reachesIn(ways)] as Judgement;
}

/** Every judgement that is left open. */
export function possibleJudgements(denies: Truth, allows: Truth): readonly Judgement[] {
  return alternatives(denies).flatMap((denied) => alternatives(allows).map((allowed) => judged(denied, allowed)));
}

export function possibleGrants(denies: Truth, sure: number, maybe: number): readonly Judgement[] {
  const [certain, open] = [reachesIn(sure), reachesIn(maybe)];
  const sets = [0, 1, 2, 3, 4, 5, 6, 7].filter((set) => (set & ~open & ~certain) === 0 && (set & certain) === certain);
  return alternatives(denies).flatMap((denied) => sets.map((set) => reaching[(denied ? 8 : 0) + set] as Judgement));
}

/** Everything that a grant of the resource's side can say. */
export const everyGrant = (): readonly Judgement[] =>
  possibleGrants(undefined, 0, ANYBODY | ITSELF | ITS_ROLE | ITS_ACCOUNT);

const alternatives = (truth: Truth): readonly boolean[] => (truth === undefined ? [true, false] : [truth]);

const CALLER = 1;
const ROLE = 2;
const ACCOUNT = 4;
const reaches: readonly (readonly [bit: number, reach: Reach])[] = [
  [CALLER, 'caller'],
  [ROLE, 'role'],
  [ACCOUNT, 'account'],
];

function reachesIn(ways: number): number {
  return (
    ((ways & (ANYBODY | ITSELF)) !== 0 ? CALLER : 0) |
    ((ways & ITS_ROLE) !== 0 ? ROLE : 0) |
    ((ways & ITS_ACCOUNT) !== 0 ? ACCOUNT : 0)
  );
}

const plain: readonly Judgement[] = [0, 1, 2, 3].map((at) => ({
  applies: true,
  denies: (at & 2) !== 0,
  allows: (at & 1) !== 0,
}));

const reaching: readonly Judgement[] = Array.from({ length: 16 }, (_, at) => ({
  applies: true,
  denies: (at & 8) !== 0,
  allows: (at & 7) !== 0,
  reaches: reaches.filter(([bit]) => (at & bit) !== 0).map(([, reach]) => reach),
}));
