import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge, acknowledgeWildcards } from './acknowledge';

/** How long the evidence of an investigation can be replayed. */
const days = 30;
/** Lines of access logs come within hours. */
const daysRemembered = 3;

/** The run folders: encrypted, private, expiring. */
export class EvidenceBucket extends Construct {
  readonly bucket: Bucket;

  /** `remembers`: it also holds which requests CloudTrail has recorded. */
  constructor(scope: Construct, id: string, remembers: boolean) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [
        { id: 'runs', prefix: 'runs/', expiration: Duration.days(days) },
        ...(remembers ? [{ id: 'seen', prefix: 'seen/', expiration: Duration.days(daysRemembered) }] : []),
        { id: 'uploads', abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
    });
    acknowledge(
      this.bucket,
      'S1',
      'only the functions of this stack use it, and CloudTrail can log that where it matters',
    );
  }

  /** Leave to write one file of every run folder. */
  mayWrite(role: Role, step: string): void {
    this.grant(role, 's3:PutObject', step);
  }

  /** Leave to read one file of every run folder. */
  mayRead(role: Role, step: string): void {
    this.grant(role, 's3:GetObject', step);
  }

  /** Leave to remember which requests CloudTrail has recorded. */
  mayRemember(role: Role): void {
    const resources = [this.bucket.arnForObjects('seen/*')];
    role.addToPolicy(new PolicyStatement({ actions: ['s3:PutObject'], resources }));
    acknowledgeWildcards(role, resources, 'each request has an empty object of its own');
  }

  /** Listing distinguishes a file that is missing from one that is forbidden. */
  mayMiss(role: Role): void {
    role.addToPolicy(new PolicyStatement({ actions: ['s3:ListBucket'], resources: [this.bucket.bucketArn] }));
  }

  private grant(role: Role, action: string, step: string): void {
    const resources = [this.bucket.arnForObjects(`runs/*/${step}.json`)];
    role.addToPolicy(new PolicyStatement({ actions: [action], resources }));
    acknowledgeWildcards(role, resources, 'each run has a folder of its own, with this one file in it');
  }
}
