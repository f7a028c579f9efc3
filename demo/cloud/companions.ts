/** What a request asks beside its own action, and the keys of its context that only the request shows. */
import { tableAsked } from './dynamodb';
import type { DeployedTemplate } from './template';
import type { AwsRequest } from './wire';

/** One partition only: a role with such a condition for several is refused. */
export function leadingKeys(request: AwsRequest): Readonly<Record<string, string>> {
  if (request.service !== 'dynamodb') return {};
  const partitions = new Set(tableAsked(request).partitions);
  return partitions.size === 0 ? {} : { 'dynamodb:LeadingKeys': [...partitions].join(' ') };
}

/** An encrypted bucket, topic or secret of the stack asks its key as well. */
export function companions(request: AwsRequest, template: DeployedTemplate): { action: string; resource: string }[] {
  const { service, operation, input } = request;
  if (service === 's3') {
    const bucket = template.ofType('AWS::S3::Bucket').find(({ ref }) => ref === input['Bucket']);
    const key = keyIn(bucket?.properties['BucketEncryption'], 'KMSMasterKeyID');
    if (key === undefined || !/^(Put|Get)Object$/.test(operation)) return [];
    return [{ action: operation === 'PutObject' ? 'kms:GenerateDataKey' : 'kms:Decrypt', resource: key }];
  }
  if (service === 'sns') {
    const topic = template.ofType('AWS::SNS::Topic').find(({ arn }) => arn === input['TopicArn']);
    const key = keyIn(topic?.properties, 'KmsMasterKeyId');
    if (key === undefined) return [];
    return ['kms:GenerateDataKey', 'kms:Decrypt'].map((action) => ({ action, resource: key }));
  }
  return [];
}

/** The key of the template that stands anywhere below, by its ARN. */
function keyIn(value: unknown, name: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, item] of Object.entries(value)) {
    if (key === name && typeof item === 'string' && item.startsWith('arn:')) return item;
    const within = keyIn(item, name);
    if (within !== undefined) return within;
  }
  return undefined;
}
