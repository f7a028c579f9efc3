/** What investigations find in a storm, and the state machine that they run in. */
import { definitionOf } from '../../lib/workflow/definition';
import type { NamedCause } from '../../src/incident/cause';
import { transientErrors } from '../../src/incident/flow/transient';
import type { Rechecked } from '../../src/incident/life/after-recheck';
import type { DeniedRequest } from '../../src/request/types';
import type { Definition } from '../cloud/workflow';

export const machine = definitionOf(
  {
    resolve: arnOf('resolve'),
    recentChanges: arnOf('recent-changes'),
    conclude: arnOf('conclude'),
    incident: arnOf('incident'),
    report: arnOf('report'),
  },
  new Map([['a layer', arnOf('a-layer')]]),
  transientErrors,
) as Definition;

function arnOf(name: string): string {
  return `arn:aws:lambda:us-east-1:111122223333:function:Culprit-${name}`;
}

/** What AWS's text says is the cause, as most often. */
export function causeOf({ said, authorizations }: DeniedRequest): NamedCause {
  const action = authorizations[0]?.action ?? '';
  if (said.is !== 'reason') return { layer: 'resource side', outcome: 'does-not-allow', action };
  const policy = { type: said.policyType ?? '', ...(said.policyArn === undefined ? {} : { arn: said.policyArn }) };
  if (said.deny === 'implicit') return { layer: said.policyType ?? '', outcome: 'does-not-allow', action };
  return { layer: said.policyType ?? '', outcome: 'denies', action, policy, statement: { index: 1 } };
}

/** The request decided again: allowed once the storm's cause is mended, denied by the same before. */
export function concludeAgain(request: DeniedRequest, isMended: boolean): Rechecked {
  if (isMended) return { is: 'allowed' };
  return { is: 'denied', causes: [causeOf(request)], unknown: [], title: { is: 'headline', text: 'Denied as before' } };
}
