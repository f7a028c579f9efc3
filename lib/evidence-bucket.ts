import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge, acknowledgeWildcards } from './acknowledge';

/** How long the evidence of an investigation can be replayed. */
const days = 30;
/** Denials wait for an execution at most this long. */
const daysWaiting = 120;
/** What intake did not understand: people look at it within this time. */
const daysInQuarantine = 14;

/** The run folders: encrypted, private, expiring. */
export class EvidenceBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, removalPolicy: RemovalPolicy) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      removalPolicy,
      autoDeleteObjects: removalPolicy === RemovalPolicy.DESTROY,
      lifecycleRules: [
        { id: 'runs', prefix: 'runs/', expiration: Duration.days(days) },
        { id: 'denials', prefix: 'denials/', expiration: Duration.days(daysWaiting) },
        { id: 'quarantine', prefix: 'quarantine/', expiration: Duration.days(daysInQuarantine) },
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
    this.grant(role, 's3:PutObject', `${step}.json`);
  }

  /** Leave to write one page of every run folder. */
  mayWritePage(role: Role, step: string): void {
    this.grant(role, 's3:PutObject', `${step}.html`);
  }

  /** Leave to read one file of every run folder. */
  mayRead(role: Role, step: string): void {
    this.grant(role, 's3:GetObject', `${step}.json`);
  }

  /** Leave to keep denials until they are investigated. */
  mayKeepDenials(role: Role): void {
    this.grantFolder(role, 's3:PutObject', 'denials');
  }

  /** Leave to read denials that wait. */
  mayReadDenials(role: Role): void {
    this.grantFolder(role, 's3:GetObject', 'denials');
  }

  /** Leave to set aside what was not understood. */
  mayQuarantine(role: Role): void {
    this.grantFolder(role, 's3:PutObject', 'quarantine');
  }

  /** Listing distinguishes a file that is missing from one that is forbidden. */
  mayMiss(role: Role): void {
    role.addToPolicy(new PolicyStatement({ actions: ['s3:ListBucket'], resources: [this.bucket.bucketArn] }));
  }

  private grantFolder(role: Role, action: string, folder: string): void {
    const resources = [this.bucket.arnForObjects(`${folder}/*`)];
    role.addToPolicy(new PolicyStatement({ actions: [action], resources }));
    acknowledgeWildcards(role, resources, 'each batch has an object of its own, named by its content');
  }

  private grant(role: Role, action: string, file: string): void {
    const resources = [this.bucket.arnForObjects(`runs/*/${file}`)];
    role.addToPolicy(new PolicyStatement({ actions: [action], resources }));
    acknowledgeWildcards(role, resources, 'each run has a folder of its own, with this one file in it');
  }
}
