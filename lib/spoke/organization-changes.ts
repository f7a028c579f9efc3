import type { Cards } from '../cards';
import type { ForwardedRule } from './forwarder';

/** Who has changed policies of the organization: recorded in the account that manages it, in its first Region. */
export function organizationChanges(account: string, { organizationCalls }: Cards): ForwardedRule {
  return {
    id: 'OrganizationChanges',
    description: 'Culprit: changes of policies of the organization, to the hub',
    state: 'ENABLED',
    eventPattern: {
      source: ['aws.organizations'],
      account: [account],
      detailType: ['AWS API Call via CloudTrail'],
      detail: { eventName: [...organizationCalls], errorCode: [{ exists: false }] },
    },
  };
}
