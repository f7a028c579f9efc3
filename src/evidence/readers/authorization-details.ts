import { defined } from '../../defined';
import { found, required } from '../answers';
import { getRequestAuthorizationDetails, getRequestAuthorizationPolicy } from '../aws/calls/iam-toolbox';
import { codeOf, Unread } from '../aws/failures';
import { allPages } from '../aws/pages';
import { defineReader } from '../define';
import { onAnything } from '../permissions';
import type { Place } from '../place';
import { each, part } from '../several';
import { authorizationId } from '../targets';
import type { AuthorizationDetails } from '../values';
import { detailsIn, type DetailsAnswer } from './shared/authorization/answer';
import { documentIn } from './shared/authorization/document';

/** AWS's own evaluation of this denial: the context and the policies that it used, and what each gate said. */
export const authorizationDetails = defineReader<AuthorizationDetails>({
  id: 'authorization-details',
  at: 'caller',
  region: 'request',
  permissions: onAnything('iam:GetRequestAuthorizationDetails', 'iam:GetRequestAuthorizationPolicy'),
  // What AWS used is kept as it was.
  changedBy: {},
  target: authorizationId,
  read: async (place, id) => {
    const { policies, evaluations } = detailsIn(await asked(() => answerFor(place, id)));
    const captured = await each(policies, async (policy) => ({
      ...policy,
      ...(await part(async () => ({ document: documentIn(await documentOf(place, id, policy.uri)) }))),
    }));
    return found({ evaluations, policies: captured });
  },
});

/** Pages are of evaluations; what is beside them may stand in each, or in one. */
async function answerFor(place: Place, authorizationId: string): Promise<DetailsAnswer> {
  const contexts: unknown[] = [];
  const policies: unknown[] = [];
  const evaluations = await allPages<unknown>(async (token) => {
    const page = await getRequestAuthorizationDetails(place, { authorizationId, ...defined({ nextToken: token }) });
    contexts.push(page.requestContext);
    policies.push(page.policies);
    return { items: required(page.evaluations, 'evaluations') as readonly unknown[], next: tokenIn(page.nextToken) };
  });
  return { contexts, policies, evaluations };
}

function tokenIn(token: unknown): string | undefined {
  if (token === undefined || token === null) return undefined;
  if (typeof token !== 'string') throw new Unread('malformed-answer', '`nextToken` is no text');
  return token;
}

async function documentOf(place: Place, id: string, policyUri: string): Promise<unknown> {
  const { policyDocument } = await getRequestAuthorizationPolicy(place, { authorizationId: id, policyUri });
  return policyDocument;
}

/** AWS refuses an id that it does not know in one word or the other. */
async function asked<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (codeOf(error) !== 'ValidationException') throw error;
    throw new Unread('not-found', error instanceof Error ? error.message : String(error));
  }
}
