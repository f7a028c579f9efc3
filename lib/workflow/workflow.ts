import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { acknowledgeWildcards } from '../acknowledge';
import { definitionOf, type StepArns } from './definition';
import { rolePath } from './roles';
import type { StepFunction } from './step-function';

export interface WorkflowProps {
  /** Layer id → its function, in the registry's order. */
  readonly layers: ReadonlyMap<string, StepFunction>;
  readonly resolve: StepFunction;
  readonly recentChanges: StepFunction;
  readonly conclude: StepFunction;
  readonly incident: StepFunction;
  readonly report: StepFunction;
  /** Names of errors that get better by waiting. */
  readonly transientErrors: readonly string[];
}

/** The state machine, with a role that may invoke its own functions and nothing else. */
export class Workflow extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, { layers, transientErrors, ...steps }: WorkflowProps) {
    super(scope, id);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('states.amazonaws.com'),
      path: rolePath,
      description: 'Culprit: runs the steps of an investigation',
    });
    const arns = new Map([...layers].map(([layer, { lambda }]) => [layer, lambda.functionArn] as const));
    const stepArns: StepArns = {
      resolve: steps.resolve.lambda.functionArn,
      recentChanges: steps.recentChanges.lambda.functionArn,
      conclude: steps.conclude.lambda.functionArn,
      incident: steps.incident.lambda.functionArn,
      report: steps.report.lambda.functionArn,
    };
    role.addToPolicy(
      new PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: [...Object.values(stepArns), ...arns.values()] as string[],
      }),
    );
    this.machine = new StateMachine(this, 'Machine', {
      definitionBody: DefinitionBody.fromString(
        Stack.of(this).toJsonString(definitionOf(stepArns, arns, transientErrors)),
      ),
      stateMachineType: StateMachineType.STANDARD,
      timeout: Duration.minutes(20),
      tracingEnabled: true,
      role,
      logs: {
        level: LogLevel.ALL,
        // Requests and reports do not belong in logs.
        includeExecutionData: false,
        destination: new LogGroup(this, 'Logs', {
          retention: RetentionDays.ONE_MONTH,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
      },
    });
    acknowledgeWildcards(role, ['*'], 'X-Ray and the delivery of logs know no resources: IAM takes nothing but `*`');
  }
}
