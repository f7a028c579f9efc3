/** Condition keys about the caller and its session. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
import { computeIn } from '../../names/compute';
import { isServiceName } from '../../engine/principal/principal-element';
import type { Principal } from '../../names/principal';
import type { Circumstances } from '../record/circumstances';
import type { ContextEntries } from './entries';

export function addCaller(entries: ContextEntries, at: Circumstances): void {
  const { principal } = at;
  const type = principalTypes[principal.type];
  if (type !== undefined) entries.set('aws:PrincipalType', type);
  switch (principal.type) {
    case 'anonymous':
      entries.set('aws:PrincipalAccount', 'anonymous').set('aws:userid', 'anonymous');
      return;
    case 'service':
      addService(entries, principal.service);
      return;
    case 'unidentified':
      entries
        .setOrUnknown('aws:userid', at.principalId, 'hidden-caller')
        .unknown('hidden-caller', 'aws:PrincipalArn', 'aws:PrincipalType', 'aws:username');
      break;
    case 'role':
      // Asked about without a session: which one it will be is not said.
      entries.set('aws:PrincipalArn', principal.arn).unknown('session-not-stated', 'aws:userid');
      break;
    case 'assumed-role':
      entries
        .setOrUnknown('aws:PrincipalArn', principal.roleArn, 'role-path-not-told')
        .setOrUnknown('aws:userid', at.principalId, 'not-in-record');
      break;
    case 'user':
      entries
        .set('aws:PrincipalArn', principal.arn)
        .set('aws:username', principal.userName)
        .setOrUnknown('aws:userid', at.principalId, 'not-in-record');
      break;
    case 'federated-user':
      entries.set('aws:PrincipalArn', principal.arn).set('aws:userid', `${principal.accountId}:${principal.name}`);
      break;
    case 'root':
      entries.set('aws:PrincipalArn', principal.arn).set('aws:userid', principal.accountId);
      entries.unknown('not-in-record', 'aws:AssumedRoot');
      break;
  }
  entries
    .setOrUnknown('aws:PrincipalAccount', numberedAccount(principal.accountId), 'hidden-caller')
    .set('aws:PrincipalIsAWSService', 'false');
  entries.unknown('until-read', 'aws:PrincipalOrgID', 'aws:PrincipalOrgPaths');
  if (principal.type !== 'root') entries.unknown('until-read', 'aws:PrincipalTag/*');
  addSession(entries, at);
}

/** What an account that is called by a word has as its number, no policy shows. */
const numberedAccount = (account: string | undefined): string | undefined =>
  account !== undefined && /^\d{12}$/.test(account) ? account : undefined;

const principalTypes: Readonly<Partial<Record<Principal['type'], string>>> = {
  root: 'Account',
  user: 'User',
  'federated-user': 'FederatedUser',
  'assumed-role': 'AssumedRole',
  role: 'AssumedRole',
  anonymous: 'Anonymous',
};

function addService(entries: ContextEntries, service: string): void {
  entries
    .set('aws:PrincipalIsAWSService', 'true')
    .setOrUnknown('aws:PrincipalServiceName', isServiceName(service) ? service : undefined, 'service-call')
    .unknown('service-call', 'aws:PrincipalServiceNamesList', 'aws:userid', 'aws:PrincipalType', 'aws:PrincipalAccount')
    .unknown('service-call', 'aws:SourceArn', 'aws:SourceAccount', 'aws:SourceOrgID', 'aws:SourceOrgPaths');
}

/** Long-term keys have no session, hence none of these keys; MultiFactorAuthPresent is then absent, not `false`. */
function addSession(entries: ContextEntries, { session, time, principal }: Circumstances): void {
  if (session.credentials === 'long-term') return;
  if (session.credentials === 'unknown') {
    entries.unknown('session-not-told', 'aws:MultiFactorAuth*', 'aws:TokenIssueTime', 'aws:SourceIdentity');
    entries.unknown('session-not-told', 'aws:FederatedProvider', 'aws:SignInSessionArn');
  } else {
    entries.setOrUnknown('aws:MultiFactorAuthPresent', session.mfa, 'session-not-told');
    entries.setOrUnknown('aws:TokenIssueTime', session.createdAt, 'session-not-told');
    if (session.isWhole) entries.set('aws:SourceIdentity', session.sourceIdentity);
    else entries.setOrUnknown('aws:SourceIdentity', session.sourceIdentity, 'session-not-told');
    addMultiFactorAge(entries, session.mfa, ageInSeconds(session.createdAt, time));
    if (session.federatedProvider !== undefined) entries.set('aws:FederatedProvider', session.federatedProvider);
    else if (principal.type === 'assumed-role' && !session.issuedToCompute)
      entries.unknown('not-in-record', 'aws:FederatedProvider');
    entries.unknown('not-in-record', 'aws:SignInSessionArn');
  }
  const hasRole = !['user', 'root', 'federated-user'].includes(principal.type);
  if (hasRole) addRoleSession(entries, session);
}

function addMultiFactorAge(entries: ContextEntries, mfa: string | undefined, age: string | undefined): void {
  if (mfa === 'true') entries.setOrUnknown('aws:MultiFactorAuthAge', age, 'session-not-told');
  else if (mfa === undefined) entries.unknown('session-not-told', 'aws:MultiFactorAuthAge');
}

/** Keys that the issuer of a role's session sets, and claims of its identity provider that stay with it. */
function addRoleSession(
  entries: ContextEntries,
  { issuedTo, issuedToCompute, delivery }: Circumstances['session'],
): void {
  const compute = computeIn(issuedTo);
  entries.set('lambda:SourceFunctionArn', compute?.is === 'function' ? issuedTo : undefined);
  if (compute?.is === 'function') return;
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-ec2-source-instance-arn
  if (compute?.is === 'instance') entries.set('ec2:SourceInstanceARN', issuedTo);
  // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
  entries.set('ec2:RoleDelivery', delivery);
  entries.unknown('not-in-record', 'ec2:*', 'aws:Ec2Instance*', 'ssm:SourceInstanceArn');
  if (issuedToCompute) return;
  entries.unknown('not-in-record', 'lambda:SourceFunctionArn', 'glue:*', 'codebuild:*', 'identitystore:*', 'saml:*');
  entries.unknown('not-in-record', 'aws:ChatbotSourceArn', '*:sub', '*:aud', '*:amr');
}

function ageInSeconds(from: string | undefined, until: string | undefined): string | undefined {
  const age = (Date.parse(until ?? '') - Date.parse(from ?? '')) / 1000;
  return Number.isFinite(age) && age >= 0 ? String(Math.floor(age)) : undefined;
}
