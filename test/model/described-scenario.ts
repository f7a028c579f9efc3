/** A scenario as the AWS accounts in which it happens. */
import { defined } from '../../src/defined';
import type {
  AccountDescription,
  BucketDescription,
  HistoryRecord,
  KeyDescription,
  Policies,
  Policy as Document,
  RoleDescription,
  AwsAccounts,
} from '../account/description';
import type { Kms, Policy, Scenario } from './scenario';
import { callerAccountOf, familyOf, identityOf, sessionOf, textIn } from './described-caller';
import { organizationOf } from './described-organization';

/** The resource's owner is the account whose credentials Culprit has. */
export function describedFrom(scenario: Scenario): AwsAccounts {
  const { resourceAccountId } = scenario.request;
  const organization = organizationOf(scenario);
  const caller = callerAccountOf(scenario.request.principal);
  const parts: readonly (readonly [string | undefined, AccountDescription])[] = [
    [resourceAccountId, resourceOf(scenario)],
    [scenario.kms?.keyAccountId, scenario.kms === undefined ? {} : { keys: keyOf(scenario.kms) }],
    [caller, callerOf(scenario)],
    [caller ?? resourceAccountId, endpointOf(scenario)],
  ];
  const accounts: Record<string, AccountDescription> = {};
  for (const [account, part] of parts) {
    if (account !== undefined) accounts[account] = { ...accounts[account], ...part };
  }
  return { accounts, headObject: true, ...defined({ organization }) };
}

/** What is asked about: a bucket, its object, or a key. */
function resourceOf({ request, resourcePolicy, grants, kms, flags }: Scenario): AccountDescription {
  const { context, resource } = request;
  if (resource.startsWith('arn:aws:kms:')) {
    const manager = flags?.awsManagedKey === true ? ('AWS' as const) : ('CUSTOMER' as const);
    return {
      keys: described(resource, { manager, context, ...policyIn(resourcePolicy), ...grantsIn(grants) }),
    };
  }
  const [, bucket = '', key] = /^arn:aws:s3:::([^/]*)(?:\/(.*))?$/s.exec(resource) ?? [];
  const version = textIn(context, 's3:VersionId');
  const object = { tags: familyOf(context, 's3:ExistingObjectTag/'), ...encryptedWith(kms) };
  const objects =
    key === undefined
      ? {}
      : { [key]: object, ...(version === undefined ? {} : { [`${key}?versionId=${version}`]: object }) };
  const settings: BucketDescription = {
    ...regionIn(context),
    ...policyIn(resourcePolicy),
    // A scenario without a slot for it has no Block Public Access.
    publicAccessBlock: 'none',
    ...(kms === undefined ? {} : { encryption: encryptedWith(kms) }),
    objects,
  };
  return { buckets: { [bucket]: settings } };
}

function encryptedWith(kms: Kms | undefined): { kmsKey?: string; bucketKey?: boolean } {
  if (kms === undefined) return {};
  return { kmsKey: kms.keyArn, bucketKey: !String(kms.context['kms:EncryptionContext:aws:s3:arn']).includes('/') };
}

const keyOf = ({ keyArn, keyManager, keyPolicy, grants, context }: Kms) =>
  described(keyArn, { manager: keyManager, context, ...policyIn(keyPolicy), ...grantsIn(grants) });

function described(
  arn: string,
  { context, ...key }: KeyDescription & { readonly context: Scenario['request']['context'] },
): Record<string, KeyDescription> {
  const [, , , region = ''] = arn.split(':');
  const id = arn.slice(arn.indexOf(':key/') + ':key/'.length);
  const aliases = [context['kms:ResourceAliases'] ?? []].flat().map(String);
  return { [id]: { region, aliases, ...key } };
}

function policyIn(document: object | undefined): { readonly policy?: Document } {
  return document === undefined ? {} : { policy: { ...document } };
}

function grantsIn(grants: Scenario['grants']): { readonly grants?: readonly Document[] } {
  return grants === undefined ? {} : { grants: grants.map((grant) => ({ ...grant })) };
}

function regionIn(context: Scenario['request']['context']): { readonly region?: string } {
  const region = textIn(context, 'aws:RequestedRegion');
  return region === undefined ? {} : { region };
}

/** Without a policy in the scenario an endpoint allows everything, as AWS makes it. */
function endpointOf({ request: { context }, vpcEndpointPolicy }: Scenario): AccountDescription {
  const id = textIn(context, 'aws:SourceVpce');
  if (id === undefined) return {};
  const vpcId = textIn(context, 'aws:SourceVpc');
  const policy = policyIn(vpcEndpointPolicy?.policy);
  return { endpoints: { [id]: { ...regionIn(context), ...defined({ vpcId }), ...policy } } };
}

function callerOf(scenario: Scenario): AccountDescription {
  const { request, identityPolicies, permissionsBoundary, sessionPolicies } = scenario;
  const identity = identityOf(request);
  if (identity === undefined) return {};
  const session = sessionOf(request);
  const tags = Object.entries(familyOf(request.context, 'aws:PrincipalTag/'));
  // A role's session may bear tags of its own; a federated one bears no other.
  const ofSession = session === undefined ? [] : identity.kind === 'user' ? tags : tags.slice(1);
  const described: RoleDescription = {
    path: identity.path,
    ...attached(identityPolicies),
    ...(permissionsBoundary === undefined ? {} : { boundary: { ...permissionsBoundary.policy } }),
    tags: Object.fromEntries(session === undefined ? tags : tags.slice(0, tags.length - ofSession.length)),
  };
  const managed = Object.fromEntries(
    sessionPolicies.slice(1).map(({ policy }, index) => [`session-${index}`, { ...policy }]),
  );
  return {
    [`${identity.kind}s`]: { [identity.name]: described },
    managed,
    history: session === undefined ? [] : [beginningOf(scenario, session, Object.fromEntries(ofSession))],
  };
}

/** Every other one inline, every other one managed. */
function attached(policies: readonly Policy[]): Policies {
  const named = policies.map(({ name, policy }, index) => [`${index}-${name}`, { ...policy }] as const);
  return {
    inline: Object.fromEntries(named.filter((_, index) => index % 2 === 0)),
    managed: Object.fromEntries(named.filter((_, index) => index % 2 === 1)),
  };
}

/** The call of STS that began the session. */
function beginningOf(
  { request, sessionPolicies }: Scenario,
  { accessKeyId, createdAt }: { readonly accessKeyId: string; readonly createdAt: string },
  tags: Readonly<Record<string, string>>,
): HistoryRecord {
  const account = callerAccountOf(request.principal) ?? '';
  const [inline, ...others] = sessionPolicies;
  const region = textIn(request.context, 'aws:RequestedRegion');
  const sourceIdentity = textIn(request.context, 'aws:SourceIdentity');
  return {
    eventTime: createdAt,
    eventSource: 'sts.amazonaws.com',
    eventName: request.principal.includes(':federated-user/') ? 'GetFederationToken' : 'AssumeRole',
    ...defined({ awsRegion: region }),
    requestParameters: {
      ...(inline === undefined ? {} : { policy: JSON.stringify(inline.policy) }),
      policyArns: others.map((_, index) => ({ arn: `arn:aws:iam::${account}:policy/session-${index}` })),
      tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
      ...defined({ sourceIdentity }),
    },
    responseElements: { credentials: { accessKeyId } },
  };
}
