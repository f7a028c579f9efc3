/** Who asked: every shape of `userIdentity`. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html */
import { defined } from '../../defined';
import { type Principal, principalOfArn } from '../../names/principal';
import { child, filledText, text, type RecordFields } from './fields';
import type { SessionFacts } from '../types';

/** The caller; `undefined`: the record shows neither an ARN nor an account. */
export function principalIn(record: RecordFields): Principal | undefined {
  const identity = child(record, 'userIdentity');
  const type = text(identity, 'type');
  if (type === 'AWSService') return serviceOf(identity);
  const accountId = accountIn(identity);
  if (accountId === 'anonymous') return { type: 'anonymous' };
  const issuer = child(child(identity, 'sessionContext'), 'sessionIssuer');
  const named = principalOfArn(filledText(identity, 'arn'), issuerOf(issuer));
  if (named !== undefined) return named;
  const hidden = hiddenCaller(record, identity, accountId);
  if (hidden !== undefined) return hidden;
  if (accountId === undefined) return undefined;
  return { type: 'unidentified', accountId, principalId: principalIdIn(identity) };
}

/** What the record shows about the session's credentials. */
export function sessionOf(record: RecordFields): SessionFacts | undefined {
  const identity = child(record, 'userIdentity');
  const attributes = child(child(identity, 'sessionContext'), 'attributes');
  const accessKeyId = filledText(identity, 'accessKeyId');
  const createdAt = filledText(attributes, 'creationDate');
  const issuedToCompute = computeOf(identity);
  if (accessKeyId === undefined && createdAt === undefined && issuedToCompute === undefined) return undefined;
  return {
    ...defined({ accessKeyId, createdAt, issuedToCompute }),
  };
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

/** `ANONYMOUS_PRINCIPAL` is a spelling that some records may use (unverified). */
function accountIn(identity: RecordFields | undefined): string | undefined {
  const accountId = filledText(identity, 'accountId');
  const spellings = [accountId, filledText(identity, 'principalId')];
  if (spellings.some((name) => /^(anonymous|ANONYMOUS_PRINCIPAL)$/i.test(name ?? ''))) return 'anonymous';
  return accountId !== undefined && /^\d{12}$/.test(accountId) ? accountId : undefined;
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
