import { defined } from '../../../defined';
import { child, children, field, filledText, isFields, type RecordFields } from '../../record/fields';
import { leavingOut } from '../../record/left-out';
import type { Form } from '../form';
import { structOf } from '../notation/struct-text';
import { isoTime } from '../../iso-time';

/**
 * Events of OCSF, and the rows of Security Lake, whose structs Athena writes as text.
 * https://github.com/ocsf/examples/tree/main/mappings/markdown/AWS, https://docs.aws.amazon.com/security-lake/latest/userguide/open-cybersecurity-schema-framework.html
 */
export const ocsf: Form = {
  id: 'ocsf',
  title: 'Events of OCSF: `raw_data`, or their fields; and rows of Security Lake',
  open: (value) => {
    if (!isFields(value)) return undefined;
    const raw = field(value, 'raw_data') ?? field(value, 'rawdata');
    if (typeof raw === 'string' && /^\s*\{/.test(raw)) return { wraps: [raw] };
    if (field(value, 'api') === undefined || field(value, 'metadata') === undefined) return undefined;
    const event = opened(value);
    return child(event, 'api') === undefined ? undefined : { record: leavingOut(recordOf(event), ['session']) };
  },
};

/** Columns of a row are structs as text. */
const opened = (row: RecordFields): RecordFields =>
  Object.fromEntries(
    Object.entries(row).map(([name, cell]) => [name, typeof cell === 'string' ? (structured(cell) ?? cell) : cell]),
  );

function structured(text: string): unknown {
  if (!/^[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // As Athena writes it.
    return structOf(text) ?? '';
  }
}

function recordOf(event: RecordFields): RecordFields {
  const api = child(event, 'api');
  const request = child(api, 'request');
  const response = child(api, 'response');
  const metadata = child(event, 'metadata');
  const source = child(event, 'src_endpoint');
  const unmapped = child(event, 'unmapped');
  return defined({
    eventVersion: filledText(child(metadata, 'product'), 'version'),
    eventTime: isoTime(field(event, 'time_dt')) ?? isoTime(field(event, 'time')),
    eventName: filledText(api, 'operation'),
    eventSource: filledText(child(api, 'service'), 'name'),
    eventID: filledText(metadata, 'uid'),
    requestID: filledText(request, 'uid'),
    awsRegion: filledText(child(event, 'cloud'), 'region'),
    errorCode: filledText(response, 'error'),
    errorMessage: filledText(response, 'error_message') ?? filledText(response, 'message'),
    sourceIPAddress: filledText(source, 'ip') ?? filledText(source, 'domain'),
    userAgent: filledText(child(event, 'http_request'), 'user_agent'),
    vpcEndpointId: filledText(source, 'uid'),
    sharedEventID: unmappedText(unmapped, 'sharedEventID'),
    recipientAccountId: unmappedText(unmapped, 'recipientAccountId'),
    eventType: filledText(metadata, 'event_code') ?? unmappedText(unmapped, 'eventType'),
    userIdentity: identityOf(child(event, 'actor')),
    requestParameters: sentIn(request, unmapped),
    resources: children(event, 'resources').map(resourceOf),
  });
}

const unmappedText = (unmapped: RecordFields | undefined, name: string): string | undefined =>
  filledText(unmapped, name);

/** In which version of the mapping what stands: the ARN as `uid`, before that as `uuid`. */
function identityOf(actor: RecordFields | undefined): RecordFields | undefined {
  const user = child(actor, 'user');
  const session = child(actor, 'session');
  if (user === undefined) return undefined;
  const ids = ['uid', 'uuid', 'uid_alt'].map((name) => filledText(user, name));
  const createdAt = isoTime(field(session, 'created_time_dt')) ?? isoTime(field(session, 'created_time'));
  const mfa = filledText(session, 'is_mfa') ?? filledText(session, 'mfa');
  const issuer = filledText(session, 'issuer');
  return defined({
    type: filledText(user, 'type'),
    arn: ids.find((id) => id?.startsWith('arn:') === true),
    principalId: ids.find((id) => id?.startsWith('arn:') === false),
    accountId: filledText(child(user, 'account'), 'uid') ?? filledText(user, 'account_uid'),
    accessKeyId: filledText(user, 'credential_uid'),
    invokedBy: filledText(actor, 'invoked_by'),
    sessionContext:
      session === undefined || (createdAt === undefined && issuer === undefined)
        ? undefined
        : defined({
            attributes: defined({ creationDate: createdAt, mfaAuthenticated: mfa }),
            sessionIssuer: issuer?.startsWith('arn:') === true ? { arn: issuer } : undefined,
          }),
  });
}

/** The request's parameters as JSON, or one by one among what was not mapped. */
function sentIn(request: RecordFields | undefined, unmapped: RecordFields | undefined): unknown {
  const data = field(request, 'data');
  if (isFields(data)) return data;
  if (typeof data === 'string') return structured(data);
  const whole = field(unmapped, 'requestParameters');
  if (isFields(whole)) return whole;
  if (typeof whole === 'string') return structured(whole);
  const prefix = 'requestParameters.';
  const single = Object.entries(unmapped ?? {}).filter(([name]) => name.startsWith(prefix));
  return single.length === 0
    ? undefined
    : Object.fromEntries(single.map(([name, value]) => [name.slice(prefix.length), value]));
}

function resourceOf(resource: RecordFields): RecordFields {
  const owner = child(child(resource, 'owner'), 'account');
  return defined({
    ARN: filledText(resource, 'uid'),
    type: filledText(resource, 'type'),
    accountId: filledText(owner, 'uid') ?? filledText(resource, 'account_uid'),
  });
}
