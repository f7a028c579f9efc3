/** Causes whose records are no denied request of S3: nothing is said about them, which is no wrong answer. */
import { type Json, sample } from '../request/samples';
import { event, kmsArn, lambdaRole, owner, said } from './events';

export interface NotTaken {
  readonly cause: number;
  readonly title: string;
  readonly source: string;
  readonly record: Json;
  /** Why the record is not taken in. */
  readonly code: string;
}

const app = lambdaRole();
const tableArn = `arn:aws:s3tables:us-east-1:${owner}:bucket/analytics`;

export const notTaken: readonly NotTaken[] = [
  {
    cause: 62,
    title: 'client-side encryption asks KMS through an endpoint that denies it',
    source: 'https://docs.aws.amazon.com/kms/latest/developerguide/kms-vpc-endpoint.html',
    record: {
      ...sample('s05b').detail,
      userIdentity: app.identity,
      sourceIPAddress: '10.0.12.34',
      userAgent: 'aws-sdk-java/2.31',
      vpcEndpointId: 'vpce-0example08c1b6b9b',
      errorMessage: `User: ${app.arn} is not authorized to perform: kms:Decrypt on resource: ${kmsArn} with an explicit deny in a VPC endpoint policy`,
      requestParameters: { encryptionContext: { 'aws:x-amz-cek-alg': 'AES/GCM/NoPadding' } },
    },
    code: 'not-caused-by-s3',
  },
  {
    cause: 82,
    title: 'S3 Tables, whose actions s3:* does not cover',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-setting-up.html',
    record: event({
      operation: 'GetTableBucket',
      key: null,
      errorCode: 'AccessDenied',
      message: said(
        app,
        's3tables:GetTableBucket',
        tableArn,
        'because no identity-based policy allows the s3tables:GetTableBucket action',
      ),
      more: {
        eventSource: 's3tables.amazonaws.com',
        requestParameters: { tableBucketARN: tableArn },
        resources: [{ accountId: owner, type: 'AWS::S3Tables::TableBucket', ARN: tableArn }],
      },
    }),
    code: 'other-service',
  },
];
