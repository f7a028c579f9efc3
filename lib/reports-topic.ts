import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal, type Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

/** The encrypted topic of reports. */
export class ReportsTopic extends Construct {
  readonly topic: Topic;
  private readonly key: Key;

  constructor(scope: Construct, id: string, snsEmail: string | undefined) {
    super(scope, id);
    this.key = new Key(this, 'Key', {
      enableKeyRotation: true,
      description: 'Culprit: reports',
      // Nothing that is kept is encrypted with it: it may go with the stack.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.topic = new Topic(this, 'Topic', { masterKey: this.key, enforceSSL: true, displayName: 'Culprit' });
    this.acceptsAlarms();
    if (snsEmail !== undefined) this.topic.addSubscription(new EmailSubscription(snsEmail));
  }

  /**
   * Without both, an alarm says nothing. What EventBridge needs the CDK adds with the rule, and without a condition on
   * whose rule it is: https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html calls that not supported.
   */
  private acceptsAlarms(): void {
    const principals = [new ServicePrincipal('cloudwatch.amazonaws.com')];
    const conditions = { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } };
    this.topic.addToResourcePolicy(
      new PolicyStatement({ principals, conditions, actions: ['sns:Publish'], resources: [this.topic.topicArn] }),
    );
    this.key.addToResourcePolicy(
      new PolicyStatement({
        principals,
        conditions,
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        resources: ['*'],
      }),
    );
  }

  /** CDK's own grant would also give `kms:GenerateDataKey*`. */
  mayPublish(role: Role): void {
    role.addToPolicy(new PolicyStatement({ actions: ['sns:Publish'], resources: [this.topic.topicArn] }));
    role.addToPolicy(
      new PolicyStatement({ actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [this.key.keyArn] }),
    );
  }
}
