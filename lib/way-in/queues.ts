import { Duration } from 'aws-cdk-lib';
import { Rule, type EventPattern, type IEventBus } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** A queue that keeps what it is given for two weeks. */
export function queueOf(scope: Construct, id: string, props: QueueProps = {}): Queue {
  return new Queue(scope, id, {
    // A customer key would need a statement for EventBridge; this encryption does not.
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
    ...props,
  });
}

export interface RuleProps {
  readonly description: string;
  readonly eventPattern: EventPattern;
  readonly queue: Queue;
  /** For events that EventBridge cannot deliver. */
  readonly undelivered: Queue;
  /** @default the account's own bus, where AWS's services put their events */
  readonly eventBus?: IEventBus;
}

/** What matches goes to the queue. */
export function ruleTo(scope: Construct, id: string, { queue, undelivered, ...props }: RuleProps): Rule {
  const rule = new Rule(scope, id, props);
  rule.addTarget(new SqsQueue(queue, { deadLetterQueue: undelivered, maxEventAge: Duration.hours(24) }));
  return rule;
}
