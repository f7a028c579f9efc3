/** What AWS answers about a denied request, checked: a preview, whose answers nobody has seen live. */
import { defined } from '../../../../defined';
import {
  capturedTypes,
  checkTypes,
  evaluatedEffects,
  type AwsCheck,
  type AwsEvaluation,
  type MatchedPolicy,
} from '../../../../request/aws-evaluation';
import { Unread } from '../../../aws/failures';
import type { AuthorizationDetails, ContextValues, DescribedPolicy, EvaluatedAction } from '../../../values';

/** From all pages. */
export interface DetailsAnswer {
  readonly evaluations: readonly unknown[];
  /** One for each page. */
  readonly contexts: readonly unknown[];
  /** One for each page. */
  readonly policies: readonly unknown[];
}

/** What is of another form than AWS documents makes the whole answer one that cannot be used. */
export function detailsIn({
  contexts,
  evaluations,
  policies,
}: DetailsAnswer): Omit<AuthorizationDetails, 'policies'> & { readonly policies: readonly DescribedPolicy[] } {
  const listed = policies.flatMap((page) => listIn(page, 'policies')).flatMap(policyIn);
  const described = [...new Map(listed.map((policy) => [policy.uri, policy])).values()];
  const shared = Object.assign({}, ...contexts.map(contextIn)) as ContextValues;
  return { evaluations: evaluations.map((one) => evaluationIn(one, shared, described)), policies: described };
}

/** Far above what one request is asked: more is no answer of AWS's. */
const most = { items: 200, text: 2_048, values: 100 };

function evaluationIn(value: unknown, shared: ContextValues, policies: readonly DescribedPolicy[]): EvaluatedAction {
  const { action, resource, context, evaluatedEffect, checks, matchedPolicies } = fieldsIn(value, 'evaluations');
  const effect = oneOf(evaluatedEffects, evaluatedEffect) ?? malformed('`evaluatedEffect` is none that AWS documents');
  return {
    action: textIn(action) ?? malformed('an evaluation lacks `action`'),
    resource: textIn(resource) ?? '',
    context: { ...shared, ...contextIn(context) },
    evaluation: {
      effect,
      checks: listIn(checks, 'checks').flatMap((check) => checkIn(check, policies)),
      matched: matchedIn(matchedPolicies, policies),
    } satisfies AwsEvaluation,
  };
}

/** A type of check that is new to us says nothing to us. */
function checkIn(value: unknown, policies: readonly DescribedPolicy[]): readonly AwsCheck[] {
  const { checkType, evaluatedEffect, targetArn, relevantPolicyTypes, matchedPolicies } = fieldsIn(value, 'checks');
  const type = oneOf(checkTypes, checkType);
  if (type === undefined) return [];
  const effect = oneOf(evaluatedEffects, evaluatedEffect) ?? malformed('a check has an effect that is not documented');
  const types = listIn(relevantPolicyTypes, 'relevantPolicyTypes');
  return [
    {
      type,
      effect,
      ...defined({ target: textIn(targetArn) }),
      policyTypes: types.flatMap((one) => oneOf(capturedTypes, one) ?? []),
      matched: matchedIn(matchedPolicies, policies),
    },
  ];
}

function matchedIn(value: unknown, policies: readonly DescribedPolicy[]): readonly MatchedPolicy[] {
  return listIn(value, 'matchedPolicies').flatMap((one) => {
    const { uri: named, matchedStatements } = fieldsIn(one, 'matchedPolicies');
    const uri = textIn(named);
    if (uri === undefined) return [];
    const {
      type: known,
      attachedTo = [],
      grantId,
    }: Partial<DescribedPolicy> = policies.find((policy) => policy.uri === uri) ?? {};
    const statements = listIn(matchedStatements, 'matchedStatements').flatMap((statement) => {
      const { sid, evaluatedEffect } = fieldsIn(statement, 'matchedStatements');
      const effect = oneOf(['ALLOW', 'DENY'] as const, evaluatedEffect);
      return effect === undefined ? [] : [{ sid: textIn(sid) ?? '', effect }];
    });
    return [{ uri, attachedTo, ...defined({ type: known, grantId }), statements }];
  });
}

function policyIn(value: unknown): readonly DescribedPolicy[] {
  const { type, uri, attachedTo, policySource } = fieldsIn(value, 'policies');
  const known = oneOf(capturedTypes, type);
  const name = textIn(uri);
  if (known === undefined || name === undefined) return [];
  const holders = listIn(attachedTo, 'attachedTo').flatMap((one) => textIn(fieldsIn(one, 'attachedTo')['arn']) ?? []);
  const grantId = policySource === undefined ? undefined : textIn(fieldsIn(policySource, 'policySource')['grantId']);
  return [{ type: known, uri: name, attachedTo: holders, ...defined({ grantId }) }];
}

/** Names of condition keys and values of policies: texts, or lists of them. */
function contextIn(value: unknown): ContextValues {
  if (value === undefined || value === null) return {};
  const entries = Object.entries(fieldsIn(value, 'context'));
  if (entries.length > most.items) malformed('the context has more keys than any request');
  return Object.fromEntries(
    entries.flatMap(([key, item]) => {
      const read = /^[\w-]+:\S+$/.test(key) ? valueIn(item) : undefined;
      return read === undefined || key.length > most.text ? [] : [[key, read] as const];
    }),
  );
}

/** `"a"`, `["a","b"]`, a number, a truth value; as JSON or as text that is JSON. */
function valueIn(item: unknown): string | readonly string[] | undefined {
  const value = typeof item === 'string' && /^[["]/.test(item) ? (parsed(item) ?? item) : item;
  if (!Array.isArray(value)) return plain(value);
  const values = value.map(plain);
  return values.length > most.values || values.includes(undefined) ? undefined : (values as string[]);
}

function plain(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return textIn(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const textIn = (value: unknown): string | undefined =>
  typeof value === 'string' && value.length <= most.text ? value : undefined;

function listIn(value: unknown, field: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) return malformed(`\`${field}\` is not a list`);
  return value.length > most.items ? malformed(`\`${field}\` is longer than any of AWS's`) : value;
}

function fieldsIn(value: unknown, field: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return malformed(`\`${field}\` is no object`);
  return value as Readonly<Record<string, unknown>>;
}

const oneOf = <T extends string>(known: readonly T[], value: unknown): T | undefined =>
  known.find((one) => one === value);

function malformed(message: string): never {
  throw new Unread('malformed-answer', message);
}
