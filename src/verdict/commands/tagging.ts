/** The calls that tag a key, a bucket or an object. */
import { defined } from '../../defined';
import type { AwsCommand } from '../../judging/commands/aws-command';
import { accountInArn, regionInArn } from '../../names/arn';
import { objectInArn } from '../../names/bucket';
import { isKeyArn } from '../../names/kms-key';
import type { BoundRequest } from '../../request/types';
import type { FixFacts, ProposedFix } from '../verdict';
import { bucketTagged } from '../../judging/infrastructure/bucket-tags-resource';
import { objectInCode } from '../../judging/infrastructure/object-resource';
import type { InfrastructureResource } from '../../judging/infrastructure/resource';

export function taggingCommands(
  { tag = '', value = '<value>', key = '', resource = '' }: FixFacts,
  request: BoundRequest,
): readonly AwsCommand[] {
  if (isKeyArn(resource))
    return [
      {
        service: 'kms',
        operation: 'TagResource',
        parameters: { KeyId: resource, Tags: { json: [{ TagKey: tag, TagValue: value }] } },
        ...defined({ account: accountInArn(resource), region: regionInArn(resource) }),
      },
    ];
  return isOfObject(key) ? taggingObject(tag, value, resource, request) : taggingBucket(tag, value, resource, request);
}

/** What keys, buckets and objects are made by. */
export function taggingResources(
  { code, facts }: ProposedFix,
  request: BoundRequest,
): readonly InfrastructureResource[] {
  const { tag = '', value = '<value>', key = '', resource = '' } = facts;
  if (code !== 'tag') return [];
  const tags = { map: { [tag]: value } };
  const Tags = { list: [{ block: { Key: tag, Value: value } }] };
  if (isKeyArn(resource))
    return [
      {
        terraform: { type: 'aws_kms_key', arguments: { tags }, partOf: resource },
        cloudFormation: { type: 'AWS::KMS::Key', properties: { Tags }, partOf: resource },
      },
    ];
  if (isOfObject(key)) return objectInCode(resource, request, { tags });
  const { bucket } = objectInArn(resource) ?? {};
  if (bucket === undefined || request.resourceAccountId === undefined) return [];
  return [bucketTagged(bucket, tag, value)];
}

const isOfObject = (key: string): boolean => key.toLowerCase().startsWith('s3:existingobjecttag/');

/** It adds to the tags that the bucket has. https://docs.aws.amazon.com/cli/latest/reference/s3control/tag-resource.html */
function taggingBucket(tag: string, value: string, resource: string, request: BoundRequest): readonly AwsCommand[] {
  const { bucket } = objectInArn(resource) ?? {};
  const { resourceAccountId: account, bucketRegion, region, partition } = request;
  if (bucket === undefined || account === undefined) return [];
  return [
    {
      service: 's3control',
      operation: 'TagResource',
      parameters: {
        AccountId: account,
        ResourceArn: `arn:${partition}:s3:::${bucket}`,
        Tags: { json: [{ Key: tag, Value: value }] },
      },
      account,
      region: bucketRegion ?? region,
    },
  ];
}

/** It replaces all tags of the object. https://docs.aws.amazon.com/cli/latest/reference/s3api/put-object-tagging.html */
function taggingObject(tag: string, value: string, resource: string, request: BoundRequest): readonly AwsCommand[] {
  const { bucket, key } = objectInArn(resource) ?? {};
  if (bucket === undefined || key === undefined) return [];
  const { resourceAccountId, bucketRegion, region, versionId } = request;
  const where = {
    service: 's3api',
    ...defined({ account: resourceAccountId, region: bucketRegion ?? region }),
  };
  const object = { Bucket: bucket, Key: key, VersionId: versionId };
  const before = tagsOf(resource, request);
  const others = Object.entries(before ?? { '<tag that it has>': '<value>' }).filter(([name]) => name !== tag);
  const TagSet = [...others, [tag, value]].map(([Key, Value]) => ({ Key, Value }));
  return [
    ...(before === undefined ? [{ ...where, operation: 'GetObjectTagging', parameters: object }] : []),
    { ...where, operation: 'PutObjectTagging', parameters: { ...object, Tagging: { json: { TagSet } } } },
  ];
}

/** `undefined`: not all of them are known. */
function tagsOf(resource: string, { authorizations }: BoundRequest): Readonly<Record<string, string>> | undefined {
  const contexts = authorizations.filter((one) => one.resource === resource).map(({ context }) => context);
  const isTag = (name: string) => name.toLowerCase().startsWith(existing);
  const known = contexts.flatMap((context) => Object.entries(context.known).filter(([name]) => isTag(name)));
  const isOpen = contexts.some(({ unknown }) => unknown.some((one) => isTag(one.key) || one.key === '*'));
  if (isOpen || known.length === 0) return undefined;
  return Object.fromEntries(known.map(([name, value]) => [name.slice(existing.length), String(value)]));
}

const existing = 's3:existingobjecttag/';
