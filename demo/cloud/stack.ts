/** The stack as it would be deployed: its functions with their bundles, its state machine, its way in. */
import { join } from 'node:path';
import type { EmbeddedAccount } from './account';
import type { InvocationResult, LambdaFunction, Lambdas } from './lambda';
import type { DeployedResource, DeployedTemplate } from './template';
import type { Definition } from './workflow';

export interface DeployedFunction extends LambdaFunction {
  readonly arn: string;
  readonly roleArn: string;
}

export interface DeployedStack {
  readonly functions: readonly DeployedFunction[];
  /** The function that reads the queue. */
  readonly intake: DeployedFunction;
  readonly definition: Definition;
}

/** The asset manifest that synthesis writes beside the template. */
export interface AssetManifest {
  readonly files: Readonly<Record<string, { readonly source: { readonly path: string } }>>;
}

export function readStack(template: DeployedTemplate, assets: AssetManifest, folder: string): DeployedStack {
  const functions = template
    .ofType('AWS::Lambda::Function')
    .map((resource) => readFunction(resource, (key) => join(folder, pathOf(key, assets))));
  const [mapping] = template
    .ofType('AWS::Lambda::EventSourceMapping')
    .filter(({ properties }) => String(properties['FunctionName']).includes('-intake'));
  const [machine] = template.ofType('AWS::StepFunctions::StateMachine');
  if (mapping === undefined || machine === undefined) throw new Error('the template has no queue or no state machine');
  return {
    functions,
    intake: findFunction(functions, String(mapping.properties['FunctionName'])),
    definition: JSON.parse(String(machine.properties['DefinitionString'])) as Definition,
  };
}

/** By name or ARN, of a version or alias too. */
export function findFunction(functions: readonly DeployedFunction[], id: string): DeployedFunction {
  const found = functions.find(({ name, arn }) => [name, arn].some((own) => id === own || id.startsWith(`${own}:`)));
  if (found === undefined) throw new Error(`the template has no function \`${id}\``);
  return found;
}

/** Runs a function with the credentials of its own role. */
export function invokeIn(
  account: EmbeddedAccount,
  lambdas: Lambdas,
  { roleArn, ...lambda }: DeployedFunction,
  event: unknown,
): Promise<InvocationResult> {
  return lambdas.invoke(lambda, {
    environment: account.environmentOf(roleArn, lambda.name),
    event,
    now: account.now(),
  });
}

function readFunction({ ref, arn, properties }: DeployedResource, codeOf: (key: string) => string): DeployedFunction {
  const { S3Key } = properties['Code'] as { readonly S3Key: string };
  const environment = properties['Environment'] as { readonly Variables?: Record<string, string> } | undefined;
  return {
    name: ref,
    arn,
    roleArn: String(properties['Role']),
    code: codeOf(S3Key),
    handler: String(properties['Handler']),
    timeoutSeconds: Number(properties['Timeout'] ?? 3),
    environment: environment?.Variables ?? {},
  };
}

function pathOf(key: string, { files }: AssetManifest): string {
  const path = files[key.replace(/\.zip$/, '')]?.source.path;
  if (path === undefined) throw new Error(`the asset manifest has no \`${key}\``);
  return path;
}
