/** A failed read, in sentences: what could not be read, why, and what would make it readable. */
import type { UnknownText } from '../../../judging/define-words';
import { unreadableReasons } from '../../../judging/reasons';
import type { UnreadableFacts } from '../../../request/unknowns';
import { quote } from '../../clean';
import { quoteFact } from '../fill';

export function unreadableSentences(facts: UnreadableFacts): UnknownText {
  const { read, policy, target, account, why, error } = facts;
  const what = read?.replaceAll('-', ' ') ?? (policy === undefined ? 'what it reads' : `policy ${quoteFact(policy)}`);
  const about = target === undefined ? '' : ` of ${quoteFact(target)}`;
  const where = account === undefined ? '' : ` in account ${quoteFact(account)}`;
  const cause = error === undefined ? '' : ` (${quoteFact(error)})`;
  return {
    what: `${what}${about}${where}`,
    // Where only CloudTrail could answer, the error is the whole reason.
    why: why === 'no-record' && error !== undefined ? quoteFact(error) : `${unreadableReasons[why]}${cause}`,
    remedy: remedyOf(facts),
  };
}

/** What would make it readable. */
export function remedyOf(facts: UnreadableFacts): string {
  const permission = permissionsIn(facts);
  const account = facts.account === undefined ? '' : ` in account ${quoteFact(facts.account)}`;
  switch (facts.why) {
    case 'access-denied':
      if (notKnown.test(facts.error ?? ''))
        return `Check the credentials, and that the Region is enabled${account} (an opt-in Region knows no others).`;
      if (explicitlyDenied.test(facts.error ?? '')) return despiteDeny(facts, account);
      return `Grant ${permission ?? 'the read'}${account} to the role that Culprit reads with.`;
    case 'account-not-configured':
      return `Configure a reader role${account}${permission === undefined ? '' : ` that may call ${permission}`}${roleOptions(permission)}.`;
    case 'account-of-aws':
      return 'Nothing is to be read there: the documentation of the service says what it needs.';
    case 'throttled':
    case 'timeout':
    case 'server-error':
      return 'Try again later.';
    case 'connection-failed':
      return 'Check the network, the Region and `AWS_ENDPOINT_URL`, and try again.';
    case 'not-recorded':
      return `Record it again with \`--save\`${permission === undefined ? '' : ` and ${permission}`}.`;
    case 'target-unknown':
      return 'First find out which one to read.';
    case 'no-record':
      return 'CloudTrail keeps 90 days, a Region each, and shows an event some minutes late: look for it in other Regions.';
    case 'not-found':
      // An upload makes the object that is asked about.
      return facts.read?.startsWith('object-') === true
        ? 'Expected where the request was to create the object; otherwise check that the name in the record is right.'
        : 'Check that the name in the record is right.';
    case 'object-of-another-account':
      return 'No grant in the account of the bucket helps: ask the account that wrote the object.';
    case 'other-region':
      return `Grant \`s3:GetBucketLocation\`${account}, which gives the Region.`;
    case 'other-organization':
      return 'If the account is in another organization, only that one can answer: ask its administrators.';
    case 'not-asked':
      return `Switch it on with \`--head-object\`, or \`headObject\` of a deployment${permission === undefined ? '' : `: it takes ${permission}`}.`;
    case 'not-put':
      return 'Only AWS says so, once the policy is put.';
    case 'malformed-answer':
    case 'crashed':
      return 'Please report it with a recording (`--save`).';
    case 'stated':
      return permission === undefined ? 'State it in the scenario.' : `Grant ${permission}${account}.`;
  }
}

/** How it is given: on the command line, and where Culprit is deployed. */
const roleOptions = (permission = ''): string =>
  permission.includes('organizations:')
    ? ' (`--organization-role`, `organizationRoleArn` of a deployment)'
    : ' (`--account-role`, `accountRoleName` of a deployment)';

/** AWS's own text about the read. */
const explicitlyDenied = /with an explicit deny(?: in an? (?<policies>[a-z -]+ polic(?:y|ies)|permissions boundary))?/i;

/** Against a Deny no grant helps. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicy.html */
function despiteDeny({ error = '' }: UnreadableFacts, account: string): string {
  const policies = explicitlyDenied.exec(error)?.groups?.['policies'] ?? 'policy';
  return policies.toLowerCase() === 'resource-based policy'
    ? `No grant helps against that Deny: ask a caller that the policy spares, or the root user${account}, who can always read the bucket policy and delete it.`
    : `No grant helps against a Deny in a ${policies}: ask whoever holds that one, or read with a role that it spares${account}.`;
}

/** Nobody refused: the credentials are not known there. https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html */
const notKnown =
  /^(OptInRequired|AuthFailure|InvalidAccessKeyId|InvalidClientTokenId|InvalidToken|UnrecognizedClientException)\b/;

/** What is missing: the one that AWS refused, or all that it takes. */
function permissionsIn({ permissions, permission }: UnreadableFacts): string | undefined {
  const all = (permissions ?? permission)?.split(', ').map((one) => quote(one, 400)) ?? [];
  return all.length < 2 ? all[0] : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}
