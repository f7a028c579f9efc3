import { Duration } from 'aws-cdk-lib';
import type { CfnRule, EventPattern } from 'aws-cdk-lib/aws-events';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge';
import type { Patterns } from './patterns';
import { queueOf, ruleTo } from './queues';
import type { StepFunction } from '../workflow/step-function';

export interface WayInProps {
  readonly patterns: Patterns;
  readonly intake: StepFunction;
}

/** EventBridge rules → queue → intake, with a bounded number of intakes at once. */
export class WayIn extends Construct {
  /** Denials that intake could not take in. */
  readonly deadLetters: Queue;
  /** Events that EventBridge could not deliver, to the queue or elsewhere. */
  readonly undelivered: Queue;
  private readonly queue: Queue;

  constructor(scope: Construct, id: string, { patterns, intake }: WayInProps) {
    super(scope, id);
    this.deadLetters = queueOf(this, 'DeadLetters');
    this.undelivered = queueOf(this, 'Undelivered');
    acknowledge(this.undelivered, 'SQS3', 'it is a dead-letter queue, of rules; cdk-nag only knows those of queues');
    this.queue = queueOf(this, 'Denials', {
      // Six times what intake may take and the window, as Lambda advises.
      visibilityTimeout: Duration.seconds(6 * 120 + 20),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 5 },
    });
    this.rule('S3', patterns.s3, 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS');
    this.rule('Kms', patterns.kms, 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS');
    this.rule('VpcEndpoint', patterns.vpcEndpoint, 'ENABLED');
    intake.lambda.addEventSource(
      new SqsEventSource(this.queue, {
        // What denials have in common is written once a batch.
        batchSize: 1000,
        // S3's and KMS's record of one denial arrive apart; most of them meet in one batch.
        maxBatchingWindow: Duration.seconds(20),
        maxConcurrency: 2,
        reportBatchItemFailures: true,
      }),
    );
  }

  /**
   * Read-only management events, `kms:Decrypt` among them, reach no rule in state ENABLED:
   * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail-management.html
   */
  private rule(id: string, eventPattern: EventPattern, state: string): void {
    const { queue, undelivered } = this;
    const rule = ruleTo(this, id, {
      eventPattern,
      queue,
      undelivered,
      description: `Culprit: denied requests (${id})`,
    });
    (rule.node.defaultChild as CfnRule).state = state;
  }
}
