/** Who asked: every shape of `userIdentity`. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html */
import { defined } from '../../defined';
import { type Principal, principalOfArn } from '../../names/principal';
import { partitionOf } from '../../names/partition';
import { child, filledText, text, type RecordFields } from './fields';
import type { SessionFacts } from '../types';

/** The caller; `undefined`: the record shows neither an ARN nor an account. */
export function principalIn(record: RecordFields): Principal | undefined {
  const identity = child(record, 'userIdentity');
  const type = text(identity, 'type');
  if (type === 'AWSService') return serviceOf(identity);
  const accountId = accountIn(identity);
  if (accountId === 'anonymous') return { type: 'anonymous' };
  const root = rootIn(record, identity, accountId);
  if (root !== undefined) return root;
  const issuer = child(child(identity, 'sessionContext'), 'sessionIssuer');
  const named = principalOfArn(filledText(identity, 'arn'), issuerOf(issuer));
  if (named !== undefined) return named;
  const hidden = hiddenCaller(record, identity, accountId);
  if (hidden !== undefined) return hidden;
  const principalId = principalIdIn(identity);
  if (accountId !== undefined) return { type: 'unidentified', accountId, principalId };
  return isCanonicalId(principalId)
    ? { type: 'unidentified', principalId, isBucketOwner: principalId === bucketOwnerIn(record) }
    : undefined;
}

/** The id of a root user is the number of its account, and the canonical id of its account in access logs. */
function rootIn(
  record: RecordFields,
  identity: RecordFields | undefined,
  accountId: string | undefined,
): Principal | undefined {
  const principalId = principalIdIn(identity);
  const isOwner = isCanonicalId(principalId) && principalId === bucketOwnerIn(record);
  const account = isOwner ? filledText(record, 'recipientAccountId') : accountId;
  if (account === undefined || !/^\d{12}$/.test(account) || (!isOwner && principalId !== account)) return undefined;
  const partition = partitionOf(text(record, 'awsRegion') ?? '');
  return { type: 'root', arn: `arn:${partition}:iam::${account}:root`, accountId: account };
}

/** https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html#FindCanonicalId */
const isCanonicalId = (id: string): boolean => /^[0-9a-f]{64}$/.test(id);

/** Only records that were made from lines of an access log have it. */
const bucketOwnerIn = (record: RecordFields): string | undefined =>
  filledText(child(record, 'additionalEventData'), 'bucketOwner');

/** What the record shows about the session's credentials. */
export function sessionOf(record: RecordFields): SessionFacts | undefined {
  const identity = child(record, 'userIdentity');
  const attributes = child(child(identity, 'sessionContext'), 'attributes');
  const accessKeyId = filledText(identity, 'accessKeyId');
  const createdAt = filledText(attributes, 'creationDate');
  const issuedToCompute = computeOf(identity);
  const credentialsIssuedTo = filledText(child(identity, 'inScopeOf'), 'credentialsIssuedTo');
  if (accessKeyId === undefined && createdAt === undefined && issuedToCompute === undefined) return undefined;
  return defined({ accessKeyId, createdAt, issuedToCompute, credentialsIssuedTo });
}

/** The opaque id, `AROA…:session` for roles; it is in foreign copies too. */
export function principalIdIn(identity: RecordFields | undefined): string {
  const onBehalfOf = child(identity, 'onBehalfOf');
  return filledText(identity, 'principalId') ?? filledText(onBehalfOf, 'userId') ?? '';
}

/** Records without a name mean one of AWS's. */
function serviceOf(identity: RecordFields | undefined): Principal {
  return { type: 'service', service: filledText(identity, 'invokedBy') ?? 'AWS Internal' };
}

/**
 * A word in the place of the account's number is the account of one of AWS's services: `CloudFront` for origin access
 * identities, whose ARNs spell it in lower case. `ANONYMOUS_PRINCIPAL` is a spelling that some records may use (unverified).
 */
function accountIn(identity: RecordFields | undefined): string | undefined {
  const accountId = filledText(identity, 'accountId');
  const spellings = [accountId, filledText(identity, 'principalId')];
  if (spellings.some((name) => /^(anonymous|ANONYMOUS_PRINCIPAL)$/i.test(name ?? ''))) return 'anonymous';
  if (accountId === undefined || /^\d{12}$/.test(accountId)) return accountId;
  return /^[a-z][a-z -]{1,63}$/i.test(accountId) ? accountId.toLowerCase() : undefined;
}

function issuerOf(issuer: RecordFields | undefined): string | undefined {
  return filledText(issuer, 'arn');
}

/** A foreign copy names no ARN, but AWS's text begins with it; it counts only if it fits what the copy does say. */
function hiddenCaller(record: RecordFields, identity: RecordFields | undefined, accountId: string | undefined) {
  const said = /^User:\s+(arn:\S+)\s+is not authorized/.exec((text(record, 'errorMessage') ?? '').slice(0, 3_000));
  const caller = principalOfArn(said?.[1]);
  if (caller === undefined || !('accountId' in caller)) return undefined;
  if (accountId !== undefined && caller.accountId !== accountId) return undefined;
  const session = /:(.+)$/.exec(principalIdIn(identity))?.[1];
  if (caller.type === 'assumed-role' && session !== undefined && caller.sessionName !== session) return undefined;
  return caller;
}

function computeOf(identity: RecordFields | undefined): string | undefined {
  const scope = child(identity, 'inScopeOf');
  const issuerType = filledText(scope, 'issuerType') ?? filledText(scope, 'credentialsIssuedTo');
  if (issuerType !== undefined) return issuerType;
  const context = child(identity, 'sessionContext');
  const delivery =
    filledText(context, 'ec2RoleDelivery') ?? filledText(child(context, 'attributes'), 'ec2RoleDelivery');
  return delivery === undefined ? undefined : 'AWS::EC2::Instance';
}
