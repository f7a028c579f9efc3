import { found } from '../answers';
import { changesOfPrincipals } from './shared/changing-calls';
import { defineReader } from '../define';
import { identity } from './shared/identity';
import { onRoles, onUsers } from '../permissions';
import { identityArn } from '../targets';
import type { PrincipalFacts } from '../values';

/** The role's or user's true ARN, tags and boundary. */
export const principalFacts = defineReader<PrincipalFacts>({
  id: 'principal-facts',
  at: 'caller',
  region: 'global',
  permissions: [...onRoles('iam:GetRole'), ...onUsers('iam:GetUser')],
  changedBy: {
    role: ['TagRole', 'UntagRole', ...changesOfPrincipals.role],
    user: ['TagUser', 'UntagUser', ...changesOfPrincipals.user],
  },
  target: identityArn,
  read: async (place, arn) => found(await identity(place, arn)),
});
