import { defined } from '../../defined';
import type { PutPolicy } from '../../judging/commands/aws-command';
import { bucketInArn } from '../../names/bucket';
import type { BoundRequest } from '../../request/types';
import { bucketPolicyWith } from '../../judging/infrastructure/bucket-policy-resource';
import type { PolicyResource } from '../../judging/infrastructure/resource';

/** https://docs.aws.amazon.com/cli/latest/reference/s3api/put-bucket-policy.html */
export const putBucketPolicy: PutPolicy = ({ target, document }, request) => {
  const account = ownerOf(target, request);
  return [
    {
      service: 's3api',
      operation: 'PutBucketPolicy',
      // A bucket of this name that somebody else owns is not written to.
      parameters: { Bucket: target, Policy: { json: document }, ExpectedBucketOwner: account },
      ...defined({ account, region: regionOf(target, request) }),
    },
  ];
};

const regionOf = (bucket: string, { bucket: own, bucketRegion, region }: BoundRequest): string | undefined =>
  bucket === own ? (bucketRegion ?? region) : undefined;

/** A copy reads one bucket and writes another. */
function ownerOf(bucket: string, { bucket: own, resourceAccountId, authorizations }: BoundRequest): string | undefined {
  const asked = authorizations.find(
    ({ resource, bucketResource }) => bucketInArn(bucketResource ?? resource) === bucket,
  );
  return asked?.resourceAccountId ?? (bucket === own ? resourceAccountId : undefined);
}

export const bucketPolicyResource: PolicyResource = ({ target, document }) => bucketPolicyWith(target, document);
