import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { join } from 'node:path';
import { dist, type DeployedCard } from './cards';
import { functionRole, statementsFor } from './roles';

export interface StepFunctionProps {
  readonly card: DeployedCard;
  /** Folder of the bundle in dist/lambdas. */
  readonly bundle: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Roles of other accounts that this step reads with. */
  readonly assumes: readonly string[];
  readonly headObject: boolean;
  readonly timeout?: Duration;
}

/** One Lambda with a role of its own: what its readers declare, its logs and traces, and the roles it may assume. */
export class StepFunction extends Construct {
  readonly lambda: LambdaFunction;
  readonly role: Role;

  constructor(
    scope: Construct,
    id: string,
    { card, bundle, environment, assumes, headObject, timeout }: StepFunctionProps,
  ) {
    super(scope, id);
    this.role = functionRole(this, 'Role', `Culprit: ${card.title}`);
    const permissions = headObject ? [...card.permissions, ...card.headObjectPermissions] : card.permissions;
    for (const statement of statementsFor(this, permissions)) this.role.addToPolicy(statement);
    if (assumes.length > 0 && permissions.length > 0) {
      this.role.addToPolicy(new PolicyStatement({ actions: ['sts:AssumeRole'], resources: [...assumes] }));
    }
    const logGroup = new LogGroup(this, 'Logs', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    logGroup.grantWrite(this.role);
    this.lambda = new LambdaFunction(this, 'Function', {
      description: `Culprit: ${card.title}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(join(dist, 'lambdas', bundle)),
      role: this.role,
      logGroup,
      memorySize: 512,
      timeout: timeout ?? Duration.seconds(60),
      environment: {
        ...environment,
        CULPRIT_ACCOUNT: Stack.of(this).account,
        NODE_OPTIONS: '--enable-source-maps',
      },
    });
  }
}
