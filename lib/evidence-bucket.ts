import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

/** How long the evidence of an investigation can be replayed. */
const days = 30;

/** The run folders: encrypted, private, expiring. */
export function evidenceBucket(scope: Construct): Bucket {
  return new Bucket(scope, 'Evidence', {
    encryption: BucketEncryption.S3_MANAGED,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    versioned: false,
    removalPolicy: RemovalPolicy.DESTROY,
    lifecycleRules: [{ id: 'runs', prefix: 'runs/', expiration: Duration.days(days) }],
  });
}

/** Leave to write one file of every run folder. */
export function mayWrite(role: Role, bucket: Bucket, step: string): void {
  role.addToPolicy(
    new PolicyStatement({ actions: ['s3:PutObject'], resources: [bucket.arnForObjects(`runs/*/${step}.json`)] }),
  );
}

/** Leave to read files of run folders; listing tells a file that is missing from one that is forbidden. */
export function mayRead(role: Role, bucket: Bucket, step: string): void {
  role.addToPolicy(
    new PolicyStatement({ actions: ['s3:GetObject'], resources: [bucket.arnForObjects(`runs/*/${step}.json`)] }),
  );
  role.addToPolicy(new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket.bucketArn] }));
}
