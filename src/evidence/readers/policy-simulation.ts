import { defined } from '../../defined';
import { found, required } from '../answers';
import { simulatePrincipalPolicy } from '../aws/calls/iam';
import { defineReader } from '../define';
import { Unread } from '../aws/failures';
import { allPages } from '../aws/pages';
import { onRoles, onUsers } from '../permissions';
import { simulationQuestion, type SimulationQuestion } from './shared/simulation';
import type { PolicySimulation } from '../values';

/** AWS's own second opinion on the caller's side: identity-based policies, boundary and service control policies together. */
export const policySimulation = defineReader<PolicySimulation>({
  id: 'policy-simulation',
  at: 'caller',
  region: 'global',
  permissions: [...onRoles('iam:SimulatePrincipalPolicy'), ...onUsers('iam:SimulatePrincipalPolicy')],
  // Nothing is decided by it, so that nothing drifts with it.
  changedBy: {},
  target: simulationQuestion,
  read: async (place, text) => {
    const { source, action, resource, context } = JSON.parse(text) as SimulationQuestion;
    const results = await allPages(async (Marker) => {
      const page = await simulatePrincipalPolicy(place, {
        PolicySourceArn: source,
        ActionNames: [action],
        ResourceArns: [resource],
        ContextEntries: [...context],
        Marker,
      });
      const items = required(page.EvaluationResults, 'EvaluationResults');
      return { items, next: page.IsTruncated === true ? required(page.Marker, 'Marker') : undefined };
    });
    const whole = required(results[0], 'EvaluationResults[0]');
    // The whole is of the resource's form; what was decided on this very resource stands below it.
    const own = whole.ResourceSpecificResults?.[0];
    const boundary = own?.PermissionsBoundaryDecisionDetail ?? whole.PermissionsBoundaryDecisionDetail;
    const allowedByBoundary = boundary?.AllowedByPermissionsBoundary;
    const allowedByOrganization = whole.OrganizationsDecisionDetail?.AllowedByOrganizations;
    return found({
      decision: decisionIn(own?.EvalResourceDecision ?? whole.EvalDecision),
      ...defined({ allowedByBoundary, allowedByOrganization }),
      missingKeys: [...new Set(own?.MissingContextValues ?? whole.MissingContextValues ?? [])].sort(),
    });
  },
});

const decisions = ['allowed', 'explicitDeny', 'implicitDeny'] as const;

function decisionIn(text: string | undefined): PolicySimulation['decision'] {
  const known = decisions.find((decision) => decision === text);
  if (known === undefined) throw new Unread('malformed-answer', 'the simulator answered without a known decision');
  return known;
}
