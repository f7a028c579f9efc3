/** Every service that Culprit reads, and the calls of each that described accounts answer. */
import type { WireCall } from '../../../src/evidence/place';
import type { AwsAccounts } from '../description';
import type { Operation, Operations } from '../operation';
import { athenaOperations } from './athena';
import { deploymentOperations } from './deployment';
import { cloudTrailOperations } from './cloudtrail';
import { ec2Operations } from './ec2';
import { iamOperations } from './iam';
import { iamToolboxOperations } from './iam-toolbox';
import { kmsOperations } from './kms';
import { organizationsOperations } from './organizations';
import { s3Operations } from './s3-buckets';
import { s3ControlOperations } from './s3-control';
import { snsOperations } from './sns';
import { stsOperations } from './sts';

/** By the service's name as the SDK's clients have it. */
export const services: Readonly<Record<string, Operations<AwsAccounts>>> = {
  s3: s3Operations,
  's3-control': s3ControlOperations,
  iam: iamOperations,
  'iam-toolbox': iamToolboxOperations,
  kms: kmsOperations,
  organizations: organizationsOperations,
  ec2: ec2Operations,
  cloudtrail: cloudTrailOperations,
  athena: athenaOperations,
  sns: snsOperations,
  sts: stsOperations,
  ...deploymentOperations,
};

type Called = Pick<WireCall, 'service' | 'operation' | 'input'>;

/** Throws for a call that no file of this folder answers. */
export function operationOf({ service, operation }: Pick<Called, 'service' | 'operation'>): Operation<AwsAccounts> {
  const known = services[service]?.[operation];
  if (known !== undefined) return known;
  throw new Error(`described accounts do not answer ${service} ${operation}: add it to test/account/services`);
}

/** The IAM action that a call needs. */
export function actionOf(called: Called): string {
  const { action = `${called.service.replace('s3-control', 's3')}:${called.operation}` } = operationOf(called);
  return typeof action === 'string' ? action : action(called.input);
}
