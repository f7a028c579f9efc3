/** What AWS's own evaluation says of a layer: like its text, but of every gate, and with the statements that it matched. */
import type { AnyLayer } from '../../layers/define';
import type {
  AwsCheck,
  AwsCheckType,
  AwsEvaluation,
  CapturedType,
  MatchedPolicy,
  MatchedStatement,
} from '../../request/aws-evaluation';
import type { UngradedCause } from './causes';

export type Evaluated =
  | { readonly is: 'denies'; readonly explicit: true; readonly matched: readonly MatchedPolicy[] }
  | { readonly is: 'denies'; readonly explicit: false }
  | { readonly is: 'passes' }
  /** Not evaluated, or AWS does not say by what. */
  | { readonly is: 'silent' };

/** On the authorization that was evaluated. */
export function evaluatedAs({ saidAs }: Pick<AnyLayer, 'saidAs'>, evaluation: AwsEvaluation | undefined): Evaluated {
  const types = capturedTypesOf(saidAs);
  if (evaluation === undefined || types.length === 0) return { is: 'silent' };
  const concerning = evaluation.checks.filter((check) => decidingTypes(check, evaluation).some(isOneOf(types)));
  const explicit = concerning.filter(({ effect }) => effect === 'EXPLICIT_DENY').map(({ matched }) => denying(matched));
  const mine = explicit.filter((matched) => matched.length === 0 || ofTypes(matched, types).length > 0);
  if (mine.length > 0) return { is: 'denies', explicit: true, matched: mine.flatMap((all) => ofTypes(all, types)) };
  if (concerning.some(({ effect }) => effect === 'IMPLICIT_DENY')) return { is: 'denies', explicit: false };
  if (concerning.length > 0) return { is: 'passes' };
  // Without checks the statements that matched are named beside the whole.
  const named = denying(evaluation.matched).filter(({ type }) => type !== undefined && types.includes(type));
  if (named.length > 0) return { is: 'denies', explicit: true, matched: named };
  return evaluation.effect === 'ALLOW' ? { is: 'passes' } : { is: 'silent' };
}

/** Does our evaluation find what AWS's found: the layer, the kind of denial, and the statement where AWS names one? */
export function agreesWithEvaluation(evaluated: Evaluated, cause: UngradedCause): boolean {
  if (evaluated.is !== 'denies') return false;
  if (!evaluated.explicit) return cause.outcome === 'does-not-allow';
  if (cause.outcome !== 'denies') return false;
  return evaluated.matched.length === 0 || matchedBy(evaluated, cause).length > 0;
}

/** The statements that AWS and we have both found. */
export function matchedBy(
  { matched }: Extract<Evaluated, { readonly explicit: true }>,
  { policy, statement, alsoDeniedBy = [] }: UngradedCause,
): readonly (MatchedStatement & Pick<MatchedPolicy, 'uri'>)[] {
  const ours = [...(statement === undefined ? [] : [{ policy, statement }]), ...alsoDeniedBy];
  return matched.flatMap(({ uri, statements }) =>
    statements
      .filter(({ sid }) => ours.some((own) => isPolicy(uri, own.policy?.arn) && isStatement(sid, own.statement.sid)))
      .map((one) => ({ ...one, uri })),
  );
}

/** Only a managed policy's URI is its ARN. */
const isPolicy = (uri: string, arn: string | undefined): boolean =>
  arn === undefined || !uri.startsWith('arn:') || uri === arn;

/** AWS makes up a name for a statement without one. */
const isStatement = (named: string, own: string | undefined): boolean => own === undefined || own === named;

/** As AWS's texts spell them, and so the layers' cards. */
export const policyTypeWords: Readonly<Record<CapturedType, string>> = {
  IDENTITY_BASED_POLICY: 'identity-based policy',
  RESOURCE_BASED_POLICY: 'resource-based policy',
  PERMISSIONS_BOUNDARY: 'permissions boundary',
  SESSION_POLICY: 'session policy',
  SERVICE_CONTROL_POLICY: 'service control policy',
  RESOURCE_CONTROL_POLICY: 'resource control policy',
  VPC_ENDPOINT_POLICY: 'VPC endpoint policy',
};

export function capturedTypesOf(saidAs: readonly string[]): readonly CapturedType[] {
  return (Object.keys(policyTypeWords) as CapturedType[]).filter((type) => saidAs.includes(policyTypeWords[type]));
}

const usualTypes: Readonly<Record<AwsCheckType, readonly CapturedType[]>> = {
  SERVICE_CONTROL_POLICY: ['SERVICE_CONTROL_POLICY'],
  RESOURCE_CONTROL_POLICY: ['RESOURCE_CONTROL_POLICY'],
  VPC_ENDPOINT: ['VPC_ENDPOINT_POLICY'],
  RESOURCE: ['RESOURCE_BASED_POLICY'],
  PRINCIPAL: ['IDENTITY_BASED_POLICY'],
  PERMISSIONS_BOUNDARY: ['PERMISSIONS_BOUNDARY'],
  SESSION: ['SESSION_POLICY'],
};

/** Within one account the owner's policy may be weighed with the caller's own: then there is no check of its own. */
export function decidingTypes(
  { type, policyTypes }: AwsCheck,
  { checks }: Pick<AwsEvaluation, 'checks'>,
): readonly CapturedType[] {
  if (policyTypes.length > 0) return policyTypes;
  const isWeighedTogether = type === 'PRINCIPAL' && checks.every((check) => check.type !== 'RESOURCE');
  return isWeighedTogether ? [...usualTypes[type], 'RESOURCE_BASED_POLICY'] : usualTypes[type];
}

/** The policies of statements that deny; AWS need not list them. */
export const denying = (matched: readonly MatchedPolicy[]): readonly MatchedPolicy[] =>
  matched.flatMap((policy) => {
    const statements = policy.statements.filter(({ effect }) => effect === 'DENY');
    return statements.length === 0 ? [] : [{ ...policy, statements }];
  });

const ofTypes = (matched: readonly MatchedPolicy[], types: readonly CapturedType[]): readonly MatchedPolicy[] =>
  matched.filter(({ type }) => type === undefined || types.includes(type));

const isOneOf =
  (types: readonly CapturedType[]) =>
  (type: CapturedType): boolean =>
    types.includes(type);
