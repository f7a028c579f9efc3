/**
 * IAM's evaluations of denied requests (preview). The SDK has no client of it yet: IAM's own one signs as this service is
 * signed for, and is given the rest, as data. A client takes the place of this file.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied-authorization-id.html
 */
import { AwsRestJsonProtocol } from '@aws-sdk/core/protocols';
import { IAMClient, type IAMClientConfig, type IAMClientResolvedConfig } from '@aws-sdk/client-iam';
import { Command } from '@smithy/core/client';
import { getEndpointPlugin } from '@smithy/core/endpoints';
import type { EndpointV2, MetadataBearer, StaticOperationSchema } from '@smithy/types';
import { partitionOf, type Partition } from '../../../names/partition';
import type { Place } from '../../place';
import { call, clientFor, type ClientConfig } from '../client';

export interface DetailsInput {
  readonly authorizationId: string;
  readonly nextToken?: string;
}

/** As it came: nothing in it is checked. */
export interface DetailsOutput extends MetadataBearer {
  readonly requestContext?: unknown;
  readonly evaluations?: unknown;
  readonly policies?: unknown;
  readonly nextToken?: unknown;
}

export interface PolicyInput {
  readonly authorizationId: string;
  readonly policyUri: string;
}

/** As it came. */
export interface PolicyOutput extends MetadataBearer {
  readonly policyDocument?: unknown;
}

/** IAM's client by its types knows its own commands only. */
interface Toolbox {
  readonly send: <I extends object, O extends MetadataBearer>(
    command: Command<I, O, IAMClientResolvedConfig>,
  ) => Promise<O>;
}

const toolboxAt = /* @__PURE__ */ clientFor(
  'iam-toolbox',
  (config) => new IAMClient(toolboxConfig(config)) as unknown as Toolbox,
);

export const getRequestAuthorizationDetails = (place: Place, input: DetailsInput) =>
  call('iam:GetRequestAuthorizationDetails', () => toolboxAt(place).send(new DetailsCommand(input)));
export const getRequestAuthorizationPolicy = (place: Place, input: PolicyInput) =>
  call('iam:GetRequestAuthorizationPolicy', () => toolboxAt(place).send(new PolicyCommand(input)));

const namespace = 'com.amazonaws.iamtoolbox';

function toolboxConfig(config: ClientConfig): IAMClientConfig {
  const own = {
    // The SDK looks for AWS_ENDPOINT_URL_IAM_TOOLBOX by it.
    serviceId: 'IAM Toolbox',
    protocol: AwsRestJsonProtocol,
    protocolSettings: { defaultNamespace: namespace },
    endpointProvider,
  };
  return { ...config, ...own };
}

interface EndpointParameters {
  readonly Region?: string | undefined;
  readonly UseFIPS?: boolean | undefined;
  readonly UseDualStack?: boolean | undefined;
  /** Whoever configured another one. */
  readonly Endpoint?: string | undefined;
}

const parameters = {
  Region: { type: 'builtInParams', name: 'region' },
  UseFIPS: { type: 'builtInParams', name: 'useFipsEndpoint' },
  UseDualStack: { type: 'builtInParams', name: 'useDualstackEndpoint' },
  Endpoint: { type: 'builtInParams', name: 'endpoint' },
} as const;

const suffixes: Readonly<Record<Partition, readonly [plain: string, dualStack: string]>> = {
  aws: ['amazonaws.com', 'api.aws'],
  'aws-cn': ['amazonaws.com.cn', 'api.amazonwebservices.com.cn'],
  'aws-us-gov': ['amazonaws.com', 'api.aws'],
};

function endpointProvider({ Region = '', UseFIPS, UseDualStack, Endpoint }: EndpointParameters): EndpointV2 {
  const [plain, dualStack] = suffixes[partitionOf(Region)];
  const host = `iam-toolbox${UseFIPS === true ? '-fips' : ''}.${Region}.${UseDualStack === true ? dualStack : plain}`;
  return { url: new URL(Endpoint ?? `https://${host}`) };
}

const text = 0;
const anyJson = 15;
const structure = 3;
const operation = 9;

class DetailsCommand extends commandOf<DetailsInput, DetailsOutput>('GetRequestAuthorizationDetails', [
  operation,
  namespace,
  'GetRequestAuthorizationDetails',
  { http: ['GET', '/authorization-details/{authorizationId}', 200] },
  [
    structure,
    namespace,
    'GetRequestAuthorizationDetailsRequest',
    0,
    ['authorizationId', 'nextToken'],
    [
      [text, { httpLabel: 1 }],
      [text, { httpQuery: 'nextToken' }],
    ],
  ],
  [
    structure,
    namespace,
    'GetRequestAuthorizationDetailsResponse',
    0,
    ['requestContext', 'evaluations', 'policies', 'nextToken'],
    [anyJson, anyJson, anyJson, anyJson],
  ],
]) {}

class PolicyCommand extends commandOf<PolicyInput, PolicyOutput>('GetRequestAuthorizationPolicy', [
  operation,
  namespace,
  'GetRequestAuthorizationPolicy',
  { http: ['GET', '/authorization-details/{authorizationId}/policy', 200] },
  [
    structure,
    namespace,
    'GetRequestAuthorizationPolicyRequest',
    0,
    ['authorizationId', 'policyUri'],
    [
      [text, { httpLabel: 1 }],
      [text, { httpQuery: 'policyUri' }],
    ],
  ],
  [structure, namespace, 'GetRequestAuthorizationPolicyResponse', 0, ['policyDocument'], [anyJson]],
]) {}

function commandOf<I extends object, O extends MetadataBearer>(name: string, schema: StaticOperationSchema) {
  return Command.classBuilder<I, O, IAMClientResolvedConfig, I, O>()
    .ep(parameters)
    .m((made, _, config) => [getEndpointPlugin(config as never, made.getEndpointParameterInstructions())])
    .s('IamToolbox', name)
    .n('IAMClient', `${name}Command`)
    .sc(schema)
    .build();
}
