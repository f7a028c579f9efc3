/** A first policy for an access point that has none: for the caller, the action and the resource of this request. */
import { accountOf } from '../../names/principal';
import type { PolicyToPut, PutPolicy } from './aws-command';
import type { PolicyResource } from '../infrastructure/resource';
import type { Remedy, Told } from './remedy';

export const firstPolicy = (put: PutPolicy, resource: PolicyResource): Remedy => ({
  text: 'Let the policy of the access point allow the caller.',
  safety:
    'AWS does not document whether an own access point needs it: it allows this caller, action and resource only.',
  commands: (told) => {
    const policy = policyFor(told);
    return policy === undefined ? undefined : put(policy, told.request);
  },
  resources: (told) => {
    const policy = policyFor(told);
    const made = policy === undefined ? undefined : resource(policy, told.request);
    return made === undefined ? [] : [made];
  },
});

function policyFor({
  request: { principal, accessPoint },
  authorization: { action, resource },
}: Told): PolicyToPut | undefined {
  const caller = principal.type === 'assumed-role' ? principal.roleArn : 'arn' in principal ? principal.arn : undefined;
  if (caller === undefined || accessPoint === undefined || accountOf(principal) === undefined) return undefined;
  const allow = { Effect: 'Allow', Principal: { AWS: caller }, Action: action, Resource: resource };
  return {
    target: accessPoint,
    name: accessPoint,
    document: { Version: '2012-10-17', Statement: [allow] },
    edit: 'create',
    besides: [],
  };
}
