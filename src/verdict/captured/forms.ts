/** Captured policies in the form of what a reader finds. */
import { defined } from '../../defined';
import type { Reading } from '../../evidence/define';
import type {
  IdentityPolicies,
  NamedPolicy,
  OrganizationPolicies,
  ReadPolicy,
  SessionPolicies,
} from '../../evidence/values';
import type { CapturedPolicy, CapturedType } from '../../request/aws-evaluation';
import type { BoundRequest } from '../../request/types';
import { policiesIn } from '../fixes/policies/policies-in-evidence';

/** `reading`: what was read, for its names and places; `undefined`: what AWS shows is not the whole. */
export function capturedValue(
  captured: readonly CapturedPolicy[],
  reading: Reading<unknown>,
  request: BoundRequest,
): unknown {
  const before = reading.status === 'found' ? reading.value : undefined;
  const [{ type } = { type: undefined }] = captured;
  const known = documentsIn(before);
  const named = captured.map((policy) => namedAs(policy, known));
  // AWS need not list every policy: one that it does not show was attached since, or not.
  const isWhole = known.every((own) => named.some((policy) => policy.name === own.name && policy.arn === own.arn));
  switch (type) {
    case 'IDENTITY_BASED_POLICY':
      return isWhole ? ({ policies: [...named, ...rest(reading)] } satisfies IdentityPolicies) : undefined;
    case 'SESSION_POLICY':
      return isWhole
        ? ({
            tags: {},
            eventId: '',
            ...(before as object | undefined),
            policies: [...named, ...rest(reading)],
          } satisfies SessionPolicies)
        : undefined;
    case 'RESOURCE_BASED_POLICY':
    case 'PERMISSIONS_BOUNDARY':
      return named.length === 1 ? named[0] : undefined;
    case 'SERVICE_CONTROL_POLICY':
    case 'RESOURCE_CONTROL_POLICY':
      return levelsOf(captured, named, { type, reading, request });
    // An endpoint is more than its policy.
    case 'VPC_ENDPOINT_POLICY':
      return named.length === 1 && before !== undefined ? { ...(before as object), policy: named[0] } : undefined;
    case undefined:
      return undefined;
  }
}

/** Are all documents of the one among those of the other, and the other way round? */
export function sameDocuments(one: unknown, other: unknown): boolean {
  const [ones, others] = [one, other].map((value) =>
    documentsIn(value)
      .map(({ document }) => canonical(document))
      .sort(),
  );
  return ones !== undefined && ones.length > 0 && JSON.stringify(ones) === JSON.stringify(others);
}

const documentsIn = (value: unknown): readonly ReadPolicy[] =>
  value === undefined ? [] : policiesIn({ read: { target: { status: 'found', value } } }).map(({ policy }) => policy);

/** The name and place that a person knows it by; the document is AWS's. */
function namedAs({ uri, attachedTo, document }: CapturedPolicy, known: readonly ReadPolicy[]): ReadPolicy {
  const isArn = uri.startsWith('arn:');
  const same = known.find(({ arn, document: own }) =>
    isArn && arn !== undefined ? arn === uri : canonical(own) === canonical(document),
  );
  if (same !== undefined) return { ...same, document };
  const [only] = known.length === 1 && attachedTo.length <= 1 && !isArn ? known : [];
  if (only !== undefined) return { ...only, document };
  const place = attachedTo[0];
  return { name: lastOf(uri), ...(isArn ? { arn: uri } : {}), ...defined({ attachedTo: place }), document };
}

interface LevelsCase {
  readonly type: CapturedType;
  readonly reading: Reading<unknown>;
  readonly request: BoundRequest;
}

/** From the root down, as AWS's checks name the levels: each needs a policy of its own. */
function levelsOf(
  captured: readonly CapturedPolicy[],
  named: readonly ReadPolicy[],
  { type, reading, request }: LevelsCase,
): OrganizationPolicies | undefined {
  const before = reading.status === 'found' ? (reading.value as OrganizationPolicies) : undefined;
  const checks = request.authorizations.flatMap(({ evaluation }) => evaluation?.checks ?? []);
  const targets = [...new Set(checks.flatMap((check) => (check.type === type ? (check.target ?? []) : [])))];
  const names = new Map((before?.levels ?? []).map(({ target, targetName }) => [target, targetName]));
  const levels = targets.map((target) => ({
    target: lastOf(target),
    ...defined({ targetName: names.get(lastOf(target)) }),
    policies: named.filter((_, at) => captured[at]?.attachedTo.includes(target)),
  }));
  const isWhole = levels.length > 0 && levels.every(({ policies }) => policies.length > 0);
  // Levels that were read, and that AWS does not name, would be lost.
  return isWhole && [...names.keys()].every((target) => levels.some((level) => level.target === target))
    ? { levels: levels.map((level) => ({ ...level, policies: [...level.policies, ...rest(reading)] })) }
    : undefined;
}

/** AWS need not list every policy: beside what nobody could read there may be more, which allow it. */
function rest(reading: Reading<unknown>): readonly NamedPolicy[] {
  if (reading.status !== 'unreadable') return [];
  const { why, permission, error } = reading;
  return [{ name: 'that AWS did not list', unreadable: { why, ...defined({ permission, error }) } }];
}

const lastOf = (name: string): string => name.split(/[:/]/).at(-1) ?? name;

/** Documents are text or parsed. */
function canonical(document: unknown): string {
  return JSON.stringify(sorted(typeof document === 'string' ? parsed(document) : document));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, item]) => [name, sorted(item)]),
  );
}
