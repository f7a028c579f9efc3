import { Duration, Stack } from 'aws-cdk-lib';
import type { EventPattern, IEventBus } from 'aws-cdk-lib/aws-events';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ownRoles } from '../workflow/roles';
import type { StepFunction } from '../workflow/step-function';
import { forwardedChanges } from './patterns';
import { queueOf, ruleTo } from './queues';

export interface ChangesWayInProps {
  /** Keeps what it is given. */
  readonly ledger: StepFunction;
  /** Names of calls, by the service as CloudTrail names it. */
  readonly calls: Readonly<Record<string, readonly string[]>>;
  /** Events that EventBridge could not deliver. */
  readonly undelivered: Queue;
  /** Where the events of other accounts and Regions come. */
  readonly spokesBus?: IEventBus;
}

/** A rule for each service whose calls change what investigations read → queue → the ledger of changes. */
export class ChangesWayIn extends Construct {
  /** Changes that could not be kept. */
  readonly unkept: Queue;

  constructor(scope: Construct, id: string, { ledger, calls, undelivered, spokesBus }: ChangesWayInProps) {
    super(scope, id);
    this.unkept = queueOf(this, 'Unkept');
    const queue = queueOf(this, 'Heard', {
      visibilityTimeout: Duration.seconds(6 * 120 + 20),
      deadLetterQueue: { queue: this.unkept, maxReceiveCount: 5 },
    });
    const { account } = Stack.of(this);
    for (const [eventSource, names] of Object.entries(calls)) {
      const [service = ''] = eventSource.split('.');
      ruleTo(this, service, {
        description: `Culprit: changes of what it reads (${service})`,
        eventPattern: changesOf(account, eventSource, names),
        queue,
        undelivered,
      });
    }
    if (spokesBus !== undefined) {
      ruleTo(this, 'Spokes', {
        description: 'Culprit: changes of what it reads (spokes)',
        eventBus: spokesBus,
        eventPattern: forwardedChanges,
        queue,
        undelivered,
      });
    }
    ruleTo(this, 'SignOfLife', {
      description: 'Culprit: log streams of its own functions, by which it knows that CloudTrail is heard',
      eventPattern: ownLogStreams(account, ownRoles(this)),
      queue,
      undelivered,
    });
    ledger.live.addEventSource(
      new SqsEventSource(queue, {
        // One after the other, some writes each.
        batchSize: 10,
        maxBatchingWindow: Duration.seconds(20),
        maxConcurrency: 2,
        reportBatchItemFailures: true,
      }),
    );
  }
}

/** Calls that failed changed nothing. A key's deletion is an event of the service. */
export const changesOf = (account: string, eventSource: string, names: readonly string[]): EventPattern => ({
  account: [account],
  // Only AWS sends events whose source begins with `aws.`.
  source: [`aws.${eventSource.split('.')[0]}`],
  detailType: ['AWS API Call via CloudTrail', 'AWS Service Event via CloudTrail'],
  detail: { eventSource: [eventSource], eventName: [...names], errorCode: [{ exists: false }] },
});

/** A write that Lambda makes for each of its environments: without it, silence might be a trail that was switched off. */
const ownLogStreams = (account: string, roles: string): EventPattern => ({
  account: [account],
  source: ['aws.logs'],
  detailType: ['AWS API Call via CloudTrail'],
  detail: {
    eventName: ['CreateLogStream'],
    userIdentity: { sessionContext: { sessionIssuer: { arn: [{ prefix: roles }] } } },
  },
});
