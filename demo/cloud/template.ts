/** Reads a synthesized CloudFormation template as a deployment would: parameters, `Ref`, `Fn::GetAtt`, `Fn::Join`, `Fn::Sub`. */

export interface Template {
  readonly Parameters?: Readonly<Record<string, { readonly Default?: string | number }>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, TemplateResource>>;
}
export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

export interface Deployment {
  readonly account: string;
  readonly region: string;
}

/** A template with every intrinsic of its properties replaced by the value that this deployment would give it. */
export interface DeployedTemplate {
  readonly resources: readonly DeployedResource[];
  readonly find: (logicalId: string) => DeployedResource;
  readonly ofType: (type: string) => readonly DeployedResource[];
}
export interface DeployedResource {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** What `Ref` gives. */
  readonly ref: string;
  /** What `Fn::GetAtt … Arn` gives. */
  readonly arn: string;
}

export function deployTemplate(template: Template, deployment: Deployment): DeployedTemplate {
  const resolver = new Resolver(template, deployment);
  const resources = Object.entries(template.Resources).map(([logicalId, resource]) => ({
    logicalId,
    type: resource.Type,
    properties: resolver.resolve(resource.Properties ?? {}) as Record<string, unknown>,
    ref: resolver.ref(logicalId),
    arn: resolver.attribute(logicalId, 'Arn'),
  }));
  const byId = new Map(resources.map((resource) => [resource.logicalId, resource]));
  return {
    resources,
    find: (logicalId) => byId.get(logicalId) ?? fail(`the template has no resource \`${logicalId}\``),
    ofType: (type) => resources.filter((resource) => resource.type === type),
  };
}

/** Resource type → [service, ARN's resource part, what `Ref` gives]. Only what a stack of Culprit can hold. */
const ARN_FORMS: Readonly<
  Record<string, { arn: (name: string) => string; service: string; regional: boolean; ref: 'name' | 'arn' }>
> = {
  'AWS::S3::Bucket': { service: 's3', arn: (name) => name, regional: false, ref: 'name' },
  'AWS::Lambda::Function': { service: 'lambda', arn: (name) => `function:${name}`, regional: true, ref: 'name' },
  'AWS::IAM::Role': { service: 'iam', arn: (name) => `role/${name}`, regional: false, ref: 'name' },
  'AWS::IAM::ManagedPolicy': { service: 'iam', arn: (name) => `policy/${name}`, regional: false, ref: 'arn' },
  'AWS::SNS::Topic': { service: 'sns', arn: (name) => name, regional: true, ref: 'arn' },
  'AWS::SQS::Queue': { service: 'sqs', arn: (name) => name, regional: true, ref: 'name' },
  'AWS::KMS::Key': { service: 'kms', arn: (name) => `key/${name}`, regional: true, ref: 'name' },
  'AWS::StepFunctions::StateMachine': {
    service: 'states',
    arn: (name) => `stateMachine:${name}`,
    regional: true,
    ref: 'arn',
  },
  'AWS::DynamoDB::Table': { service: 'dynamodb', arn: (name) => `table/${name}`, regional: true, ref: 'name' },
  'AWS::Events::Rule': { service: 'events', arn: (name) => `rule/${name}`, regional: true, ref: 'name' },
  'AWS::Events::EventBus': { service: 'events', arn: (name) => `event-bus/${name}`, regional: true, ref: 'name' },
  'AWS::Logs::LogGroup': { service: 'logs', arn: (name) => `log-group:${name}:*`, regional: true, ref: 'name' },
  'AWS::CloudTrail::Trail': { service: 'cloudtrail', arn: (name) => `trail/${name}`, regional: true, ref: 'name' },
  'AWS::CloudWatch::Alarm': { service: 'cloudwatch', arn: (name) => `alarm:${name}`, regional: true, ref: 'name' },
};

const NAME_PROPERTIES = [
  'BucketName',
  'FunctionName',
  'RoleName',
  'TopicName',
  'QueueName',
  'StateMachineName',
  'LogGroupName',
  'TrailName',
  'Name',
];

class Resolver {
  constructor(
    private readonly template: Template,
    private readonly deployment: Deployment,
  ) {}

