/** ★ The registry: one line per layer, in AWS's evaluation order. Adding a layer is its folder and its line here. */
import type { AnyLayer } from './define';
import { accessGrants } from './access-grants';
import { awsServiceRequest } from './aws-service-request';
import { credentialsAndSignature } from './credentials-and-signature';
import { expectedBucketOwner } from './expected-bucket-owner';
import { s3ExpressSession } from './s3-express-session';

export const layers: readonly AnyLayer[] = [
  credentialsAndSignature,
  s3ExpressSession,
  accessGrants,
  expectedBucketOwner,
  awsServiceRequest,
];
