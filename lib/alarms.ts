import { Duration, Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule, RuleTargetInput, EventField } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { alarmTextOf, postedAlarm, runbookOf } from './posted-alarm';

export interface AlarmsProps {
  readonly topic: ITopic;
  readonly machine: IStateMachine;
  readonly deadLetters: IQueue;
  readonly undelivered: IQueue;
  /** Changes that the ledger lacks. */
  readonly unkept: IQueue;
  /** Only where access logs are read. */
  readonly unreadLogs?: IQueue;
}

/** What is posted when Culprit itself fails: without it, silence would look like peace. */
export class Alarms extends Construct {
  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    const { topic, machine, deadLetters, undelivered, unkept, unreadLogs } = props;
    this.executions(machine, topic, undelivered);
    this.queue(
      'DeadLetters',
      deadLetters,
      topic,
      'denials could not be taken in. Read the log of intake, mend what it names, then move the messages back',
    );
    this.queue(
      'Undelivered',
      undelivered,
      topic,
      'events could not be delivered. Read the attribute ERROR_CODE of the messages, mend that, then send them to their queue',
    );
    this.queue(
      'UnkeptChanges',
      unkept,
      topic,
      'changes could not be kept, so that reports may lack them. Read the log of changes, mend what it names, then move the messages back',
    );
    this.brokenChannel(topic);
    this.undeliveredReports(topic);
    this.ends(topic, undelivered);
    if (unreadLogs !== undefined) {
      this.queue(
        'UnreadLogs',
        unreadLogs,
        topic,
        'access logs could not be read. Read the log of access-log, mend what it names, then move the messages back',
      );
    }
  }

  /** The report step posts what is known when another step fails; this shows when not even that could run. */
  private executions(machine: IStateMachine, topic: ITopic, undelivered: IQueue): void {
    const rule = new Rule(this, 'Failures', {
      description: 'Culprit: an investigation ended without delivering all of its report',
      eventPattern: {
        source: ['aws.states'],
        account: [Stack.of(this).account],
        detailType: ['Step Functions Execution Status Change'],
        detail: { stateMachineArn: [machine.stateMachineArn], status: ['FAILED', 'TIMED_OUT', 'ABORTED'] },
      },
    });
    const name = EventField.fromPath('$.detail.name');
    const status = EventField.fromPath('$.detail.status');
    const text = `Culprit: the investigation ${name} ended as ${status} without delivering all of its report. What it found lies in the evidence bucket under runs/${name}/. Look at the state that failed, and redrive the execution once its cause is mended. ${runbookOf('Failures')}`;
    rule.addTarget(
      new SnsTopic(topic, {
        message: RuleTargetInput.fromText(text),
        deadLetterQueue: undelivered,
        maxEventAge: Duration.hours(2),
      }),
    );
  }

  /** The other channels say it too; this shows where there is no other. */
  private brokenChannel(topic: ITopic): void {
    const broken = new Metric({
      namespace: 'Culprit',
      metricName: 'ChannelBroken',
      statistic: 'sum',
      period: Duration.minutes(5),
    });
    const what =
      'a channel takes no more messages; the log of deliver or report says why. Mend its secret or address: what was meant for it waits';
    postedAlarm(this, 'BrokenChannel', { metric: broken, what, topic });
  }

  /** Whoever else is subscribed gets it; the other channels and the dashboard do not depend on the topic. */
  private undeliveredReports(topic: ITopic): void {
    const failed = new Metric({
      namespace: 'AWS/SNS',
      metricName: 'NumberOfNotificationsFailed',
      dimensionsMap: { TopicName: topic.topicName },
      statistic: 'sum',
      period: Duration.minutes(5),
    });
    const what =
      'SNS could not deliver a report or an alarm to a subscriber. Find the subscription whose endpoint refuses, and mend or replace it';
    postedAlarm(this, 'UndeliveredReports', { metric: failed, what, topic });
  }

  /**
   * Not by the alarms' own OK actions: these also run when an alarm is new and becomes OK for the first time, which would be a
   * mail for each at every first deployment. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html
   */
  private ends(topic: ITopic, undelivered: IQueue): void {
    const rule = new Rule(this, 'Ended', {
      description: 'Culprit: an alarm has ended',
      eventPattern: {
        source: ['aws.cloudwatch'],
        account: [Stack.of(this).account],
        detailType: ['CloudWatch Alarm State Change'],
        detail: {
          configuration: { description: [{ prefix: alarmTextOf(this) }] },
          state: { value: ['OK'] },
          previousState: { value: ['ALARM'] },
        },
      },
    });
    const text = `Culprit: the alarm ${EventField.fromPath('$.detail.alarmName')} has ended. It was: ${EventField.fromPath('$.detail.configuration.description')}`;
    rule.addTarget(
      new SnsTopic(topic, {
        message: RuleTargetInput.fromText(text),
        deadLetterQueue: undelivered,
        maxEventAge: Duration.hours(2),
      }),
    );
  }

  private queue(id: string, queue: IQueue, topic: ITopic, what: string): void {
    const metric = queue.metricApproximateNumberOfMessagesVisible({ statistic: 'max', period: Duration.minutes(5) });
    postedAlarm(this, id, { metric, what, topic });
  }
}
