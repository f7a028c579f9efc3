import type { Json } from '../../samples';
import { csv, eventFields, json, lines, structText, textAt, type WrittenForm } from './row';

const ocsf = (record: Json): Json => {
  const identity = record['userIdentity'] as Json;
  const session = identity['sessionContext'] as Json | undefined;
  return {
    class_uid: 6003,
    class_name: 'API Activity',
    metadata: {
      uid: record['eventID'],
      version: '1.1.0',
      product: { name: 'CloudTrail', version: record['eventVersion'] },
    },
    time: Date.parse(String(record['eventTime'])),
    cloud: { region: record['awsRegion'], provider: 'AWS' },
    api: {
      operation: record['eventName'],
      service: { name: record['eventSource'] },
      request: { uid: record['requestID'], data: json(record['requestParameters']) },
      response: { error: record['errorCode'], message: record['errorMessage'] },
    },
    actor: {
      invoked_by: identity['invokedBy'],
      user: {
        type: identity['type'],
        uid: identity['arn'],
        uid_alt: identity['principalId'],
        account: { uid: identity['accountId'] },
        credential_uid: identity['accessKeyId'],
      },
      session: {
        created_time_dt: (session?.['attributes'] as Json | undefined)?.['creationDate'],
        is_mfa: false,
        issuer: (session?.['sessionIssuer'] as Json | undefined)?.['arn'],
      },
    },
    src_endpoint: { ip: record['sourceIPAddress'], uid: record['vpcEndpointId'] },
    http_request: { user_agent: record['userAgent'] },
    resources: (record['resources'] as readonly Json[]).map((one) => ({
      uid: one['ARN'],
      type: one['type'],
      owner: { account: { uid: one['accountId'] } },
    })),
  };
};

const ecs = (record: Json): Json => {
  const identity = record['userIdentity'] as Json;
  return {
    '@timestamp': record['eventTime'],
    event: { action: record['eventName'], provider: record['eventSource'], id: record['eventID'] },
    cloud: { region: record['awsRegion'] },
    source: { address: record['sourceIPAddress'] },
    user_agent: { original: record['userAgent'] },
    aws: {
      cloudtrail: {
        error_code: record['errorCode'],
        error_message: record['errorMessage'],
        request_id: record['requestID'],
        recipient_account_id: record['recipientAccountId'],
        vpc_endpoint_id: record['vpcEndpointId'],
        user_identity: {
          invoked_by: identity['invokedBy'],
          type: identity['type'],
          arn: identity['arn'],
          account_id: identity['accountId'],
        },
        flattened: { request_parameters: record['requestParameters'] },
      },
    },
  };
};

const extracted = [
  ...eventFields,
  ...[
    'userIdentity.type',
    'userIdentity.arn',
    'userIdentity.principalId',
    'userIdentity.accountId',
    'userIdentity.accessKeyId',
  ],
  ...['userIdentity.sessionContext.sessionIssuer.arn', 'userIdentity.sessionContext.attributes.creationDate'],
  ...[
    'userIdentity.sessionContext.attributes.mfaAuthenticated',
    'requestParameters.bucketName',
    'requestParameters.key',
  ],
  ...['requestParameters.Host', 'requestID', 'eventID', 'recipientAccountId', 'vpcEndpointId', 'tlsDetails.tlsVersion'],
];
const ofExtracted = [
  'invokedBy',
  'parameters',
  'endpoint',
  'headersNotRecorded',
  'resourceAccountId',
  'authorizations',
] as const;
const kibanaColumns = [
  ...[
    '@timestamp',
    'event.action',
    'event.provider',
    'event.id',
    'cloud.region',
    'source.address',
    'user_agent.original',
  ],
  ...[
    'error_code',
    'error_message',
    'request_id',
    'recipient_account_id',
    'user_identity.type',
    'user_identity.arn',
    'user_identity.account_id',
    'flattened.request_parameters.bucketName',
    'flattened.request_parameters.key',
  ].map((name) => `aws.cloudtrail.${name}`),
];
const ofOcsf = [
  'recipientAccountId',
  'endpoint',
  'session',
  'parameters',
  'resourceAccountId',
  'authorizations',
] as const;
const ofEcs = [
  'session',
  'invokedBy',
  'endpoint',
  'parameters',
  'headersNotRecorded',
  'resourceAccountId',
  'authorizations',
  'principal',
] as const;

