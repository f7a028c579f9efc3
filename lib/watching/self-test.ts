import { Duration, Stack } from 'aws-cdk-lib';
import { ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { EventField, Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { postedAlarm } from '../posted-alarm';

export interface SelfTestProps {
  /** Denials arrive here. */
  readonly queue: Queue;
  readonly undelivered: Queue;
  readonly topic: ITopic;
}

/** As intake knows it. */
const source = 'culprit.self-test';

/** Every hour a marked denial goes the way of all denials, and so does that of `culprit self-test`. An alarm misses its report. */
export class SelfTest extends Construct {
  constructor(scope: Construct, id: string, { queue, undelivered, topic }: SelfTestProps) {
    super(scope, id);
    const { account } = Stack.of(this);
    const way = { deadLetterQueue: undelivered, maxEventAge: Duration.hours(1) };
    new Rule(this, 'OnDemand', {
      description: 'Culprit: self-tests of culprit self-test',
      eventPattern: { source: [source], account: [account], detailType: ['Culprit self-test'] },
      targets: [new SqsQueue(queue, way)],
    });
    new Rule(this, 'Hourly', {
      description: 'Culprit: a self-test every hour',
      schedule: Schedule.rate(Duration.hours(1)),
      targets: [
        new SqsQueue(queue, {
          ...way,
          message: RuleTargetInput.fromObject({ source, account: EventField.account, id: EventField.eventId }),
        }),
      ],
    });
    this.alarm(topic);
  }

  private alarm(topic: ITopic): void {
    const arrived = new Metric({
      namespace: 'Culprit',
      metricName: 'SelfTests',
      statistic: 'sum',
      period: Duration.hours(1),
    });
    const what =
      'the report of no self-test has arrived for three hours: denials are not seen to the end. Find where it stops with `culprit self-test`, and mend that';
    postedAlarm(
      this,
      'SelfTest',
      { metric: arrived, what, topic },
      {
        threshold: 1,
        comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
        evaluationPeriods: 3,
        treatMissingData: TreatMissingData.BREACHING,
      },
    );
  }
}
