import { defined } from '../../defined';
import { accountInArn } from '../../names/arn';
import type { PutPolicy } from './aws-command';

/**
 * The management account, or a delegated administrator, puts it; AWS's own policies cannot be changed.
 * https://docs.aws.amazon.com/cli/latest/reference/organizations/update-policy.html
 */
export const putOrganizationPolicy: PutPolicy = ({ arn, document }) => {
  const id = /\/(p-[a-z0-9]+)$/.exec(arn ?? '')?.[1];
  if (arn === undefined || id === undefined || arn.includes('::aws:policy/')) return undefined;
  return {
    service: 'organizations',
    operation: 'UpdatePolicy',
    parameters: { PolicyId: id, Content: { json: document } },
    ...defined({ account: accountInArn(arn) }),
  };
};
