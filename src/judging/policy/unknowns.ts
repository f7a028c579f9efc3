/** What keeps a policy layer from a definite answer: policies that could not be read, and context keys that nobody knows. */
import { defined } from '../../defined';
import { completeContext, lowerCase } from '../../engine/context';
import { matchTokens, tokenize } from '../../engine/glob';
import { parsePolicy } from '../../engine/policy';
import { UnknownUses } from '../../engine/unknowns/uses';
import type { NamedPolicy } from '../../evidence/values';
import type { Coded } from '../../request/coded';
import type { BoundAuthorization } from '../../request/types';
import { preparedRequest } from '../engine-request';
import { BOUNDARY_READ } from './boundary';
import type { Subject, Unknown } from '../types';
import type { Form } from './form';
import { misplaced, tally } from './tally';
import type { Judged } from './judged';
import { sharedWords } from '../words';

export function unknownsIn({ subject, form, groups, hasBoundary, unknowns = [] }: Judged): readonly Unknown[] {
  const { authorization } = subject;
  const told = new Set(unknowns.map((unknown) => subjectOf(unknown)));
  const keys = unknownKeys(subject, (noting) => {
    for (const { policies } of groups) tally(policies, preparedRequest(noting), form, hasBoundary);
  }).filter((unknown) => !told.has(subjectOf(unknown) ?? BOUNDARY_READ));
  const resource = authorization.resource === undefined ? [unknownResource(subject)] : [];
  const parts = groups.flatMap(({ target, policies }) => policies.flatMap((named) => partOf(named, form, target)));
  return [...unknowns, ...parts, ...keys, ...accountsIn(groups), ...servicesIn(subject, groups), ...resource];
}

/** The condition key, or the reader. */
function subjectOf({ facts }: Coded): string | undefined {
  return facts['key'] ?? facts['read'];
}

/** Statements that may apply, and name a service that may be the one that asks. */
function servicesIn({ authorization, request: { principal } }: Subject, groups: Judged['groups']): readonly Unknown[] {
  const hangs = groups.some(({ found }) =>
    found.some(({ statement, truth }) => truth === undefined && (statement.principal?.services.length ?? 0) > 0),
  );
  return principal.type === 'service' && hangs ? [unknownKey('aws:principalservicenameslist', authorization)] : [];
}

/** Statements that may apply, and name an account as S3 alone knows it. */
function accountsIn(groups: Judged['groups']): readonly Unknown[] {
  return groups.flatMap(({ found }) =>
    found.flatMap(({ statement, policy, truth }) => {
      const named = truth === undefined && statement.principal?.canonical === true;
      return named ? [sharedWords.unknown('canonical-user-unknown', { policy: policy.name })] : [];
    }),
  );
}

/** The unknown context keys, and perhaps the caller's boundary, that a judgement hangs on. `judge` takes the request once more, and they are noted. */
export function unknownKeys({ authorization, request }: Subject, judge: (noting: Subject) => void): readonly Unknown[] {
  const uses = new UnknownUses();
  const context = completeContext(authorization.context, new Map(), { uses });
  judge({ authorization: { ...authorization, context }, request });
  const keys = [...uses.keys].map((key) => unknownKey(key, authorization));
  return uses.boundary ? [...keys, sharedWords.unknown('boundary-unknown')] : keys;
}

/** The request has the reason why nobody knows which it is. */
function unknownResource({ authorization: { action }, request }: Subject): Unknown {
  const found = request.unknowns.find((one) => one.code === 'resource-unknown' && one.facts.action === action);
  const why = found?.code === 'resource-unknown' ? found.facts.why : undefined;
  return { code: 'resource-unknown', facts: { action, ...defined({ why }) } };
}

export function unknownKey(key: string, { context }: BoundAuthorization): Unknown {
  const told = context.unknown.find((one) => matchTokens(tokenize(lowerCase(one.key)), key));
  return sharedWords.unknown('context-key-unknown', { key, why: told?.why ?? 'not-told' });
}

/** A policy that could not be read, or that AWS would not have accepted. */
function partOf(named: NamedPolicy, form: Form, target: string | undefined): readonly Unknown[] {
  const place = { policy: named.name, ...defined({ target }) };
  if ('unreadable' in named) return [{ code: 'unreadable', facts: { ...place, ...named.unreadable } }];
  const policy = parsePolicy(named.document);
  if (policy.is === 'malformed') {
    const at = policy.at === '' ? 'the document' : policy.at;
    return [sharedWords.unknown('malformed-policy', { ...place, at, problem: policy.code })];
  }
  return misplaced(policy, form)
    ? [sharedWords.unknown('malformed-policy', { ...place, at: 'Principal', problem: 'principal-misplaced' })]
    : [];
}