  resolve(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.resolve(item)).filter((item) => item !== NO_VALUE);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [name, argument] = (entries.length === 1 ? entries[0] : undefined) ?? ['', undefined];
    if (name === 'Ref') return this.ref(String(argument));
    if (name === 'Fn::GetAtt') return this.getAttribute(argument);
    if (name === 'Fn::Join') return this.join(argument);
    if (name === 'Fn::Sub') return this.substitute(argument);
    if (name === 'Fn::Select') return this.select(argument);
    if (name === 'Fn::Split') return this.split(argument);
    if (name.startsWith('Fn::')) return fail(`the embedded account does not know the intrinsic \`${name}\``);
    return Object.fromEntries(
      entries.map(([key, item]) => [key, this.resolve(item)] as const).filter(([, item]) => item !== NO_VALUE),
    );
  }

  ref(id: string): string {
    const pseudo = PSEUDO_PARAMETERS[id];
    if (pseudo !== undefined) return pseudo(this.deployment);
    const parameter = this.template.Parameters?.[id];
    if (parameter !== undefined) return String(parameter.Default ?? '');
    const resource = this.resource(id);
    if (resource.Type === 'AWS::Lambda::Version') return `${this.functionArn(resource)}:1`;
    if (resource.Type === 'AWS::Lambda::Alias')
      return `${this.functionArn(resource)}:${String(resource.Properties?.['Name'])}`;
    if (resource.Type === 'AWS::StepFunctions::StateMachineVersion') return this.machineVersion(resource);
    if (resource.Type === 'AWS::StepFunctions::StateMachineAlias') return this.machineAlias(resource);
    return ARN_FORMS[resource.Type]?.ref === 'arn' ? this.attribute(id, 'Arn') : this.name(id);
  }

  attribute(id: string, attribute: string): string {
    const resource = this.resource(id);
    if (attribute === 'Version') return '1';
    if (resource.Type === 'AWS::StepFunctions::StateMachineVersion') return this.machineVersion(resource);
    if (/name$/i.test(attribute)) return this.name(id);
    const form = ARN_FORMS[resource.Type];
    if (form === undefined) return this.name(id);
    const { account, region } = this.deployment;
    const folder = this.resolve(resource.Properties?.['Path']);
    const path = resource.Type === 'AWS::IAM::Role' && typeof folder === 'string' ? folder.slice(1) : '';
    const part = form.arn(`${path}${this.name(id)}`);
    const owner = form.service === 's3' ? ':' : form.regional ? `${region}:${account}` : `:${account}`;
    return `arn:aws:${form.service}:${owner}:${part}`;
  }

  private functionArn(resource: TemplateResource): string {
    const named = String(this.resolve(resource.Properties?.['FunctionName']));
    if (named.startsWith('arn:')) return named;
    return `arn:aws:lambda:${this.deployment.region}:${this.deployment.account}:function:${named}`;
  }

  private machineVersion(version: TemplateResource): string {
    return `${String(this.resolve(version.Properties?.['StateMachineArn']))}:1`;
  }

  private machineAlias({ Properties: properties = {} }: TemplateResource): string {
    const [route] = this.resolve(properties['RoutingConfiguration']) as { readonly StateMachineVersionArn: string }[];
    return `${route?.StateMachineVersionArn.replace(/:1$/, '')}:${String(properties['Name'])}`;
  }

  private name(id: string): string {
    const resource = this.resource(id);
    const property = NAME_PROPERTIES.find((key) => resource.Properties?.[key] !== undefined);
    if (property !== undefined) return String(this.resolve(resource.Properties?.[property]));
    return resource.Type === 'AWS::S3::Bucket' ? id.toLowerCase() : id;
  }

  private resource(id: string): TemplateResource {
    return this.template.Resources[id] ?? fail(`the template refers to \`${id}\`, which it does not hold`);
  }

  private getAttribute(argument: unknown): string {
    const [id = '', attribute = ''] = typeof argument === 'string' ? argument.split('.') : (argument as string[]);
    return this.attribute(id, attribute);
  }

  private join(argument: unknown): string {
    const [separator, items] = argument as [string, unknown[]];
    return (this.resolve(items) as unknown[]).map(String).join(separator);
  }

  private substitute(argument: unknown): string {
    const [text, variables] = Array.isArray(argument)
      ? (argument as [string, Record<string, unknown>])
      : [String(argument), {}];
    return text.replace(/\$\{([^!}][^}]*)\}/g, (_, name: string) => {
      if (name in variables) return String(this.resolve(variables[name]));
      return name.includes('.') ? this.getAttribute(name) : this.ref(name);
    });
  }

  private select(argument: unknown): unknown {
    const [index, items] = argument as [number | string, unknown];
    return (this.resolve(items) as unknown[])[Number(index)];
  }

  private split(argument: unknown): string[] {
    const [separator, text] = argument as [string, unknown];
    return String(this.resolve(text)).split(separator);
  }
}

const NO_VALUE = '\u0000AWS::NoValue';

const PSEUDO_PARAMETERS: Readonly<Record<string, (deployment: Deployment) => string>> = {
  'AWS::AccountId': ({ account }) => account,
  'AWS::Region': ({ region }) => region,
  'AWS::Partition': () => 'aws',
  'AWS::URLSuffix': () => 'amazonaws.com',
  'AWS::StackName': () => 'Culprit',
  'AWS::StackId': ({ account, region }) => `arn:aws:cloudformation:${region}:${account}:stack/Culprit/embedded`,
  'AWS::NoValue': () => NO_VALUE,
};

function fail(message: string): never {
  throw new Error(message);
}
