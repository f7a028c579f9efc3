import { Duration, Stack } from 'aws-cdk-lib';
import { ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Rule, RuleTargetInput, EventField } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';

export interface AlarmsProps {
  readonly topic: ITopic;
  readonly machine: IStateMachine;
  readonly deadLetters: IQueue;
  readonly undelivered: IQueue;
  /** Only where access logs are read. */
  readonly unreadLogs?: IQueue;
}

/** What is posted when Culprit itself fails: without it, silence would look like peace. */
export class Alarms extends Construct {
  constructor(scope: Construct, id: string, { topic, machine, deadLetters, undelivered, unreadLogs }: AlarmsProps) {
    super(scope, id);
    this.executions(machine, topic, undelivered);
    this.queue('DeadLetters', deadLetters, topic, 'denials that could not be taken in: see the log of intake');
    this.queue('Undelivered', undelivered, topic, 'events that EventBridge could not deliver: see their ERROR_CODE');
    this.brokenChannel(topic);
    if (unreadLogs !== undefined) {
      this.queue('UnreadLogs', unreadLogs, topic, 'access logs that could not be read: see the log of access-log');
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
    const text = `Culprit: the investigation ${name} ended as ${status} without delivering all of its report. What it found lies in the evidence bucket under runs/${name}/.`;
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
    const alarm = broken.createAlarm(this, 'BrokenChannel', {
      alarmDescription:
        'Culprit: a channel takes no more messages; the log of deliver or report says why. Mend its secret or address: what was meant for it waits',
      threshold: 0,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(topic));
  }

  private queue(id: string, queue: IQueue, topic: ITopic, what: string): void {
    const letters = queue.metricApproximateNumberOfMessagesVisible({ statistic: 'max', period: Duration.minutes(5) });
    const alarm = letters.createAlarm(this, id, {
      alarmDescription: `Culprit: ${what}`,
      threshold: 0,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(topic));
  }
}
