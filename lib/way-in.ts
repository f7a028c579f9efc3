import { Duration } from 'aws-cdk-lib';
import { Rule, type CfnRule, type EventPattern } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Patterns } from './patterns';
import type { StepFunction } from './step-function';

export interface WayInProps {
  readonly patterns: Patterns;
  readonly intake: StepFunction;
}

/** EventBridge rules → queue → intake, with a bounded number of intakes at once. */
export class WayIn extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { patterns, intake }: WayInProps) {
    super(scope, id);
    this.deadLetters = this.queueOf('DeadLetters');
    this.queue = this.queueOf('Denials', {
      visibilityTimeout: Duration.minutes(6),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 5 },
    });
    // Read-only management events, `kms:Decrypt` among them, reach no rule in state ENABLED.
    this.rule('S3', patterns.s3, true);
    this.rule('Kms', patterns.kms, true);
    this.rule('VpcEndpoint', patterns.vpcEndpoint, false);
    intake.lambda.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize: 100,
        maxBatchingWindow: Duration.seconds(20),
        maxConcurrency: 2,
        reportBatchItemFailures: true,
      }),
    );
  }

  private queueOf(id: string, props: object = {}): Queue {
    return new Queue(this, id, {
      // A customer key would need a statement for EventBridge; this encryption does not.
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      ...props,
    });
  }

  private rule(id: string, eventPattern: EventPattern, allManagementEvents: boolean): void {
    const rule = new Rule(this, id, { eventPattern, description: `Culprit: denied requests (${id})` });
    rule.addTarget(new SqsQueue(this.queue, { deadLetterQueue: this.deadLetters, maxEventAge: Duration.hours(24) }));
    if (allManagementEvents) {
      (rule.node.defaultChild as CfnRule).state = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';
    }
  }
}
