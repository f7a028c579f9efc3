/** What would mend what blocks, with the calls that do it. */
import { judgedBy } from '../../judging/judged-by';
import type { UngradedCause } from '../causes/causes';
import type { FixedCase } from '../commands/changing';
import { readyFixes } from '../commands/ready-fixes';
import type { Decide } from '../../decision/decide';
import type { Fix, FixedTogether } from '../verdict';
import type { FixCase } from './fix-case';
import { conditionFixes } from './other-fixes';
import { sourceFixes } from './policies/source-fixes';
import { proposeFixes } from './prove';

export function fixesOf(
  blocking: readonly UngradedCause[],
  fixedCase: FixedCase,
  decide: Decide,
): { readonly fixes: readonly Fix[]; readonly fixedTogether?: FixedTogether } {
  const { request, evidence, cards, now } = fixedCase;
  const fixCase: FixCase = { request, evidence, cards, decide, ask, targetOf };
  // Whose policies are not all known is changed by nobody; what the caller can send helps all the same.
  const open = blocking.filter((cause) => cause.outcome === 'unknown' && !deniesUnnamed(cause));
  const { fixes, ...together } = proposeFixes(
    blocking.filter((cause) => !open.includes(cause)),
    fixCase,
  );
  const sent = open.flatMap((cause) => [...conditionFixes(cause, fixCase), ...sourceFixes(cause, fixCase, now)]);
  return { fixes: readyFixes([...fixes, ...sent], blocking, fixedCase), ...together };
}

const ask: FixCase['ask'] = (layer, subject, evidence) => judgedBy(layer, subject, evidence[layer.id]);
const targetOf: FixCase['targetOf'] = ({ reads }, read, { authorization, request }) =>
  reads[read]?.target(authorization, request);

/** The statement is known, and open is which objects it was asked about. */
const deniesUnnamed = ({ statement, resource }: UngradedCause): boolean => statement !== undefined && resource === null;
