import { Stack } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  TreatMissingData,
  type CreateAlarmOptions,
  type IMetric,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

export interface PostedAlarm {
  readonly metric: IMetric;
  /** What is wrong, and what to do. */
  readonly what: string;
  readonly topic: ITopic;
}

/** An alarm that is posted with the reports. docs/runbook.md has a section of its name. */
export function postedAlarm(
  scope: Construct,
  id: string,
  { metric, what, topic }: PostedAlarm,
  more: Partial<CreateAlarmOptions> = {},
): void {
  const alarm = new Alarm(scope, id, {
    metric,
    alarmDescription: `${alarmTextOf(scope)}${what}. ${runbookOf(id)}`,
    threshold: 0,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    ...more,
  });
  alarm.addAlarmAction(new SnsAction(topic));
}

/** By these words the rule that says when one has ended knows the alarms of its own stack: no name of a stack has `)`. */
export const alarmTextOf = (scope: Construct): string => `Culprit (stack ${Stack.of(scope).stackName}): `;

export const runbookOf = (alarm: string): string => `See docs/runbook.md, ${alarm}.`;
