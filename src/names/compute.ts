/**
 * What AWS gives credentials of a role to, by its ARN.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelastickubernetesservice.html
 */
import { parseArn } from './arn';

export type Compute =
  | { readonly is: 'function' | 'instance'; readonly name: string }
  /** Older ARNs of tasks name no cluster. */
  | { readonly is: 'task'; readonly name: string; readonly cluster: string | undefined }
  /** An association of EKS Pod Identity: which pod of its service account called is not in it. */
  | { readonly is: 'pod'; readonly cluster: string };

/** `undefined`: another kind of thing, or no ARN. */
export function computeIn(arn: string | undefined): Compute | undefined {
  const { service = '', resource = '' } = parseArn(arn) ?? {};
  switch (service) {
    case 'lambda':
      return named('function', /^function:([^:]+)/.exec(resource)?.[1]);
    case 'ec2':
      return named('instance', /^instance\/(.+)$/.exec(resource)?.[1]);
    case 'ecs':
      return taskIn(resource);
    case 'eks':
      return podIn(resource);
    default:
      return undefined;
  }
}

const named = (is: 'function' | 'instance', name: string | undefined): Compute | undefined =>
  name === undefined ? undefined : { is, name };

function taskIn(resource: string): Compute | undefined {
  const [, cluster, name] = /^task\/(?:([^/]+)\/)?([^/]+)$/.exec(resource) ?? [];
  return name === undefined ? undefined : { is: 'task', name, cluster };
}

function podIn(resource: string): Compute | undefined {
  const [, cluster] = /^podidentityassociation\/([^/]+)\//.exec(resource) ?? [];
  return cluster === undefined ? undefined : { is: 'pod', cluster };
}
