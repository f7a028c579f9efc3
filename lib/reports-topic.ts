import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal, type Role } from 'aws-cdk-lib/aws-iam';
import { Key, type IKey } from 'aws-cdk-lib/aws-kms';
import { Topic, type ITopic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

/** The encrypted topic of reports, or the one that the app has already. */
export class ReportsTopic extends Construct {
  readonly topic: ITopic;
  /** None: what the topic is encrypted with is its owner's. */
  private readonly key: IKey | undefined;

  constructor(scope: Construct, id: string, snsEmail: string | undefined, existing?: ITopic) {
    super(scope, id);
    this.key = existing === undefined ? this.newKey() : existing.masterKey;
    this.topic = existing ?? this.newTopic(this.key);
    this.acceptsAlarms();
    if (snsEmail !== undefined) this.topic.addSubscription(new EmailSubscription(snsEmail));
  }

  private newKey(): IKey {
    return new Key(this, 'Key', {
      enableKeyRotation: true,
      description: 'Culprit: reports',
      // Nothing that is kept is encrypted with it: it may go with the stack.
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }

  private newTopic(key: IKey | undefined): Topic {
    return new Topic(this, 'Topic', {
      ...(key === undefined ? {} : { masterKey: key }),
      enforceSSL: true,
      displayName: 'Culprit',
    });
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
    this.key?.addToResourcePolicy(
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
    if (this.key === undefined) return;
    role.addToPolicy(
      new PolicyStatement({ actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [this.key.keyArn] }),
    );
  }
}