export const searchEngines: readonly WrittenForm[] = [
  {
    id: 'Splunk as JSON',
    form: 'splunk',
    from: 'https://docs.splunk.com/Documentation/Splunk/latest/Search/Exportsearchresults',
    write: (records) => lines(records.map((one) => ({ preview: false, result: { _raw: json(one), _time: '1' } }))),
    empty: '',
  },
  {
    id: 'Splunk as CSV',
    form: 'splunk',
    from: 'https://docs.splunk.com/Documentation/Splunk/latest/Search/Exportsearchresults',
    write: (records) =>
      csv(
        ['_time', '_raw'],
        records.map((one) => ['2026-11-20T08:14:01Z', json(one)]),
      ),
    empty: '_time,_raw',
  },
  {
    id: 'a hit of Elasticsearch with the record',
    form: 'elastic',
    from: 'https://www.elastic.co/docs/reference/integrations/aws/cloudtrail',
    write: (records) =>
      json({
        hits: {
          total: { value: 1 },
          hits: records.map((one) => ({ _index: 'i', _source: { '@timestamp': 't', event: { original: json(one) } } })),
        },
      }),
    empty: '{"hits":{"total":{"value":0},"hits":[]}}',
  },
  {
    id: 'a hit of Elasticsearch with fields',
    form: 'elastic',
    from: 'https://www.elastic.co/docs/reference/integrations/aws/cloudtrail',
    write: (records) => json({ hits: { hits: records.map((one) => ({ _source: ecs(one) })) } }),
    loses: [...ofEcs],
    empty: '{"hits":{"hits":[]}}',
  },
  {
    id: 'OCSF with raw_data',
    form: 'ocsf',
    from: 'https://schema.ocsf.io/1.1.0/classes/api_activity',
    write: (records) => lines(records.map((one) => ({ ...ocsf(one), raw_data: json(one) }))),
    empty: '',
  },
  {
    id: 'OCSF',
    form: 'ocsf',
    from: 'https://github.com/ocsf/examples/tree/main/mappings/markdown/AWS',
    write: (records) => lines(records.map(ocsf)),
    loses: ofOcsf,
    empty: '',
  },
  {
    id: 'rows of Security Lake',
    form: 'ocsf',
    from: 'https://docs.aws.amazon.com/security-lake/latest/userguide/cloudtrail-event-logs.html',
    write: (records) => {
      const names = ['metadata', 'time', 'cloud', 'api', 'actor', 'src_endpoint', 'http_request', 'resources'];
      return csv(
        names,
        records.map((one) => names.map((name) => structText(ocsf(one)[name]))),
      );
    },
    loses: ofOcsf,
    empty: 'metadata,time,cloud,api,actor,src_endpoint,http_request,resources',
  },
  {
    id: 'Splunk with the fields that it extracted, as JSON',
    form: 'splunk',
    from: 'https://docs.splunk.com/Documentation/Splunk/latest/Search/Exportsearchresults',
    write: (records) =>
      lines(
        records.map((one) => ({
          preview: false,
          result: {
            ...Object.fromEntries(
              extracted.map((name) => [name, textAt(one, name)]).filter(([, value]) => value !== ''),
            ),
            'resources{}.ARN': (one['resources'] as readonly Json[]).map(({ ARN }) => ARN),
            sourcetype: 'aws:cloudtrail',
            _time: '2026-11-20 08:14:01.000 UTC',
          },
        })),
      ),
    loses: ofExtracted,
    empty: '',
  },
  {
    id: 'Splunk with the fields that it extracted, as CSV',
    form: 'cloudtrail-record',
    from: 'https://docs.splunk.com/Documentation/Splunk/latest/Search/Exportsearchresults',
    write: (records) =>
      csv(
        extracted,
        records.map((one) => extracted.map((name) => textAt(one, name))),
      ),
    loses: ofExtracted,
    empty: extracted.map((name) => `"${name}"`).join(','),
  },
  {
    id: 'a hit of Kibana with its `fields`',
    form: 'elastic',
    from: 'https://www.elastic.co/docs/reference/elasticsearch/rest-apis/retrieve-selected-fields',
    write: (records) =>
      json({
        hits: {
          hits: records.map((one) => ({ _index: 'i', fields: { '@timestamp': ['t'], 'event.original': [json(one)] } })),
        },
      }),
    empty: '{"hits":{"hits":[]}}',
  },
  {
    id: 'a table of Kibana as CSV',
    form: 'elastic',
    from: 'https://www.elastic.co/docs/explore-analyze/report-and-share',
    write: (records) =>
      csv(
        kibanaColumns,
        records.map((one) => kibanaColumns.map((name) => textAt(ecs(one), name))),
      ),
    loses: [...ofEcs],
    empty: kibanaColumns.map((name) => `"${name}"`).join(','),
  },
];
