/**
 * A record without what changes from one call to the next: ids, times, addresses, sessions and keys. Records of one shape
 * have one symptom, so that only the first of them has to be parsed.
 */
import { child, isFields, type RecordFields } from './fields';

/** `undefined`: odd in a way that a shape could hide, or too long to be worth remembering. */
export function shapeOf(event: RecordFields): string | undefined {
  const detail = event['detail'];
  if (!isFields(detail)) return undefined;
  const identity = detail['userIdentity'];
  const sent = detail['requestParameters'];
  if (!isFields(identity) || !isFields(sent)) return undefined;
  const key = sent['key'];
  if (key !== undefined && (typeof key !== 'string' || !plainKey.test(key))) return undefined;
  const changing: Changing = { arn: sessionArn(identity), key };
  const parts: string[] = [];
  const fits =
    add(parts, event, ofEvent) &&
    add(parts, detail, ofDetail) &&
    addText(parts, messageOf(detail, changing)) &&
    addIdentity(parts, identity, changing) &&
    addParameters(parts, sent) &&
    addResources(parts, detail['resources'], key);
  return fits ? parts.join('\u0001') : undefined;
}

interface Changing {
  /** The session's ARN, if it is one of a role and plain. */
  readonly arn: string | undefined;
  readonly key: string | undefined;
}

/** Characters that can imitate no part of AWS's sentences: no quote, no space. */
const plainKey = /^[\w!.*()/=+@:~,$&;%-]{1,1024}$/;
const plainSession = /^arn:[\w-]+:sts::\d{12}:assumed-role\/[\w+=,.@-]+\/[\w+=,.@-]+$/;
const longest = 2_048;
const mostFields = 100;

const ofEvent = new Set(['id', 'time', 'detail']);
const ofDetail = new Set([
  ...['eventID', 'eventTime', 'requestID', 'sharedEventID', 'sourceIPAddress', 'userAgent', 'tlsDetails'],
  // Looked at one by one.
  ...['errorMessage', 'userIdentity', 'requestParameters', 'resources'],
]);
const ofAdditional = new Set(['x-amz-id-2', 'bytesTransferredIn', 'bytesTransferredOut', 'CipherSuite']);
const ofIdentity = new Set(['accessKeyId', 'credentialId', 'arn', 'principalId', 'sessionContext']);
const ofAttributes = new Set(['creationDate']);

/** It matters only that they were sent. */
const valueChanges = new Set([
  ...['key', 'versionid', 'uploadid', 'partnumber', 'range', 'prefix', 'marker', 'key-marker', 'version-id-marker'],
  ...['continuation-token', 'start-after', 'max-keys', 'x-amz-date', 'x-amz-signature', 'x-amz-credential'],
  ...['x-amz-security-token', 'x-amz-expires', 'x-amz-content-sha256', 'if-match', 'if-none-match'],
]);

/** Every field but those; nested ones too. */
function add(parts: string[], fields: RecordFields, but: ReadonlySet<string>): boolean {
  const names = Object.keys(fields);
  if (names.length > mostFields) return false;
  for (const name of names) {
    if (but.has(name)) continue;
    const value = fields[name];
    parts.push(name);
    if (isFields(value)) {
      if (!add(parts, value, name === 'additionalEventData' ? ofAdditional : nothing)) return false;
      parts.push('\u0002');
    } else if (!addText(parts, value)) return false;
  }
  return true;
}

const nothing: ReadonlySet<string> = new Set();

function addText(parts: string[], value: unknown): boolean {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  // What separates the parts must not stand in one.
  if (text.length > longest || text.includes('\u0001')) return false;
  parts.push(typeof value === 'string' ? `"${text}` : text);
  return true;
}

function sessionArn(identity: RecordFields): string | undefined {
  const { arn } = identity;
  return identity['type'] === 'AssumedRole' && typeof arn === 'string' && plainSession.test(arn) ? arn : undefined;
}

/** AWS's text names the session and the object: both as the record does. */
function messageOf(detail: RecordFields, { arn, key }: Changing): unknown {
  const message = detail['errorMessage'];
  if (typeof message !== 'string') return message;
  const opening = arn === undefined ? undefined : `User: ${arn} is `;
  const without =
    opening !== undefined && message.startsWith(opening) ? `\u0003${message.slice(opening.length)}` : message;
  if (key === undefined) return without;
  const at = without.indexOf(`/${key}"`);
  return at === -1 ? without : `${without.slice(0, at)}/\u0003${without.slice(at + 1 + key.length)}`;
}

function addIdentity(parts: string[], identity: RecordFields, { arn }: Changing): boolean {
  const context = child(identity, 'sessionContext');
  const named =
    arn === undefined
      ? addText(parts, identity['arn']) && addText(parts, identity['principalId'])
      : addText(parts, arn.slice(0, arn.lastIndexOf('/'))) && addText(parts, roleId(identity['principalId'], arn));
  if (!named || !add(parts, identity, ofIdentity) || context === undefined) return named && context === undefined;
  const { attributes, ...more } = context;
  return add(parts, more, nothing) && (!isFields(attributes) || add(parts, attributes, ofAttributes));
}

/** `AROA…:session`, where it is the same session. */
function roleId(principalId: unknown, arn: string): unknown {
  const session = arn.slice(arn.lastIndexOf('/') + 1);
  return typeof principalId === 'string' && principalId.endsWith(`:${session}`)
    ? principalId.slice(0, -session.length)
    : principalId;
}

function addParameters(parts: string[], sent: RecordFields): boolean {
  const names = Object.keys(sent);
  if (names.length > mostFields) return false;
  for (const name of names) {
    parts.push(name);
    if (valueChanges.has(name.toLowerCase())) continue;
    const value = sent[name];
    if (!addText(parts, name === 'encryptionContext' ? withoutKey(value) : value)) return false;
  }
  return true;
}

/** KMS's record names the object in the encryption context. */
function withoutKey(context: unknown): unknown {
  const arn = isFields(context) ? context[s3Arn] : undefined;
  if (!isFields(context) || typeof arn !== 'string' || !plainKey.test(arn)) return context;
  const at = arn.indexOf('/');
  return at === -1 ? context : { ...context, [s3Arn]: `${arn.slice(0, at + 1)}\u0003` };
}

const s3Arn = 'aws:s3:arn';

function addResources(parts: string[], resources: unknown, key: string | undefined): boolean {
  if (!Array.isArray(resources)) return addText(parts, resources);
  if (resources.length > 20) return false;
  return resources.every((resource: unknown) => {
    if (!isFields(resource)) return addText(parts, resource);
    const { ARN: arn, ...more } = resource;
    const short = key !== undefined && typeof arn === 'string' && arn.endsWith(`/${key}`);
    return addText(parts, short ? `${arn.slice(0, -key.length)}\u0003` : arn) && addText(parts, more);
  });
}
