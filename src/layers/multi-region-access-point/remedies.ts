import { accountOf } from '../../names/principal';
import { defined } from '../../defined';
import type { Remedies } from '../../judging/commands/remedy';

export const remedies: Remedies = {
  'region-not-open': [
    {
      text: 'Opt in to the Region whose bucket was to answer, with the account of the caller.',
      safety: 'A Region that is open can be used by everybody in the account whom policies let use it.',
      commands: ({ request: { principal } }) => [
        {
          service: 'account',
          operation: 'EnableRegion',
          parameters: { RegionName: { fillIn: 'Region' } },
          ...defined({ account: accountOf(principal) }),
        },
      ],
      // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/account_region
      resources: () => [
        {
          terraform: { type: 'aws_account_region', arguments: { region_name: '<Region>', enabled: true } },
          cloudFormation: 'no-resource',
        },
      ],
    },
  ],
};
