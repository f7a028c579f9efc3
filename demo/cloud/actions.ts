/** Which IAM action on which resource a request asks for. */
import { actionOf, services } from '../../test/account/services';
import { tableAsked } from './dynamodb';
import { textIn, type AwsRequest } from './wire';

export interface Asked {
  readonly action: string;
  readonly resource: string;
}

export function askedBy(request: AwsRequest, account: string): Asked {
  return { action: actionAskedBy(request), resource: resourceOf(request, account) };
}

/** What Culprit reads stands in the described accounts; the rest is what the stack uses itself. */
function actionAskedBy(request: AwsRequest): string {
  const { service, operation } = request;
  if (services[service]?.[operation] !== undefined) return actionOf(request);
  return ofStack[`${service}:${operation}`] ?? `${service}:${operation}`;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html */
const ofStack: Readonly<Record<string, string>> = {
  's3:HeadBucket': 's3:ListBucket',
  's3:ListObjectsV2': 's3:ListBucket',
};

function resourceOf(request: AwsRequest, account: string): string {
  const { service, operation, region } = request;
  const text = (name: string) => textIn(request, name);
  const arnOr = (value: string, make: (name: string) => string) => (value.startsWith('arn:') ? value : make(value));
  switch (service) {
    case 's3':
      return s3Resource(text('Bucket'), text('Key'));
    case 's3-control': {
      const name = text('Name');
      return name === undefined ? '*' : arnOr(name, (id) => `arn:aws:s3:${region}:${account}:accesspoint/${id}`);
    }
    case 'iam':
      return iamResource(text, account);
    case 'kms': {
      const key = text('KeyId');
      return key === undefined ? '*' : arnOr(key, (id) => `arn:aws:kms:${region}:${account}:key/${id}`);
    }
    case 'secretsmanager':
      // A secret's ARN ends in six characters that nobody chose.
      return arnOr(text('SecretId') ?? '', (id) => `arn:aws:secretsmanager:${region}:${account}:secret:${id}-a1b2c3`);
    case 'sns':
      return text('TopicArn') ?? '*';
    case 'states':
      return text('stateMachineArn') ?? '*';
    case 'sts':
      return operation === 'AssumeRole' ? (text('RoleArn') ?? '*') : '*';
    case 'dynamodb': {
      const { table, index } = tableAsked(request);
      const arn = `arn:aws:dynamodb:${region}:${account}:table/${table}`;
      return index === undefined ? arn : `${arn}/index/${index}`;
    }
    case 'organizations':
    case 'ec2':
    case 'cloudtrail':
    case 'iam-toolbox':
      return '*';
  }
}

function s3Resource(bucket: string | undefined, key: string | undefined): string {
  if (bucket === undefined) return '*';
  if (bucket.startsWith('arn:')) return key === undefined ? bucket : `${bucket}/object/${key}`;
  return key === undefined ? `arn:aws:s3:::${bucket}` : `arn:aws:s3:::${bucket}/${key}`;
}

function iamResource(text: (name: string) => string | undefined, account: string): string {
  const named = text('PolicyArn') ?? text('PolicySourceArn');
  if (named !== undefined) return named;
  for (const kind of ['Role', 'User', 'Group']) {
    const name = text(`${kind}Name`);
    if (name !== undefined) return `arn:aws:iam::${account}:${kind.toLowerCase()}/${name}`;
  }
  return '*';
}
