/** The condition keys that the described accounts, or the request's own names, tell: no question states them. */
import type { Context, Scenario } from './scenario';
import { callerAccountOf, familyOf, identityOf } from './described-caller';
import { organizationOf } from './described-organization';

/** By key in lower case; `undefined`: told to be absent. */
export function told(scenario: Scenario): Record<string, Context[string] | undefined> {
  const { request, kms } = scenario;
  const { context, principal, resourceAccountId, action } = request;
  const caller = callerAccountOf(principal);
  const identity = identityOf(request);
  const isSession = principal.includes(':assumed-role/');
  const isService = principal.startsWith('service:');
  const ofKey = action.startsWith('kms:') ? context : (kms?.context ?? {});
  const keys: Record<string, Context[string] | undefined> = {
    // Anonymous requests do not have it.
    'aws:PrincipalIsAWSService': principal === 'anonymous' ? undefined : String(isService),
    'aws:ResourceAccount': resourceAccountId,
    ...(action.startsWith('kms:') ? {} : { 's3:ResourceAccount': resourceAccountId }),
    ...(caller === undefined
      ? {}
      : {
          'aws:PrincipalArn': isSession ? identity?.arn : principal,
          'aws:PrincipalAccount': caller,
          'aws:PrincipalType': types[principal.split(':')[5]?.split('/')[0] ?? ''],
          ...membership(scenario, 'Principal', caller),
        }),
    ...(isService ? { 'aws:PrincipalServiceName': principal.slice('service:'.length) } : {}),
    ...(principal.includes(':user/') ? { 'aws:username': identity?.name } : {}),
    ...membership(scenario, 'Resource', resourceAccountId),
    ...family(context, 'aws:PrincipalTag/'),
    ...(hasObjectTags(action) ? family(context, 's3:ExistingObjectTag/') : {}),
    ...(kms !== undefined || action.startsWith('kms:')
      ? {
          'kms:KeySpec': 'SYMMETRIC_DEFAULT',
          'kms:KeyUsage': 'ENCRYPT_DECRYPT',
          'kms:ResourceAliases': ofKey['kms:ResourceAliases'],
          'kms:CallerAccount': caller,
        }
      : {}),
    ...(kms === undefined ? {} : { 'kms:ViaService': `s3.${String(context['aws:RequestedRegion'])}.amazonaws.com` }),
    ...('aws:SourceVpce' in context ? { 'aws:SourceVpc': context['aws:SourceVpc'] } : {}),
    'aws:SourceIdentity': context['aws:SourceIdentity'],
  };
  return Object.fromEntries(Object.entries(keys).map(([key, value]) => [key.toLowerCase(), value]));
}

/** Beginnings of keys, in lower case: those of their keys that the scenario does not have are told to be absent. */
export function toldFamilies({ request }: Scenario): readonly string[] {
  const { action } = request;
  return [
    ...(identityOf(request) === undefined ? [] : ['aws:principaltag/']),
    ...(hasObjectTags(action) || action.startsWith('kms:') ? ['s3:existingobjecttag/'] : []),
    'aws:resourcetag/',
  ];
}

/** S3 does not send them for other actions, whatever a scenario says. */
const hasObjectTags = (action: string): boolean => /^s3:GetObject|Tagging$|Acl$/i.test(action);

const types: Readonly<Record<string, string>> = {
  root: 'Account',
  user: 'User',
  'federated-user': 'FederatedUser',
  'assumed-role': 'AssumedRole',
};

const family = (context: Context, prefix: string): Record<string, string> =>
  Object.fromEntries(Object.entries(familyOf(context, prefix)).map(([name, value]) => [`${prefix}${name}`, value]));

/** What the described organization tells of an account. */
export function membership(
  scenario: Scenario,
  side: 'Principal' | 'Resource',
  account: string,
): Record<string, Context[string] | undefined> {
  const organization = organizationOf(scenario);
  const isManagement = organization?.management === account;
  const units = organization?.accounts[account] ?? (isManagement ? [] : undefined);
  const id = units === undefined ? undefined : (organization?.id ?? 'o-exampleorg1');
  const path = [id, organization?.root ?? 'r-root', ...(units ?? [])].join('/');
  return { [`aws:${side}OrgID`]: id, [`aws:${side}OrgPaths`]: id === undefined ? undefined : [`${path}/`] };
}
