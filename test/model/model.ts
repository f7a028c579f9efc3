import { elementsMatch, many, valuesOf, type Asked } from './language';
import type { Document, Grant, Level, Policy, PrincipalElement, Scenario, Statement } from './scenario';

// A second opinion: the whole evaluation, written to be read beside AWS's own description of it.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html

export interface ModelDecision {
  readonly decision: 'allowed' | 'implicit-deny' | 'explicit-deny';
  readonly blockers: readonly { readonly layer: string; readonly action: string }[];
}

interface Question extends Asked {
  readonly scenario: Scenario;
  readonly isKey: boolean;
  /** The account that owns the bucket or the key. */
  readonly owner: string;
  readonly ownerIsManagement: boolean;
  readonly awsManagedKey: boolean;
  readonly rcps: readonly Level[];
  readonly endpoint: Policy | undefined;
  readonly resourcePolicy: Document | undefined;
  readonly grants: readonly Grant[];
}

/** The decision of the main action; where that is allowed, the one that S3 asks of KMS. */
export function decideByModel(scenario: Scenario): ModelDecision {
  const { request, flags = {}, kms } = scenario;
  const isKey = request.action.toLowerCase().startsWith('kms:');
  const main = answer({
    scenario,
    action: request.action,
    resource: request.resource,
    context: request.context,
    isKey,
    owner: request.resourceAccountId,
    ownerIsManagement: flags.resourceAccountIsManagement === true,
    awsManagedKey: isKey && flags.awsManagedKey === true,
    rcps: scenario.rcps,
    endpoint: scenario.vpcEndpointPolicy,
    resourcePolicy: scenario.resourcePolicy,
    grants: scenario.grants ?? [],
  });
  if (kms === undefined) return main;
  const second = answer({
    scenario,
    action: kms.action,
    resource: kms.keyArn,
    context: kms.context,
    isKey: true,
    owner: kms.keyAccountId,
    ownerIsManagement: flags.keyAccountIsManagement === true,
    awsManagedKey: kms.keyManager === 'AWS' || flags.awsManagedKey === true,
    rcps: kms.rcps,
    endpoint: undefined,
    resourcePolicy: kms.keyPolicy,
    grants: kms.grants ?? [],
  });
  const decision = main.decision === 'allowed' ? second.decision : main.decision;
  return { decision, blockers: [...main.blockers, ...second.blockers] };
}

function answer(question: Question): ModelDecision {
  const { scenario, isKey, owner, resourcePolicy, grants } = question;
  const { flags = {} } = scenario;
  const caller = callerOf(question);
  const isIam = 'account' in caller;
  const isRoot = caller.type === 'root';
  const hasIamPolicies = isIam && !isRoot;
  const takesSessionPolicies = caller.type === 'assumed-role' || caller.type === 'federated-user';
  const isServiceLinked =
    flags.principalIsServiceLinkedRole === true ||
    (caller.type === 'assumed-role' && caller.role.includes(':role/aws-service-role/'));

  // Every policy that applies, as lists that must each hold an Allow.
  const identity = hasIamPolicies ? scenario.identityPolicies : [];
  const boundary = hasIamPolicies ? scenario.permissionsBoundary : undefined;
  const session = takesSessionPolicies ? scenario.sessionPolicies : [];
  const isLimitedBySession = session.length > 0 || caller.type === 'federated-user';
  const boundByScps = isIam && !isServiceLinked && flags.principalAccountIsManagement !== true;
  const scps = boundByScps ? scenario.scps : [];
  const isRetireGrant = question.action.toLowerCase() === 'kms:retiregrant';
  const boundByRcps = !isServiceLinked && !question.ownerIsManagement && !question.awsManagedKey && !isRetireGrant;
  const rcps = boundByRcps ? question.rcps : [];

  const ways = (statement: Statement) =>
    statement.Principal === undefined ? [] : waysNamed(statement.Principal, caller);
  const concerns = (statement: Statement) => {
    if (statement.NotPrincipal === undefined) return statement.Principal === undefined || ways(statement).length > 0;
    return (boundary !== undefined && statement.Effect === 'Deny') || !isExempt(statement.NotPrincipal, caller);
  };
  const matching = (effect: string, documents: readonly (Document | undefined)[]) =>
    documents.flatMap((document) =>
      many(document?.Statement)
        .filter((statement) => statement.Effect === effect && concerns(statement))
        .filter((statement) => elementsMatch(statement, document!, question)),
    );
  const denies = (policies: readonly (Policy | undefined)[]) => matching('Deny', documents(policies)).length > 0;
  const allows = (policies: readonly (Policy | undefined)[]) => matching('Allow', documents(policies)).length > 0;

  // What the resource's side gives, and how it names the caller.
  const namings = new Set(matching('Allow', [resourcePolicy]).flatMap(ways));
  const names = (...wanted: readonly Way[]) => wanted.some((way) => namings.has(way));
  const granted = isKey && grants.some((grant) => grantMatches(grant, caller, question));
  const resourceAllows = namings.size > 0 || granted;
  const sameAccount = isIam && caller.account === owner;
  const passesLimits = sameAccount && names('anyone', 'itself');
  const passesIdentity = sameAccount && (passesLimits || names('role') || granted);
  const identityAllows = isRoot || allows(identity);
  const keyNamesNobody = isKey && !resourceAllows;

  const ownersRoot = isRoot && sameAccount && !isKey && /^s3:(get|put|delete)bucketpolicy$/i.test(question.action);
  const resourceDenies = !ownersRoot && matching('Deny', [resourcePolicy]).length > 0;
  const lacksIdentity = isIam && !identityAllows && !passesIdentity && !(sameAccount && keyNamesNobody);
  const lacksResource = sameAccount ? keyNamesNobody : !resourceAllows;

  const refusals: readonly [layer: string, denies: boolean, lacksAllow: boolean][] = [
    [
      'vpc-endpoint-policy',
      denies([question.endpoint]),
      question.endpoint !== undefined && !allows([question.endpoint]),
    ],
    ['resource-control-policies', rcps.some(({ policies }) => denies(policies)), false],
    [
      'service-control-policies',
      scps.some(({ policies }) => denies(policies)),
      scps.some(({ policies }) => !allows(policies)),
    ],
    ['session-policy', denies(session), isLimitedBySession && !allows(session) && !passesLimits],
    ['permissions-boundary', denies([boundary]), boundary !== undefined && !allows([boundary]) && !passesLimits],
    ['identity-policies', denies(identity), lacksIdentity],
    [isKey ? 'kms-key' : 'bucket-policy', resourceDenies, lacksResource],
  ];
  const blocking = refusals.filter(([, denied, lacking]) => denied || lacking);
  return {
    decision: refusals.some(([, denied]) => denied)
      ? 'explicit-deny'
      : blocking.length > 0
        ? 'implicit-deny'
        : 'allowed',
    blockers: blocking.map(([layer]) => ({ layer, action: question.action })),
  };
}

