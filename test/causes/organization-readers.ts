/** Cause 10, by whoever else may read the policies of the organization than the account that manages it. */
import { accounts, deny, policyOf } from './accounts';
import { denyIn, event, lambdaRole, objectArn, owner, said } from './events';
import type { Fixture } from './fixture';

const provenance = {
  from: 'documentation',
  source: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_delegate_policies.html',
} as const;
const layer = 'service-control-policies';
const guarded = {
  accounts: { [owner]: ['ou-data'] },
  scps: { 'r-root': { Guard: policyOf(deny('NoReports', { Action: 's3:GetObject' })) } },
};
const policyArn = 'arn:aws:organizations::999988887777:policy/o-exampleorg1/service_control_policy/p-rrootguard';
const unreadable = { status: 'inconclusive', certainty: 'possible', layer, shows: 'unknown' } as const;

export const organizationReaders: readonly Fixture[] = [
  {
    causes: [10],
    title: 'an SCP that a delegated administrator reads',
    provenance,
    event: event(),
    world: accounts({ organization: { ...guarded, administrator: '666677778888' } }),
    expects: { status: 'denied', certainty: 'possible', layer, shows: 'NoReports' },
    twin: {
      title: 'nobody may read the organization',
      world: accounts({ organization: { ...guarded, readable: false } }),
      expects: unreadable,
    },
  },
  {
    causes: [10],
    title: 'an SCP that can be read by the ARN in AWS’s words alone',
    provenance,
    event: event({
      message: said(lambdaRole(), 's3:GetObject', objectArn, denyIn('service control policy', policyArn)),
    }),
    world: accounts({ organization: guarded, refuses: [{ service: 'organizations', operation: 'ListParents' }] }),
    expects: { status: 'denied', certainty: 'proven', layer, shows: 'only-named-policy-read' },
    twin: {
      title: 'that policy cannot be read either',
      world: accounts({ organization: guarded, refuses: [{ service: 'organizations' }] }),
      expects: unreadable,
    },
  },
];
