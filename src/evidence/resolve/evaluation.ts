/** AWS's own evaluation of this denial, as far as it is about this request. */
import { defined } from '../../defined';
import { matchTokens, tokenize } from '../../engine/glob';
import { accountOfKey, isKeyArn } from '../../names/kms-key';
import { accountOf } from '../../names/principal';
import type { AuthorizationResource, BoundAuthorization, RequestContext, RequestFacts } from '../../request/types';
import { authorizationDetails } from '../readers/authorization-details';
import type { AuthorizationDetails, ContextValues, EvaluatedAction } from '../values';
import { readFor, type Resolution } from './resolution';

export const evaluationReads = [authorizationDetails] as const;

export async function evaluationOf(
  read: Resolution,
  main: BoundAuthorization,
): Promise<AuthorizationDetails | undefined> {
  const { request, unknowns } = read;
  const id = authorizationDetails.target(main, request);
  if (id === undefined) return undefined;
  const reading = await readFor(read, authorizationDetails, main, { silent: true });
  if (reading.status === 'absent') return undefined;
  const { region } = request;
  if (reading.status === 'unreadable') {
    const { why, permission, account, error } = reading;
    unknowns.push({
      code: 'aws-evaluation-unread',
      facts: { why, region, ...defined({ permission, account, error }) },
    });
    return undefined;
  }
  if (!isOfRequest(reading.value, request)) {
    unknowns.push({ code: 'aws-evaluation-of-another-request', facts: { id } });
    return undefined;
  }
  const [unread] = reading.value.policies.flatMap(({ unreadable }) => unreadable ?? []);
  if (unread !== undefined) {
    const { why, permission, error } = unread;
    unknowns.push({
      code: 'aws-evaluation-unread',
      facts: { read: 'policies', why, region, ...defined({ permission, error }) },
    });
  }
  return reading.value;
}

/**
 * What AWS decided of this very action and resource: by its name, else by a pattern, else without one. Which KMS key was
 * asked the record may not show: AWS's evaluation does.
 */
export function evaluatedIn(
  details: AuthorizationDetails | undefined,
  { action, resource, bucketResource }: Pick<BoundAuthorization, 'action' | 'resource' | 'bucketResource'>,
): EvaluatedAction | undefined {
  const same = (details?.evaluations ?? []).filter((one) => one.action.toLowerCase() === action.toLowerCase());
  const names = [resource, bucketResource].filter((name) => name !== undefined);
  if (names.length === 0) {
    const keys = same.filter((one) => isKeyArn(one.resource));
    return keys.length === 1 ? keys[0] : undefined;
  }
  return (
    same.find((one) => names.includes(one.resource)) ??
    same.find((one) => names.some((name) => matchTokens(tokenize(one.resource), name))) ??
    same.find((one) => one.resource === '')
  );
}

/** What AWS evaluated, it asked for, and on this resource. */
export function askedBy(
  details: AuthorizationDetails | undefined,
  authorization: BoundAuthorization,
  resource: AuthorizationResource | undefined,
): { readonly authorization: BoundAuthorization; readonly resource: AuthorizationResource | undefined } {
  const evaluated = evaluatedIn(details, authorization);
  if (evaluated === undefined) return { authorization, resource };
  const asked = { ...authorization, needed: 'yes' } as const;
  if (resource === undefined || resource.is === 'arn' || !isKeyArn(evaluated.resource))
    return { authorization: asked, resource };
  const encrypts = resource.is === 'key-of-object' || resource.is === 'default-key-of-bucket' ? resource : undefined;
  const owner = accountOfKey(evaluated.resource) ?? authorization.resourceAccountId;
  return {
    authorization: { ...asked, resource: evaluated.resource, resourceAccountId: owner },
    resource: { is: 'arn', arn: evaluated.resource, ...defined({ encrypts }) },
  };
}

/** What AWS used is what the request had; of the keys that it does not show nothing is known by it. */
export function withAwsContext({ known, unknown }: RequestContext, values: ContextValues): RequestContext {
  const given = new Map(Object.keys(known).map((key) => [key.toLowerCase(), key]));
  const entries = Object.entries(values).map(([key, value]) => [given.get(key.toLowerCase()) ?? key, value] as const);
  const settled = new Set(entries.map(([key]) => key.toLowerCase()));
  return {
    known: { ...known, ...Object.fromEntries(entries) },
    unknown: unknown.filter(({ key }) => !settled.has(key.toLowerCase())),
  };
}

/** An id says nothing of whose denial it is of: the caller and what was asked do. */
function isOfRequest(details: AuthorizationDetails, request: Resolution['request']): boolean {
  const evaluated = request.authorizations.flatMap((one) => evaluatedIn(details, one) ?? []);
  return evaluated.length > 0 && evaluated.every(({ context }) => isOfCaller(context, request));
}

function isOfCaller(context: ContextValues, { principal }: RequestFacts): boolean {
  const account = valueIn(context, 'aws:PrincipalAccount');
  if (account !== undefined && accountOf(principal) !== undefined && account !== accountOf(principal)) return false;
  const arn = valueIn(context, 'aws:PrincipalArn');
  const known = principal.type === 'assumed-role' ? principal.roleArn : 'arn' in principal ? principal.arn : undefined;
  return typeof arn !== 'string' || known === undefined || nameIn(arn) === nameIn(known);
}

const valueIn = (context: ContextValues, key: string): ContextValues[string] | undefined =>
  Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];

/** Records may drop the path of a role. */
const nameIn = (arn: string): string => `${arn.split(':')[4] ?? ''} ${arn.split(/[:/]/).at(-1) ?? ''}`;
