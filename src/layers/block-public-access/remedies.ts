import { defined } from '../../defined';
import { isPublicPolicy } from '../../engine/principal/public-policy';
import type { AwsCommand } from '../../judging/commands/aws-command';
import { bucketPolicyWith } from '../../judging/infrastructure/bucket-policy-resource';
import { presign } from '../../judging/commands/presign';
import type { Remedies, Remedy, Told } from '../../judging/commands/remedy';
import { sameCallWithoutAcl } from '../../judging/commands/same-call';
import type { BoundRequest } from '../../request/types';

/** Nobody is shown how to take Block Public Access off: what needs it has a way that makes nothing public. */
const link: Remedy = {
  text: 'Hand out a presigned URL of this object instead of opening the bucket.',
  safety: 'Whoever has the link reads this one object for an hour, with the rights of whoever signed it.',
  commands: ({ request }) => presign(request, request.resourceAccountId),
};

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html */
const distribution: Remedy<'policy'> = {
  text: 'Serve it through a distribution of CloudFront with origin access control, which the bucket policy allows by its ARN.',
  safety:
    'Everybody that the distribution serves can read the bucket; the bucket itself stays private. A statement that makes it public names the account of the bucket then: for others it counts for nothing, and S3 refuses it.',
  commands: allowDistribution,
  resources: (told) => {
    const { bucket } = told.request;
    const policy = policyWithDistribution(told);
    return bucket === undefined || policy === undefined ? [] : [bucketPolicyWith(bucket, policy)];
  },
};

function allowDistribution(told: Told<'policy'>): readonly AwsCommand[] {
  const { bucket, resourceAccountId, bucketRegion } = told.request;
  const policy = policyWithDistribution(told);
  if (bucket === undefined || policy === undefined) return [];
  return [
    {
      service: 's3api',
      operation: 'PutBucketPolicy',
      parameters: { Bucket: bucket, Policy: { json: policy }, ExpectedBucketOwner: resourceAccountId },
      ...defined({ account: resourceAccountId, region: bucketRegion }),
    },
  ];
}

function policyWithDistribution({ request, readings }: Told<'policy'>) {
  const { bucket, partition } = request;
  const statements = statementsOf(readings.policy);
  if (bucket === undefined || statements === undefined) return undefined;
  const allow = {
    Sid: 'AllowCloudFront',
    Effect: 'Allow',
    Principal: { Service: 'cloudfront.amazonaws.com' },
    Action: 's3:GetObject',
    Resource: `arn:${partition}:s3:::${bucket}/*`,
    Condition: { StringEquals: { 'AWS:SourceArn': '<ARN of the distribution>' } },
  };
  return { Version: '2012-10-17', Statement: [...statements.map((one) => madePrivate(one, request)), allow] };
}

/** S3 takes no policy with a public statement where `BlockPublicPolicy` is on. */
function madePrivate(statement: unknown, { partition, resourceAccountId }: BoundRequest): unknown {
  const isPublic = isPublicPolicy({ Version: '2012-10-17', Statement: [statement] }) === true;
  if (!isPublic || resourceAccountId === undefined || typeof statement !== 'object' || statement === null)
    return statement;
  const { NotPrincipal: _others, ...rest } = statement as Readonly<Record<string, unknown>>;
  return { ...rest, Principal: { AWS: `arn:${partition}:iam::${resourceAccountId}:root` } };
}

/** Those of a policy whose variables would come to mean something else are not written again. */
function statementsOf(policy: Told<'policy'>['readings']['policy']): readonly unknown[] | undefined {
  if (policy.status === 'absent') return [];
  if (policy.status !== 'found') return undefined;
  const { document } = policy.value as { readonly document: unknown };
  const parsed: unknown = typeof document === 'string' ? (JSON.parse(document) as unknown) : document;
  if (typeof parsed !== 'object' || parsed === null) return undefined;
  const { Version, Statement = [] } = parsed as { readonly Version?: unknown; readonly Statement?: unknown };
  return Version === '2012-10-17' ? [Statement].flat() : undefined;
}

const withoutAcl: Remedy = {
  text: 'Send the request without a public ACL.',
  safety: 'Only the request changes: the object stays private.',
  commands: ({ request }) => sameCallWithoutAcl(request),
};

export const remedies: Remedies<'policy'> = {
  BlockPublicAcls: [withoutAcl],
  BlockPublicPolicy: [distribution],
  'puts-public-policy': [distribution],
  'new-policy-may-be-public': [distribution],
  RestrictPublicBuckets: [link, distribution],
  'public-policy-cut-off': [link, distribution],
};
