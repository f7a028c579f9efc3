import { Duration, Stack } from 'aws-cdk-lib';
import {
  ComparisonOperator,
  MathExpression,
  Metric,
  TreatMissingData,
  type CreateAlarmOptions,
  type IMetric,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { CheckCard } from '../cards';
import { postedAlarm } from '../posted-alarm';

export interface FindingAlarmsProps {
  readonly checks: readonly CheckCard[];
  readonly queues: readonly CfnQueue[];
  readonly doctor: IFunction;
  readonly topic: ITopic;
}

/** One alarm for each thing that keeps denials from being seen or heard of. Its text says what to do. */
export class FindingAlarms extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: FindingAlarmsProps,
  ) {
    super(scope, id);
    for (const check of props.checks) if (!check.alarmedByAws) this.finding(check);
    this.queueAge();
    this.checksFailed();
    this.noCheckup();
  }

  private finding({ id, trouble }: CheckCard): void {
    const command = `culprit doctor --stack ${Stack.of(this).stackName}`;
    // Longer than the schedule's pause: what is found each time is one alarm.
    const found = ours('Findings', Duration.hours(1), { Check: id });
    this.alarm(pascal(id), found, `${trouble}. \`${command}\` says which, with the command that mends it`);
  }

  /** What waits that long is not being taken in; the queue loses it after two weeks. */
  private queueAge(): void {
    const ages = Object.fromEntries(
      this.props.queues.map((queue, at) => [
        `queue${at}`,
        new Metric({
          namespace: 'AWS/SQS',
          metricName: 'ApproximateAgeOfOldestMessage',
          dimensionsMap: { QueueName: queue.attrQueueName },
          statistic: 'max',
          period: Duration.minutes(5),
        }),
      ]),
    );
    const oldest = new MathExpression({
      expression: `MAX([${Object.keys(ages).join(', ')}])`,
      usingMetrics: ages,
      label: 'Age of the oldest message',
      period: Duration.minutes(5),
    });
    this.alarm(
      'QueueAge',
      oldest,
      'denials have waited in a queue for more than an hour. Read the log of the function that reads it, and mend what it names: a quota, a right, its concurrency',
      { threshold: 3_600 },
    );
  }

  private checksFailed(): void {
    const failed = ours('ChecksFailed', Duration.hours(1));
    this.alarm(
      'ChecksFailed',
      failed,
      'a check of the doctor could not look. Its log names the check and why: mend the right, or wait where AWS failed',
      // One throttled call is no news.
      { threshold: 2 },
    );
  }

  /** Without it, a doctor that does not run looks like health. */
  private noCheckup(): void {
    const { doctor } = this.props;
    const period = Duration.hours(1);
    const runs = new MathExpression({
      expression: 'FILL(runs, 0) - FILL(errors, 0)',
      usingMetrics: {
        runs: doctor.metricInvocations({ period, statistic: 'sum' }),
        errors: doctor.metricErrors({ period, statistic: 'sum' }),
      },
      label: 'Checkups',
      period,
    });
    this.alarm(
      'NoCheckup',
      runs,
      'the doctor has not run for an hour, so that nobody looks whether denials are seen. Read its log, and mend its rule or its function',
      {
        threshold: 1,
        comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
        treatMissingData: TreatMissingData.BREACHING,
      },
    );
  }

  private alarm(id: string, metric: IMetric, what: string, more: Partial<CreateAlarmOptions> = {}): void {
    postedAlarm(this, id, { metric, what, topic: this.props.topic }, more);
  }
}

const ours = (metricName: string, period: Duration, dimensionsMap: Record<string, string> = {}): Metric =>
  new Metric({ namespace: 'Culprit', metricName, dimensionsMap, statistic: 'sum', period });

/** `kms-events` → `KmsEvents`, as other alarms are named. */
const pascal = (id: string): string => id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
