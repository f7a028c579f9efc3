import { child, field, isFields, type RecordFields } from '../../record/fields';
import { leavingOut, type Part } from '../../record/left-out';
import { defined } from '../../../defined';
import type { Form } from '../form';
import { nested } from '../notation/nested';

/**
 * Hits of Elasticsearch, OpenSearch and Kibana. The integration keeps the record in `event.original`, if it is set to, and
 * its fields below `aws.cloudtrail`: https://www.elastic.co/docs/reference/integrations/aws/cloudtrail
 */
export const elastic: Form = {
  id: 'elastic',
  title: 'Hits of Elasticsearch and OpenSearch: the record, `event.original`, or the fields of the AWS integration',
  open: (value) => {
    if (!isFields(value)) return undefined;
    const { hits, _source: source, fields: listed } = value;
    if (isFields(hits) && Array.isArray(hits['hits'])) return { wraps: hits['hits'] };
    if (isFields(source)) return { wraps: [source] };
    if (isFields(listed) && value['@timestamp'] === undefined) return { wraps: [withoutLists(listed)] };
    if (value['@timestamp'] === undefined) return undefined;
    const document = nested(value);
    const original = field(child(document, 'event'), 'original') ?? document['message'];
    if (original !== undefined) return { wraps: [original] };
    const fields = child(child(document, 'aws'), 'cloudtrail');
    return fields === undefined
      ? undefined
      : { record: leavingOut(recordOf(document, fields), leftOutOf(value, fields)) };
  },
};

/** What `fields` of a search lists is a list, however many there are. */
const withoutLists = (listed: RecordFields): RecordFields =>
  Object.fromEntries(Object.keys(listed).map((name) => [name, field(listed, name)]));

/** The integration does not keep all of a session. A single field that is absent may not have been asked for. */
function leftOutOf(value: RecordFields, fields: RecordFields): readonly Part[] {
  if (isFields(value['aws'])) return ['session'];
  return [
    'session',
    'headers',
    ...(field(fields, 'vpc_endpoint_id') === undefined ? (['endpoint'] as const) : []),
    ...(field(child(fields, 'user_identity'), 'invoked_by') === undefined ? (['forwarding'] as const) : []),
  ];
}

function recordOf(document: RecordFields, fields: RecordFields): RecordFields {
  const event = child(document, 'event');
  const agent = child(document, 'user_agent');
  return {
    eventVersion: field(fields, 'event_version'),
    eventTime: document['@timestamp'],
    eventName: field(event, 'action'),
    eventSource: field(event, 'provider'),
    eventID: field(event, 'id'),
    eventType: field(fields, 'event_type'),
    eventCategory: field(fields, 'event_category'),
    awsRegion: field(child(document, 'cloud'), 'region'),
    sourceIPAddress: field(child(document, 'source'), 'address') ?? field(child(document, 'source'), 'ip'),
    userAgent: field(agent, 'original'),
    errorCode: field(fields, 'error_code'),
    errorMessage: field(fields, 'error_message'),
    requestID: field(fields, 'request_id'),
    recipientAccountId: field(fields, 'recipient_account_id'),
    sharedEventID: field(fields, 'shared_event_id'),
    vpcEndpointId: field(fields, 'vpc_endpoint_id'),
    resources: resourcesIn(field(fields, 'resources')),
    userIdentity: identityOf(child(fields, 'user_identity')),
    requestParameters: child(child(fields, 'flattened'), 'request_parameters') ?? field(fields, 'request_parameters'),
    additionalEventData:
      child(child(fields, 'flattened'), 'additional_eventdata') ?? field(fields, 'additional_eventdata'),
  };
}

function identityOf(identity: RecordFields | undefined): RecordFields | undefined {
  if (identity === undefined) return undefined;
  const session = child(identity, 'session_context');
  const issuer = child(session, 'session_issuer');
  return defined({
    type: field(identity, 'type'),
    arn: field(identity, 'arn'),
    principalId: field(identity, 'principal_id'),
    accountId: field(identity, 'account_id'),
    accessKeyId: field(identity, 'access_key_id'),
    invokedBy: field(identity, 'invoked_by'),
    sessionContext:
      session === undefined
        ? undefined
        : defined({
            attributes: defined({
              creationDate: field(session, 'creation_date'),
              mfaAuthenticated: field(session, 'mfa_authenticated'),
            }),
            sessionIssuer: defined({
              type: field(issuer, 'type'),
              arn: field(issuer, 'arn'),
              principalId: field(issuer, 'principal_id'),
              accountId: field(issuer, 'account_id'),
            }),
          }),
  });
}

function resourcesIn(listed: unknown): readonly RecordFields[] {
  return (Array.isArray(listed) ? listed : [listed])
    .filter(isFields)
    .map((one) => ({ ARN: field(one, 'arn'), accountId: field(one, 'account_id'), type: field(one, 'type') }));
}
