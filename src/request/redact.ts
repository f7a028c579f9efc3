/** A record without what must not be kept: copies the fields that are allowed, and nothing else. */
import { isFields, type RecordFields } from './record/fields';
import { isAllowedParameter, isFreeText, publicPolicyIsPut, withPolicyJudged } from './record/parameters';
import { hideAddresses, hideSecrets } from './secrets';

/** The record, the event, or the list of records, and how many fields were left out in `omittedFields`. */
export function redact(record: unknown): unknown {
  if (Array.isArray(record)) return record.slice(0, most).map((item) => redact(item));
  if (!isFields(record)) return null;
  const omitted = { fields: 0 };
  const envelope = isFields(record['detail']) && !Object.hasOwn(record, 'eventName');
  const copy = envelope ? copied(record, eventFields, omitted) : copied(record, recordFields, omitted);
  return omitted.fields === 0 ? copy : { ...copy, omittedFields: omitted.fields };
}

/** `text`: a plain value · a nested list of fields · `each`: an array of such · a predicate over names of plain values. */
type Allowed = 'text' | ((name: string) => boolean) | AllowedFields | { readonly each: AllowedFields };
interface AllowedFields {
  readonly [name: string]: Allowed;
}

const most = 1_000;
const longest = 4_096;

const fields = (names: string): AllowedFields => Object.fromEntries(names.split(' ').map((name) => [name, 'text']));

const userIdentity: AllowedFields = {
  ...fields('type principalId arn accountId accessKeyId userName invokedBy credentialId'),
  sessionContext: {
    ...fields('sourceIdentity ec2RoleDelivery assumedRoot'),
    sessionIssuer: fields('type principalId arn accountId userName'),
    attributes: fields('creationDate mfaAuthenticated ec2RoleDelivery'),
    webIdFederationData: fields('federatedProvider'),
  },
  inScopeOf: fields('sourceArn sourceAccount issuerType credentialsIssuedTo'),
  onBehalfOf: fields('userId identityStoreArn'),
};

const blockPublicAccess = fields('BlockPublicAcls IgnorePublicAcls BlockPublicPolicy RestrictPublicBuckets');

const requestParameters: AllowedFields = {
  ...fields('bucketName key keyId keySpec encryptionAlgorithm'),
  encryptionContext: fields('aws:s3:arn'),
  PublicAccessBlockConfiguration: blockPublicAccess,
  // That there are tags is kept, and nothing of them.
  CreateBucketConfiguration: { ...fields('LocationConstraint'), Tags: {} },
  [publicPolicyIsPut]: 'text',
  '*': isAllowedParameter,
};

const recordFields: AllowedFields = {
  ...fields(
    'eventVersion eventTime eventSource eventName awsRegion sourceIPAddress userAgent errorCode errorMessage requestID ' +
      'eventID readOnly eventType managementEvent recipientAccountId sharedEventID vpcEndpointId vpcEndpointAccountId ' +
      'eventCategory sessionCredentialFromConsole leftOut',
  ),
  userIdentity,
  requestParameters,
  additionalEventData: fields(
    'SignatureVersion CipherSuite AuthenticationMethod bytesTransferredIn bytesTransferredOut SSEApplied aclRequired bucketOwner',
  ),
  resources: { each: fields('accountId type ARN ARNPrefix') },
  tlsDetails: fields('tlsVersion cipherSuite clientProvidedHostHeader keyExchange'),
  addendum: fields('reason updatedFields originalRequestID originalEventID'),
};

const eventFields: AllowedFields = {
  ...fields('version id detail-type source account time region'),
  resources: { each: {} },
  detail: recordFields,
};

function copied(from: RecordFields, allowed: AllowedFields, omitted: { fields: number }): RecordFields {
  const copy: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(allowed === requestParameters ? withPolicyJudged(from) : from)) {
    const rule = ruleFor(name, allowed);
    const made = rule === undefined ? undefined : copyOf(value, rule, omitted);
    const kept = isFreeText(name) && typeof made === 'string' ? hideAddresses(made) : made;
    if (kept === undefined) omitted.fields += value === null ? 0 : 1;
    else copy[name] = kept;
  }
  return copy;
}

/** Older records spell names in other cases. */
function ruleFor(name: string, allowed: AllowedFields): Allowed | undefined {
  const known = Object.keys(allowed).find((one) => one.toLowerCase() === name.toLowerCase());
  if (known !== undefined && known !== '*') return allowed[known];
  const any = allowed['*'];
  return typeof any === 'function' && any(name) ? 'text' : undefined;
}

/** `undefined`: not of the form that is allowed here. */
function copyOf(value: unknown, rule: Allowed, omitted: { fields: number }): unknown {
  if (value === null) return null;
  if (typeof rule === 'function' || rule === 'text') return plainCopy(value);
  if (isEach(rule)) {
    if (!Array.isArray(value)) return undefined;
    return value.slice(0, most).map((item) => (isFields(item) ? copied(item, rule.each, omitted) : null));
  }
  return isFields(value) ? copied(value, rule, omitted) : undefined;
}

function isEach(rule: AllowedFields | { readonly each: AllowedFields }): rule is { readonly each: AllowedFields } {
  return isFields(rule['each']);
}

function plainCopy(value: unknown): unknown {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'string') return hideSecrets(value).slice(0, longest);
  const single = Array.isArray(value) && value.length === 1 ? (value[0] as unknown) : undefined;
  return typeof single === 'string' || typeof single === 'number' ? [plainCopy(single)] : undefined;
}
