import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  DefinitionBody,
  Errors,
  JitterType,
  LogLevel,
  Parallel,
  Pass,
  StateMachine,
  StateMachineType,
  TaskInput,
  Timeout,
  type IChainable,
} from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { rolePath } from './roles';
import type { StepFunction } from './step-function';

export interface WorkflowProps {
  /** Layer id → its function, in the registry's order. */
  readonly layers: ReadonlyMap<string, StepFunction>;
  readonly resolve: StepFunction;
  readonly recentChanges: StepFunction;
  readonly conclude: StepFunction;
  readonly report: StepFunction;
}

/** resolve → every layer in parallel → recent-changes → conclude → report; whatever fails, the report is posted. */
export class Workflow extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, props: WorkflowProps) {
    super(scope, id);
    const report = this.task('report', props.report);
    const resolve = this.task('resolve', props.resolve);
    const conclude = this.task('conclude', props.conclude);
    const changes = this.task('recent-changes', props.recentChanges);
    const layers = new Parallel(this, 'layers', { stateName: 'layers', resultPath: '$.findings' });
    for (const [layer, step] of props.layers) layers.branch(this.layer(layer, step));
    for (const step of [resolve, conclude]) this.reportsFailure(step, report);
    this.reportsFailure(layers, report);
    // A layer that failed, and changes that were not looked for, are unknowns: the verdict says so.
    changes.addCatch(conclude, { errors: [Errors.ALL], resultPath: '$.changesFailure' });
    resolve.next(layers).next(changes).next(conclude).next(report);
    this.machine = new StateMachine(this, 'Machine', {
      definitionBody: DefinitionBody.fromChainable(resolve),
      stateMachineType: StateMachineType.STANDARD,
      timeout: Duration.minutes(10),
      tracingEnabled: true,
      role: new Role(this, 'Role', {
        assumedBy: new ServicePrincipal('states.amazonaws.com'),
        path: rolePath,
        description: 'Culprit: runs the steps of an investigation',
      }),
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
  }

  private layer(layer: string, step: StepFunction): IChainable {
    const task = this.task(layer, step, '$');
    const failed = new Pass(this, `${layer}-failed`, {
      stateName: `${layer} failed`,
      parameters: { step: layer, 'error.$': '$.Error' },
    });
    // The cause is long and quotes the event; the error's name is enough here, the logs have the rest.
    task.addCatch(failed, { errors: [Errors.ALL] });
    return task;
  }

  private task(name: string, step: StepFunction, resultPath = `$.${name.replaceAll('-', '')}`): LambdaInvoke {
    const task = new LambdaInvoke(this, name, {
      stateName: name,
      lambdaFunction: step.lambda,
      payload: TaskInput.fromJsonPathAt('$'),
      payloadResponseOnly: true,
      retryOnServiceExceptions: false,
      resultPath,
      taskTimeout: Timeout.duration(Duration.seconds(90)),
    });
    task.addRetry({
      errors: [
        'Lambda.ServiceException',
        'Lambda.AWSLambdaException',
        'Lambda.SdkClientException',
        'Lambda.TooManyRequestsException',
      ],
      interval: Duration.seconds(2),
      maxAttempts: 4,
      backoffRate: 2,
      jitterStrategy: JitterType.FULL,
    });
    return task;
  }

  private reportsFailure(step: Parallel | LambdaInvoke, report: LambdaInvoke): void {
    const failed = new Pass(this, `${step.id}-failed`, {
      stateName: `${step.id} failed`,
      parameters: {
        'run.$': '$.run',
        'request.$': '$.request',
        failure: { step: step.id, 'error.$': '$.caught.Error' },
      },
    });
    step.addCatch(failed, { errors: [Errors.ALL], resultPath: '$.caught' });
    failed.next(report);
  }
}
