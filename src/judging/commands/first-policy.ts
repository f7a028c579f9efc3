/** A first policy for an access point that has none: for the caller, the action and the resource of this request. */
import { accountOf } from '../../names/principal';
import type { PolicyToPut, PutPolicy } from './aws-command';
import type { Remedy } from './remedy';

export const firstPolicy = (put: PutPolicy): Remedy => ({
  text: 'Let the policy of the access point allow the caller.',
  safety:
    'AWS does not document whether an own access point needs it: it allows this caller, action and resource only.',
  commands: ({ request, authorization: { action, resource } }) => {
    const { principal, accessPoint } = request;
    const caller =
      principal.type === 'assumed-role' ? principal.roleArn : 'arn' in principal ? principal.arn : undefined;
    if (caller === undefined || accessPoint === undefined || accountOf(principal) === undefined) return undefined;
    const allow = { Effect: 'Allow', Principal: { AWS: caller }, Action: action, Resource: resource };
    const policy: PolicyToPut = {
      target: accessPoint,
      name: accessPoint,
      document: { Version: '2012-10-17', Statement: [allow] },
      edit: 'create',
    };
    return put(policy, request);
  },
});
