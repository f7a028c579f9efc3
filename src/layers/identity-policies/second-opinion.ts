import type { Reading } from '../../evidence/define';
import type { PolicySimulation } from '../../evidence/values';
import type { Answer } from '../../judging/types';
import type { Note } from '../../judging/types';
import { words } from './words';

/**
 * What AWS's policy simulator says beside an answer. It is shown and never weighed: it knows the role and not the
 * session, and of the context only what it was given.
 */
export function secondOpinion(outcome: Answer['outcome'], simulation: Reading<PolicySimulation>): readonly Note[] {
  if (simulation.status === 'absent') return [];
  if (simulation.status === 'found') return [opinion(outcome, simulation.value)];
  // Not asked: its limits would have made the answer meaningless.
  if (simulation.why === 'target-unknown') return [];
  const { why, error } = simulation;
  return [words.note('simulator-not-asked', error === undefined ? { why } : { why, error })];
}

function opinion(outcome: Answer['outcome'], simulated: PolicySimulation): Note {
  const { decision, missingKeys } = simulated;
  const facts = { says: decision, evaluation: outcome };
  const by = blamed(simulated);
  if (by !== undefined) return words.note('simulator-blames-another', { ...facts, by });
  if (outcome === 'unknown') return words.note('simulator-says', facts);
  if (agrees[outcome] === decision) return words.note('simulator-agrees', facts);
  if (missingKeys.length === 0) return words.note('simulator-disagrees', facts);
  return words.note('simulator-disagrees-without-keys', {
    ...facts,
    without: missingKeys.slice(0, mostKeys).join(', '),
  });
}

/** Then it says nothing of the identity-based policies: it stops where an SCP denies, and shows one decision for all. */
function blamed({ decision, allowedByBoundary, allowedByOrganization }: PolicySimulation): string | undefined {
  if (decision === 'allowed') return undefined;
  if (allowedByOrganization === false) return 'the service control policies of the organization';
  return allowedByBoundary === false ? 'the permissions boundary' : undefined;
}

const agrees: Readonly<Partial<Record<Answer['outcome'], PolicySimulation['decision']>>> = {
  allows: 'allowed',
  denies: 'explicitDeny',
  'does-not-allow': 'implicitDeny',
};

/** Keys are names that policies choose, and policies may be long. */
const mostKeys = 10;
