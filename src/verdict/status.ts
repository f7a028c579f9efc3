import type { GradingCase } from './certainty/grading-case';
import { mayHaveAskedMore } from './certainty/unlogged-headers';
import type { Cause, Certainty, Status } from './types';
import type { Decision } from '../decision/types';

/** `now` is what holds by evaluation alone, without knowing that the request was denied. */
export function statusOf(now: Decision, rootCauses: readonly Cause[], grading: GradingCase): Status {
  if (now.blockers.length > 0) return 'denied';
  switch (now.decision) {
    case 'implicit-deny':
    case 'explicit-deny':
    case 'denied':
      return 'denied';
    case 'allowed':
      if (!grading.observed) return 'allowed';
      return restsOnAssumption(grading) || mayHaveAskedMore(grading.request) ? 'inconclusive' : 'would-be-allowed-now';
    case 'unknown':
      // Something unread might allow it, by evaluation alone; AWS's own word, or that nothing else is left, settles it.
      return rootCauses.some(settles) ? 'denied' : 'inconclusive';
  }
}

/** AWS says which policies denied, also where nobody may read them. */
const settles = ({ certainty, awsSaid }: Cause): boolean => certainty !== 'possible' || awsSaid?.agrees === true;

/** How sure a verdict without a root cause is. */
export function certaintyWithoutCause(now: Decision, grading: GradingCase): Certainty {
  const sure = !grading.observed && now.decision !== 'unknown' && !restsOnAssumption(grading);
  return sure ? 'established' : 'possible';
}

function restsOnAssumption({ request }: GradingCase): boolean {
  return request.authorizations.some(({ assumptions }) => assumptions.length > 0);
}
