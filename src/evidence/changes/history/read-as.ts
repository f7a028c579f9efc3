/** What readers find of the things that calls set, in the form in which records show it. */
import { accountInArn, parseArn } from '../../../names/arn';
import { isRoleArn } from '../../../names/principal';
import type { IdentityPolicies, NamedPolicy, OrganizationPolicies, ReadPolicy, VpcEndpoint } from '../../values';
import { aclAsRecorded, encryptionAsRecorded, ownershipAsRecorded, paymentAsRecorded } from './bucket-settings';
import { stored } from '../record/settings';
import type { RecordedChange, SetThing } from '../types';
import type { EarlierRead } from './past';

/** `null`: there was none. `undefined`: this reading does not show it. */
export type ReadAs = (read: EarlierRead, thing: SetThing, change: RecordedChange) => unknown;

/** `undefined`: no reader finds it in such a form. */
export const readAs = ({ setting }: SetThing): ReadAs | undefined => table[setting];

type IsOf = (target: string, name: string, change: RecordedChange) => boolean;

const lastOf = (target: string): string | undefined => target.split(/[:/]/).at(-1);
const isIt: IsOf = (target, name) => target === name;
/** Replicas of a key have one id, and a policy each. */
const isRegional: IsOf = (target, name, { account, region }) =>
  lastOf(target) === name && accountInArn(target) === account && parseArn(target)?.region === region;
const isPrincipal =
  (kind: 'role' | 'user'): IsOf =>
  (target, name, { account }) =>
    lastOf(target) === name && accountInArn(target) === account && isRoleArn(target) === (kind === 'role');

/** The whole of what a reader finds. */
const whole =
  (isOf: IsOf, read: (value: unknown) => unknown): ReadAs =>
  ({ target, evidence }, { of: [name = ''] }, change) => {
    if (!isOf(target, name, change)) return undefined;
    return evidence.status === 'absent' ? null : read(evidence.value);
  };
/** `undefined`: it could not be read. */
const document = (policy: unknown): unknown =>
  'document' in (policy as NamedPolicy) ? stored((policy as ReadPolicy).document) : undefined;

/** The one, if it is there. `undefined`: the reading does not show that. */
function policyIn(
  { evidence }: EarlierRead,
  isIt: (policy: NamedPolicy) => boolean,
): { readonly policy: NamedPolicy | undefined } | undefined {
  if (evidence.status !== 'found') return undefined;
  const { policies } = evidence.value as Partial<IdentityPolicies>;
  return policies === undefined ? undefined : { policy: policies.find(isIt) };
}

/** Whose reading shows what hangs on a role, a user or (in that of each member) a group. */
type Kind = 'role' | 'user' | 'group';
const showing =
  (kind: Kind): IsOf =>
  (target, name, change) =>
    kind === 'group' ? accountInArn(target) === change.account : isPrincipal(kind)(target, name, change);

/** A user who is in the group is known by what the group gives; one that gives nothing is not seen. */
const showsGroup = ({ evidence }: EarlierRead, attachedTo: string): boolean =>
  evidence.status === 'found' &&
  ((evidence.value as Partial<IdentityPolicies>).policies ?? []).some((one) => one.attachedTo === attachedTo);

const inline =
  (kind: Kind): ReadAs =>
  (read, { of: [holder = '', name] }, change) => {
    const attachedTo = `${kind} ${holder}`;
    if (!showing(kind)(read.target, holder, change)) return undefined;
    if (kind === 'group' && !showsGroup(read, attachedTo)) return undefined;
    const own = policyIn(read, (one) => one.name === name && one.arn === undefined && one.attachedTo === attachedTo);
    if (own === undefined) return undefined;
    return own.policy === undefined ? null : document(own.policy);
  };

/** The policy that was detached, as it was. That one was not there before it was attached needs no reading. */
const detached =
  (kind: Kind): ReadAs =>
  (read, { of: [holder = '', arn], after }, change) => {
    if (after !== null || !showing(kind)(read.target, holder, change)) return undefined;
    const { policy } = policyIn(read, (one) => one.arn === arn && one.attachedTo === `${kind} ${holder}`) ?? {};
    return policy === undefined ? undefined : policyWith(policy);
  };

/** As IAM would be asked for it. */
function policyWith(policy: NamedPolicy): unknown {
  const was = document(policy);
  return was === undefined ? undefined : { name: policy.name, arn: policy.arn, document: was };
}

/** What the group gave the user who left it. */
const left: ReadAs = (read, { of: [user = '', group = ''], after }, change) => {
  const { target, evidence } = read;
  if (after !== null || evidence.status !== 'found' || !isPrincipal('user')(target, user, change)) return undefined;
  const { policies = [] } = evidence.value as Partial<IdentityPolicies>;
  const own = policies.filter(({ attachedTo }) => attachedTo === `group ${group}`);
  return own.length === 0 || own.some((policy) => document(policy) === undefined) ? undefined : { policies: own };
};

/** A record may name the boundary, of which IAM no longer has the policy. */
const boundary =
  (kind: 'role' | 'user'): ReadAs =>
  ({ target, evidence }, { of: [holder = ''], before }, change) => {
    if (!isPrincipal(kind)(target, holder, change)) return undefined;
    if (evidence.status === 'absent') return typeof before === 'string' ? undefined : null;
    const policy = evidence.value as NamedPolicy;
    return typeof before === 'string' && policy.arn !== before ? undefined : policyWith(policy);
  };

/** Wherever it hung. */
const managed: ReadAs = (read, { of: [arn] }) => {
  const { policy } = policyIn(read, (one) => one.arn === arn) ?? {};
  return policy === undefined ? undefined : document(policy);
};

/** On whatever level it hung. */
const ofOrganization: ReadAs = ({ evidence }, { of: [id] }) => {
  if (evidence.status !== 'found') return undefined;
  const { levels = [] } = evidence.value as Partial<OrganizationPolicies>;
  const policies = levels.flatMap((level) => ('unreadable' in level.policies ? [] : level.policies));
  const own = policies.find(({ arn }) => arn?.endsWith(`/${id}`) === true);
  return own === undefined ? undefined : document(own);
};

/** Who reads each stands in readers-of-settings.ts. */
const table: Readonly<Partial<Record<string, ReadAs>>> = {
  'policy-of-bucket': whole(isIt, document),
  'policy-of-key': whole(isRegional, document),
  'policy-of-access-point': whole(isRegional, document),
  'policy-of-endpoint': whole(isIt, (value) => document((value as VpcEndpoint).policy)),
  'bucket-public-access-block': whole(isIt, (value) => value),
  'account-public-access-block': whole(isIt, (value) => value),
  'bucket-acl': whole(isIt, aclAsRecorded),
  'bucket-ownership': whole(isIt, ownershipAsRecorded),
  'bucket-encryption': whole(isIt, encryptionAsRecorded),
  'bucket-request-payment': whole(isIt, paymentAsRecorded),
  'role-boundary': boundary('role'),
  'user-boundary': boundary('user'),
  'group-policy': inline('group'),
  'group-attachment': detached('group'),
  'user-group-attachment': left,
  'role-policy': inline('role'),
  'user-policy': inline('user'),
  'role-attachment': detached('role'),
  'user-attachment': detached('user'),
  'managed-policy': managed,
  'organization-policy': ofOrganization,
};
