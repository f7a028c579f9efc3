/** ★ The registry: one line per layer, in AWS's evaluation order. Adding a layer is its folder and its line here. */
import type { AnyLayer } from './define';
import { accessControlLists } from './access-control-lists';
import { accessGrants } from './access-grants';
import { accessPointNetworkOrigin } from './access-point-network-origin';
import { awsServiceRequest } from './aws-service-request';
import { blockPublicAccess } from './block-public-access';
import { bucketAbac } from './bucket-abac';
import { credentialsAndSignature } from './credentials-and-signature';
import { encryptionRequirements } from './encryption-requirements';
import { expectedBucketOwner } from './expected-bucket-owner';
import { kmsKeyState } from './kms-key-state';
import { mfaDelete } from './mfa-delete';
import { objectLock } from './object-lock';
import { objectOwnership } from './object-ownership';
import { objectState } from './object-state';
import { requesterPays } from './requester-pays';
import { s3ExpressSession } from './s3-express-session';

export const layers: readonly AnyLayer[] = [
  credentialsAndSignature,
  accessPointNetworkOrigin,
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
  kmsKeyState,
];
