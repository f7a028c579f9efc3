import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import {
  Alias,
  Architecture,
  Code,
  Function as LambdaFunction,
  Runtime,
  Tracing,
  type IFunction,
  type IVersion,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledgeWildcards } from '../acknowledge';
import { bundleFolder } from './bundles';
import type { DeployedCard } from '../cards';
import { functionRole, grantReads } from './roles';

/** The alias of what was deployed last. */
export const live = 'live';

/** Roles of other accounts that a step reads with. */
export interface AssumedRoles {
  readonly roleArns: readonly string[];
  /** Assumed only in accounts of the organization that the stack's account is in, whichever account an event names. */
  readonly inOrganization: readonly string[];
}

export interface StepFunctionProps {
  readonly card: DeployedCard;
  /** Folder of the bundle in dist/lambdas. */
  readonly bundle: string;
  readonly environment: Readonly<Record<string, string>>;
  /** @default it reads no other account */
  readonly assumes?: AssumedRoles;
  readonly headObject: boolean;
  /** @default 512 MB and 60 seconds */
  readonly size?: { readonly memorySize: number; readonly timeout: Duration };
}

/** One Lambda with a role of its own: what its readers declare, its logs and traces, and the roles it may assume. */
export class StepFunction extends Construct {
  readonly lambda: LambdaFunction;
  readonly role: Role;
  private alias: IFunction | undefined;

  constructor(
    scope: Construct,
    id: string,
    { card, bundle, environment, assumes, headObject, size }: StepFunctionProps,
  ) {
    super(scope, id);
    this.role = functionRole(this, 'Role', `Culprit: ${card.title}`);
    const permissions = headObject ? [...card.permissions, ...card.headObjectPermissions] : card.permissions;
    grantReads(this.role, permissions);
    if (assumes !== undefined) this.mayAssume(assumes);
    const logGroup = new LogGroup(this, 'Logs', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    logGroup.grantWrite(this.role);
    this.lambda = new LambdaFunction(this, 'Function', {
      functionName: nameOf(this, card.id),
      description: `Culprit: ${card.title}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(bundleFolder(bundle)),
      role: this.role,
      logGroup,
      tracing: Tracing.ACTIVE,
      ...(size ?? { memorySize: 512, timeout: Duration.seconds(60) }),
      environment: {
        ...environment,
        CULPRIT_ACCOUNT: Stack.of(this).account,
        NODE_OPTIONS: '--enable-source-maps',
      },
      // An execution that began before an update ends with the versions that it began with.
      currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN },
    });
    acknowledgeWildcards(this.role, ['*'], 'X-Ray knows no resources: IAM takes nothing but `*`');
  }

  /** The version that was deployed last, for whoever calls it from outside of executions. */
  get live(): IFunction {
    // The CDK's interfaces do not allow for the `undefined` of its own classes under `exactOptionalPropertyTypes`.
    const version = this.lambda.currentVersion as IVersion;
    this.alias ??= new Alias(this, 'Live', { aliasName: live, version }) as IFunction;
    return this.alias;
  }

  private mayAssume({ roleArns, inOrganization }: AssumedRoles): void {
    const actions = ['sts:AssumeRole'];
    if (roleArns.length > 0) this.role.addToPolicy(new PolicyStatement({ actions, resources: [...roleArns] }));
    if (inOrganization.length === 0) return;
    const conditions = { StringEquals: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } };
    this.role.addToPolicy(new PolicyStatement({ actions, resources: [...inOrganization], conditions }));
    acknowledgeWildcards(this.role, inOrganization, 'the reader role has the same name in every account');
  }
}

/** The state, the function and the layer's folder have one name. */
function nameOf(scope: Construct, id: string): string {
  const name = `${Stack.of(scope).stackName}-${id}`;
  if (name.length > 64) throw new Error(`\`${name}\` is too long for a function: give the stack a shorter name`);
  return name;
}
