import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { StepFunction } from './workflow/step-function';

/** Runs a function once a minute. A run that is missed is made good by the next. */
export function everyMinute(scope: Construct, id: string, { live }: StepFunction, undelivered: Queue): void {
  const rule = new Rule(scope, id, {
    description: `Culprit: once a minute (${id})`,
    schedule: Schedule.rate(Duration.minutes(1)),
  });
  rule.addTarget(
    new LambdaFunction(live, { deadLetterQueue: undelivered, maxEventAge: Duration.minutes(1), retryAttempts: 0 }),
  );
}
