import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge';

/** A trail for the data events of the named buckets and for VPC endpoint denials; management events cost a second copy. */
export class DenialsTrail extends Construct {
  constructor(scope: Construct, id: string, buckets: readonly string[]) {
    super(scope, id);
    const { partition, account, region } = Stack.of(this);
    const logs = new Bucket(this, 'Logs', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [{ expiration: Duration.days(30) }],
    });
    acknowledge(logs, 'S1', 'it holds logs itself, validated by CloudTrail, and expires');
    const trailName = `${Stack.of(this).stackName}-denials`;
    const sourceArn = `arn:${partition}:cloudtrail:${region}:${account}:trail/${trailName}`;
    const conditions = { StringEquals: { 'aws:SourceArn': sourceArn } };
    const principals = [new ServicePrincipal('cloudtrail.amazonaws.com')];
    const mayLook = new PolicyStatement({
      effect: Effect.ALLOW,
      principals,
      actions: ['s3:GetBucketAcl'],
      resources: [logs.bucketArn],
      conditions,
    });
    const mayWrite = new PolicyStatement({
      effect: Effect.ALLOW,
      principals,
      actions: ['s3:PutObject'],
      resources: [logs.arnForObjects(`AWSLogs/${account}/*`)],
      conditions: { StringEquals: { ...conditions.StringEquals, 's3:x-amz-acl': 'bucket-owner-full-control' } },
    });
    logs.addToResourcePolicy(mayLook);
    logs.addToResourcePolicy(mayWrite);
    const trail = new CfnTrail(this, 'Trail', {
      trailName,
      isLogging: true,
      isMultiRegionTrail: false,
      includeGlobalServiceEvents: false,
      enableLogFileValidation: true,
      s3BucketName: logs.bucketName,
      advancedEventSelectors: selectors(partition, buckets),
    });
    if (logs.policy !== undefined) trail.node.addDependency(logs.policy);
  }
}

/** Data events cannot be selected by error code; network activity events can. */
function selectors(partition: string, buckets: readonly string[]): CfnTrail.AdvancedEventSelectorProperty[] {
  // Without the slash, `my-bucket` would select `my-bucket-2` too.
  const arns = buckets.map((bucket) => `arn:${partition}:s3:::${bucket}/`);
  return [
    {
      name: 'Data events of S3 objects',
      fieldSelectors: [
        { field: 'eventCategory', equalTo: ['Data'] },
        { field: 'resources.type', equalTo: ['AWS::S3::Object'] },
        { field: 'resources.ARN', startsWith: arns },
      ],
    },
    ...['s3.amazonaws.com', 'kms.amazonaws.com'].map((eventSource) => ({
      name: `VPC endpoint denials of ${eventSource}`,
      fieldSelectors: [
        { field: 'eventCategory', equalTo: ['NetworkActivity'] },
        { field: 'eventSource', equalTo: [eventSource] },
        { field: 'errorCode', equalTo: ['VpceAccessDenied'] },
      ],
    })),
  ];
}
