import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledgeWildcards } from '../acknowledge';
import { newLogObjects } from './patterns';
import type { AccessLogsProps } from '../props';
import { queueOf, ruleTo } from './queues';
import type { StepFunction } from '../workflow/step-function';

export interface AccessLogsWayInProps {
  readonly log: AccessLogsProps;
  /** Reads the log objects. */
  readonly reader: StepFunction;
  /** Events that EventBridge could not deliver. */
  readonly undelivered: Queue;
}

/** A rule for new objects of the access log → queue → the one function that may read them. */
export class AccessLogsWayIn extends Construct {
  /** Log objects that could not be read. */
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { log, reader, undelivered }: AccessLogsWayInProps) {
    super(scope, id);
    this.deadLetters = queueOf(this, 'DeadLetters');
    const queue = queueOf(this, 'Objects', {
      // CloudTrail, which shows more of a denial, shall come first.
      deliveryDelay: Duration.minutes(15),
      visibilityTimeout: Duration.minutes(12),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 5 },
    });
    const { account, partition } = Stack.of(this);
    ruleTo(this, 'New', {
      description: 'Culprit: new objects of the server access log',
      eventPattern: newLogObjects(account, log),
      queue,
      undelivered,
    });
    const resources = [`arn:${partition}:s3:::${log.bucketName}/${log.prefix === '*' ? '' : log.prefix}*`];
    reader.role.addToPolicy(new PolicyStatement({ actions: ['s3:GetObject'], resources }));
    acknowledgeWildcards(reader.role, resources, 'the objects of the log, whose names S3 makes');
    reader.live.addEventSource(
      new SqsEventSource(queue, { batchSize: 5, maxConcurrency: 2, reportBatchItemFailures: true }),
    );
  }
}
