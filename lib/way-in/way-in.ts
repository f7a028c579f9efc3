import { Duration } from 'aws-cdk-lib';
import type { CfnRule, IEventBus } from 'aws-cdk-lib/aws-events';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge';
import { denialRules, seesReads, type DenialRule } from './denial-rules';
import { forwardedDenials, type Patterns } from './patterns';
import { queueOf, ruleTo } from './queues';
import type { StepFunction } from '../workflow/step-function';

export interface WayInProps {
  readonly patterns: Patterns;
  readonly intake: StepFunction;
  /** Where the events of other accounts and Regions come. */
  readonly spokesBus?: IEventBus;
}

/** EventBridge rules → queue → intake, with a bounded number of intakes at once. */
export class WayIn extends Construct {
  /** Denials that intake could not take in. */
  readonly deadLetters: Queue;
  /** Events that EventBridge could not deliver, to the queue or elsewhere. */
  readonly undelivered: Queue;
  /** Denials arrive here. */
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { patterns, intake, spokesBus }: WayInProps) {
    super(scope, id);
    this.deadLetters = queueOf(this, 'DeadLetters');
    this.undelivered = queueOf(this, 'Undelivered');
    acknowledge(this.undelivered, 'SQS3', 'it is a dead-letter queue, of rules; cdk-nag only knows those of queues');
    this.queue = queueOf(this, 'Denials', {
      // Six times what intake may take and the window, as Lambda advises.
      visibilityTimeout: Duration.seconds(6 * 120 + 20),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 5 },
    });
    for (const rule of denialRules(patterns)) this.rule(rule);
    if (spokesBus !== undefined)
      this.rule({ id: 'Spokes', eventPattern: forwardedDenials, state: seesReads }, spokesBus);
    intake.live.addEventSource(
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

  private rule({ id, eventPattern, state }: DenialRule, eventBus?: IEventBus): void {
    const { queue, undelivered } = this;
    const rule = ruleTo(this, id, {
      eventPattern,
      queue,
      undelivered,
      description: `Culprit: denied requests (${id})`,
      ...(eventBus === undefined ? {} : { eventBus }),
    });
    (rule.node.defaultChild as CfnRule).state = state;
  }
}
