import { Duration, Stack } from 'aws-cdk-lib';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct, type IConstruct } from 'constructs';
import { grantReads } from '../workflow/roles';
import type { StepFunction } from '../workflow/step-function';
import { Dashboard } from './dashboard';
import { deploymentOf, thingsIn, type Described } from './deployment';
import { FindingAlarms } from './finding-alarms';
import { rightsOf } from './rights';

export interface WatchingProps extends Omit<Described, 'things'> {
  /** What is looked at: all that is below it by now. */
  readonly deployed: IConstruct;
  readonly doctor: StepFunction;
  readonly machine: StateMachine;
  readonly undelivered: Queue;
}

/** The function `doctor` on its schedule, with leave to read what it looks at, and an alarm for each thing it may find. */
export class Watching extends Construct {
  constructor(scope: Construct, id: string, { deployed, doctor, machine, undelivered, ...props }: WatchingProps) {
    super(scope, id);
    // Before the schedule is there: what refers to the function cannot stand in its environment.
    const described: Described = { ...props, things: thingsIn(deployed) };
    const { cards, settings, channels, topic } = described;
    doctor.lambda.addEnvironment('CULPRIT_DEPLOYMENT', Stack.of(this).toJsonString(deploymentOf(this, described)));
    grantReads(doctor.role, rightsOf(cards.checks, described));
    channels.grantLook(doctor.role);
    new Rule(this, 'Doctor', {
      description: 'Culprit: looks at what is deployed, every quarter of an hour',
      schedule: Schedule.rate(Duration.minutes(15)),
      targets: [
        new LambdaFunction(doctor.live, {
          deadLetterQueue: undelivered,
          maxEventAge: Duration.minutes(15),
          retryAttempts: 0,
        }),
      ],
    });
    const { organizationRoleArn, accountRoleName, accountRoles = {} } = settings;
    const readsOthers =
      organizationRoleArn !== undefined || accountRoleName !== undefined || Object.keys(accountRoles).length > 0;
    const checks = cards.checks.filter(({ elsewhere }) => readsOthers || !elsewhere);
    const { things } = described;
    new FindingAlarms(this, 'Alarms', { checks, queues: things.queues, doctor: doctor.lambda, topic });
    const all = deployed.node.findAll();
    new Dashboard(this, 'Dashboard', {
      alarms: all.filter((one): one is Alarm => one instanceof Alarm),
      functions: all.filter((one): one is Lambda => one instanceof Lambda),
      things,
      checks,
      machine,
      topic,
    });
  }
}
