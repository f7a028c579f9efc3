import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  CfnStateMachineAlias,
  CfnStateMachineVersion,
  DefinitionBody,
  LogLevel,
  StateMachine,
  StateMachineType,
  type CfnStateMachine,
} from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { acknowledgeWildcards } from '../acknowledge';
import { definitionOf, type StepArns } from './definition';
import { rolePath } from './roles';
import { live, type StepFunction } from './step-function';

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

/**
 * The state machine, with a role that may invoke its own functions and nothing else. An execution goes on with the definition
 * that it began with, and that names versions of functions: an update changes none that runs.
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-state-machine-version.html
 */
export class Workflow extends Construct {
  readonly machine: StateMachine;
  /** ARN of the alias by which executions are started. */
  readonly liveArn: string;

  constructor(scope: Construct, id: string, { layers, transientErrors, ...steps }: WorkflowProps) {
    super(scope, id);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('states.amazonaws.com'),
      path: rolePath,
      description: 'Culprit: runs the steps of an investigation',
    });
    const arns = new Map([...layers].map(([layer, { lambda }]) => [layer, lambda.currentVersion.functionArn] as const));
    const stepArns: StepArns = {
      resolve: steps.resolve.lambda.currentVersion.functionArn,
      recentChanges: steps.recentChanges.lambda.currentVersion.functionArn,
      conclude: steps.conclude.lambda.currentVersion.functionArn,
      incident: steps.incident.lambda.currentVersion.functionArn,
      report: steps.report.lambda.currentVersion.functionArn,
    };
    const versions = [...Object.values(steps), ...layers.values()].map(({ lambda }) => `${lambda.functionArn}:*`);
    role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: versions }));
    acknowledgeWildcards(
      role,
      versions,
      'versions of its own functions: an execution may have begun with an earlier one',
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
    this.liveArn = this.aliasOf(this.machine);
    acknowledgeWildcards(role, ['*'], 'X-Ray and the delivery of logs know no resources: IAM takes nothing but `*`');
  }

  private aliasOf({ node, stateMachineArn }: StateMachine): string {
    const { attrStateMachineRevisionId } = node.defaultChild as CfnStateMachine;
    const version = new CfnStateMachineVersion(this, 'Version', {
      stateMachineArn,
      // Another revision replaces it.
      stateMachineRevisionId: attrStateMachineRevisionId,
    });
    const routingConfiguration = [{ stateMachineVersionArn: version.attrArn, weight: 100 }];
    return new CfnStateMachineAlias(this, 'Live', { name: live, routingConfiguration }).ref;
  }
}
