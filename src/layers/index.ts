/** ★ The registry: one line per layer, in AWS's evaluation order. Adding a layer is its folder and its line here. */
import type { AnyLayer } from './define';
import { accessControlLists } from './access-control-lists';
import { accessGrants } from './access-grants';
import { accessPointNetworkOrigin } from './access-point-network-origin';
import { accessPointPolicy } from './access-point-policy';
import { awsServiceRequest } from './aws-service-request';
import { blockPublicAccess } from './block-public-access';
import { bucketAbac } from './bucket-abac';
import { bucketPolicy } from './bucket-policy';
import { credentialsAndSignature } from './credentials-and-signature';
import { crossOriginResourceSharing } from './cross-origin-resource-sharing';
import { encryptionRequirements } from './encryption-requirements';
import { expectedBucketOwner } from './expected-bucket-owner';
import { identityPolicies } from './identity-policies';
import { kmsKey } from './kms-key';
import { kmsKeyState } from './kms-key-state';
import { mfaDelete } from './mfa-delete';
import { multiRegionAccessPoint } from './multi-region-access-point';
import { objectLambdaAccessPoint } from './object-lambda-access-point';
import { objectLock } from './object-lock';
import { objectOwnership } from './object-ownership';
import { objectState } from './object-state';
import { permissionsBoundary } from './permissions-boundary';
import { requesterPays } from './requester-pays';
import { resourceControlPolicies } from './resource-control-policies';
import { s3ExpressSession } from './s3-express-session';
import { serviceControlPolicies } from './service-control-policies';
import { sessionPolicy } from './session-policy';
import { vpcEndpointPolicy } from './vpc-endpoint-policy';

export const layers: readonly AnyLayer[] = [
  credentialsAndSignature,
  crossOriginResourceSharing,
  vpcEndpointPolicy,
  resourceControlPolicies,
  serviceControlPolicies,
  sessionPolicy,
  permissionsBoundary,
  identityPolicies,
  bucketPolicy,
  accessPointPolicy,
  accessPointNetworkOrigin,
  multiRegionAccessPoint,
  objectLambdaAccessPoint,
  s3ExpressSession,
  blockPublicAccess,
  accessControlLists,
  objectOwnership,
  accessGrants,
  bucketAbac,
  expectedBucketOwner,
  requesterPays,
  encryptionRequirements,
  objectState,
  objectLock,
  mfaDelete,
  awsServiceRequest,
  kmsKey,
  kmsKeyState,
];
