/** Who reads what calls set, where what an earlier investigation read shows what a change replaced. */
import type { Reader } from '../../define';
import { accessPointPolicy } from '../../readers/access-point-policy';
import { accountPublicAccessBlock } from '../../readers/account-public-access-block';
import { bucketAcl } from '../../readers/bucket-acl';
import { bucketEncryption } from '../../readers/bucket-encryption';
import { bucketOwnershipControls } from '../../readers/bucket-ownership-controls';
import { bucketPolicy } from '../../readers/bucket-policy';
import { bucketPublicAccessBlock } from '../../readers/bucket-public-access-block';
import { bucketRequestPayment } from '../../readers/bucket-request-payment';
import { identityPolicies } from '../../readers/identity-policies';
import { keyPolicy } from '../../readers/key-policy';
import { permissionsBoundary } from '../../readers/permissions-boundary';
import { resourceControlPolicies } from '../../readers/resource-control-policies';
import { serviceControlPolicies } from '../../readers/service-control-policies';
import { vpcEndpoint } from '../../readers/vpc-endpoint';

export const readersOfSettings: Readonly<Record<string, readonly Pick<Reader<unknown>, 'id'>[]>> = {
  'policy-of-bucket': [bucketPolicy],
  'policy-of-key': [keyPolicy],
  'policy-of-access-point': [accessPointPolicy],
  'policy-of-endpoint': [vpcEndpoint],
  'bucket-public-access-block': [bucketPublicAccessBlock],
  'account-public-access-block': [accountPublicAccessBlock],
  'bucket-acl': [bucketAcl],
  'bucket-ownership': [bucketOwnershipControls],
  'bucket-encryption': [bucketEncryption],
  'bucket-request-payment': [bucketRequestPayment],
  'role-boundary': [permissionsBoundary],
  'user-boundary': [permissionsBoundary],
  'group-policy': [identityPolicies],
  'group-attachment': [identityPolicies],
  'user-group-attachment': [identityPolicies],
  'role-policy': [identityPolicies],
  'user-policy': [identityPolicies],
  'role-attachment': [identityPolicies],
  'user-attachment': [identityPolicies],
  'managed-policy': [identityPolicies],
  'organization-policy': [serviceControlPolicies, resourceControlPolicies],
};
