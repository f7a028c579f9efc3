import { executionsOf } from '../../src/delivery/executions';
import { keptDenialsIn } from '../../src/delivery/kept-denials';
import { storeIn } from '../../src/delivery/table/store';
import type { BudgetLimits } from '../../src/incident/budget/budget';
import type { Ports } from '../../src/incident/flow/ports';
import { environment } from '../runtime/environment';
import { log } from '../runtime/log';

/** What the flows of incidents use in AWS. */
export function ports(): Ports {
  const bucket = environment('CULPRIT_EVIDENCE_BUCKET');
  return {
    store: storeIn(environment('CULPRIT_TABLE')),
    now: Date.now,
    limits: limits(),
    evidence: keptDenialsIn(bucket),
    executions: executionsOf({ stateMachineArn: environment('CULPRIT_STATE_MACHINE'), bucket }),
    note: log,
  };
}

/** A few at once, and as many a minute as CloudTrail has room for look-ups. */
function limits(): BudgetLimits {
  return {
    burst: 5,
    perMinute: 4,
    monthlyDollars: Number(environment('CULPRIT_MONTHLY_DOLLARS')),
    price: Number(environment('CULPRIT_INVESTIGATION_PRICE')),
  };
}
