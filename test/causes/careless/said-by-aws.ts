/** AWS names the policies that denied, and nobody may read them: its word stands, and what would show the statement is named. */
import { accounts, allowing } from '../accounts';
import { denyIn, event, lambdaRole, noneAllows, objectArn, owner, said } from '../events';
import type { Careless } from './row';

const by = lambdaRole();
const saying = (reason: string) => event({ by, message: said(by, 's3:GetObject', objectArn, reason) });
const organization = { accounts: { [owner]: ['ou-prod'] }, readable: false } as const;
const refusing = (service: string, operation: string) => ({ refuses: [{ service, operation }] });
const notDetermined = 'nothing is determined, for not everything can be read';
const word = { careless: notDetermined, status: 'denied', certain: false } as const;

export const saidByAws: readonly Careless[] = [
  {
    title: 'a policy of the organization that a member may not read',
    ...word,
    event: saying(denyIn('service control policy')),
    awsAccounts: accounts({ organization }),
    leads: 'service-control-policies',
    says: [/AWS says/],
    neverSays: [/"suspects":\[[^\]]*"layer":"(session-policy|identity-policies|bucket-policy)"/],
  },
  {
    title: 'the same, by its ARN',
    ...word,
    event: saying(
      denyIn('service control policy', 'arn:aws:organizations::999988887777:policy/o-1/service_control_policy/p-guard'),
    ),
    awsAccounts: accounts({ organization }),
    leads: 'service-control-policies',
    says: [/p-guard/],
  },
  {
    title: 'a resource control policy that a member may not read',
    ...word,
    event: saying(denyIn('resource control policy')),
    awsAccounts: accounts({ organization }),
    leads: 'resource-control-policies',
  },
  {
    title: 'a bucket policy that the reader may not read, where ACLs are on',
    ...word,
    event: saying(denyIn('resource-based policy')),
    awsAccounts: accounts({ bucket: { ownership: 'ObjectWriter' }, ...refusing('s3', 'GetBucketPolicy') }),
    leads: 'bucket-policy',
    says: [/s3:GetBucketPolicy/],
    // No ACL denies explicitly.
    neverSays: [/"suspects":\[[^\]]*"layer":"access-control-lists"/],
  },
  {
    title: 'policies of a role that the reader may not read',
    careless: notDetermined,
    status: 'denied',
    event: saying(noneAllows('identity-based policy', 's3:GetObject')),
    awsAccounts: accounts({ ...refusing('iam', 'ListRolePolicies') }),
    leads: 'identity-policies',
    says: [/iam:ListRolePolicies/],
  },
  {
    title: 'a boundary that the reader may not read',
    careless: notDetermined,
    status: 'denied',
    event: saying(denyIn('permissions boundary')),
    awsAccounts: accounts({ ...refusing('iam', 'GetRole') }),
    leads: 'permissions-boundary',
  },
  {
    title: 'AWS names the session policy, of a function that has none',
    careless: 'the session policy denied, AWS says so',
    event: saying(denyIn('session policy')),
    awsAccounts: accounts({ bucket: { policy: allowing('*') } }),
    status: 'would-be-allowed-now',
  },
];