const documents = (policies: readonly (Policy | undefined)[]) => policies.map((policy) => policy?.policy);

type Caller =
  | { readonly type: 'anonymous' }
  | { readonly type: 'service'; readonly name: string }
  | { readonly type: 'root' | 'user' | 'federated-user'; readonly account: string; readonly arn: string }
  | { readonly type: 'assumed-role'; readonly account: string; readonly arn: string; readonly role: string };

function callerOf({ scenario, context }: Question): Caller {
  const arn = scenario.request.principal;
  if (arn === 'anonymous') return { type: 'anonymous' };
  if (arn.startsWith('service:')) return { type: 'service', name: arn.slice('service:'.length) };
  const [, partition, , , account, rest] = arn.split(':') as [string, string, string, string, string, string];
  const [type, name] = rest.split('/') as ['root' | 'user' | 'federated-user' | 'assumed-role', string];
  if (type !== 'assumed-role') return { type, account, arn };
  const [role = `arn:${partition}:iam::${account}:role/${name}`] = valuesOf(context, 'aws:PrincipalArn');
  return { type, account, arn, role };
}

type Way = 'anyone' | 'itself' | 'role' | 'account';

/** Every way in which a Principal element names the caller. */
function waysNamed(element: PrincipalElement, caller: Caller): readonly Way[] {
  if (element === '*') return ['anyone'];
  const aws = many(element.AWS);
  const ways: Way[] = aws.includes('*') ? ['anyone'] : [];
  if (caller.type === 'service' && many(element.Service).includes(caller.name)) ways.push('itself');
  if (!('account' in caller)) return ways;
  if (aws.some((name) => name === caller.account || isAccount(name, caller.account))) ways.push('account');
  if (caller.type !== 'root' && aws.includes(caller.arn)) ways.push('itself');
  if (caller.type === 'assumed-role' && aws.includes(caller.role)) ways.push('role');
  return ways;
}

const isAccount = (name: string, account: string) => new RegExp(`^arn:[^:]*:iam::${account}:root$`).test(name);

/** NotPrincipal spares a caller only when it lists the account, the role and the session. */
function isExempt(element: PrincipalElement, caller: Caller): boolean {
  const ways = waysNamed(element, caller);
  if (ways.includes('anyone')) return true;
  const needed: Record<Caller['type'], readonly Way[]> = {
    anonymous: ['anyone'],
    service: ['itself'],
    root: ['account'],
    user: ['account', 'itself'],
    'federated-user': ['account', 'itself'],
    'assumed-role': ['account', 'role', 'itself'],
  };
  return needed[caller.type].every((way) => ways.includes(way));
}

function grantMatches(grant: Grant, caller: Caller, { action, context }: Question): boolean {
  if (!('account' in caller)) return false;
  const grantee = waysNamed({ AWS: grant.GranteePrincipal }, caller).length > 0;
  const operation = grant.Operations.some((name) => `kms:${name}`.toLowerCase() === action.toLowerCase());
  const { EncryptionContextSubset: subset, EncryptionContextEquals: equals } = grant.Constraints ?? {};
  const present = (pairs: Readonly<Record<string, string>> = {}) =>
    Object.entries(pairs).every(([key, value]) => valuesOf(context, `kms:EncryptionContext:${key}`).includes(value));
  const size = Object.keys(context).filter((key) => key.toLowerCase().startsWith('kms:encryptioncontext:')).length;
  const complete = equals === undefined || Object.keys(equals).length === size;
  return grantee && operation && present(subset) && present(equals) && complete;
}
