/** A scenario as the record that CloudTrail would keep of it, had it been denied. Shaped as ../samples are. */
import { defined } from '../../src/defined';
import type { Context, Scenario } from './scenario';
import { callerAccountOf, familyOf, identityOf, sessionOf, textIn, timeOf } from './described-caller';

type Fields = Readonly<Record<string, unknown>>;

/** Undefined: the caller asks KMS itself. */
export function recordOf({ request }: Scenario): Fields | undefined {
  const { context, action } = request;
  if (action.startsWith('kms:')) return undefined;
  const account = request.resourceAccountId;
  const bucketArn = request.resource.split('/')[0] ?? '';
  const isService = request.principal.startsWith('service:');
  const by = request.principal.slice('service:'.length);
  return {
    eventVersion: '1.11',
    userIdentity: identityIn(request),
    eventTime: timeOf(context),
    eventSource: 's3.amazonaws.com',
    eventName: callOf(action),
    awsRegion: textIn(context, 'aws:RequestedRegion'),
    sourceIPAddress: isService ? by : (textIn(context, 'aws:SourceIp') ?? textIn(context, 'aws:VpcSourceIp')),
    userAgent: isService ? by : textIn(context, 'aws:UserAgent'),
    errorCode: 'AccessDenied',
    errorMessage: 'Access Denied',
    requestParameters: parametersIn(request),
    additionalEventData: dataIn(context),
    requestID: 'EXAMPLE000000001',
    eventID: '00000000-0000-4000-8000-000000000001',
    resources: [
      ...(request.resource.includes('/') ? [{ type: 'AWS::S3::Object', ARN: request.resource }] : []),
      { accountId: account, type: 'AWS::S3::Bucket', ARN: bucketArn },
    ],
    eventType: 'AwsApiCall',
    recipientAccountId: account,
    eventCategory: 'Data',
    ...endpointIn(request),
    ...tlsIn(context),
  };
}

/** The call that asks for an action: that of its name, but for lists and versions. */
function callOf(action: string): string {
  const name = action.slice('s3:'.length);
  const listing = { listbucket: 'ListObjects', listbucketversions: 'ListObjectVersions' }[name.toLowerCase()];
  return (
    listing ?? `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`.replace(/^(Get|Delete)ObjectVersion$/, '$1Object')
  );
}

function identityIn(request: Scenario['request']): Fields {
  const { principal, context } = request;
  if (principal === 'anonymous') return { type: 'AWSAccount', principalId: '', accountId: 'anonymous' };
  if (principal.startsWith('service:')) return { type: 'AWSService', invokedBy: principal.slice('service:'.length) };
  const identity = identityOf(request);
  const session = sessionOf(request);
  const kind = principal.split(':')[5]?.split('/')[0] ?? '';
  return {
    type: { 'assumed-role': 'AssumedRole', 'federated-user': 'FederatedUser', user: 'IAMUser', root: 'Root' }[kind],
    principalId: textIn(context, 'aws:userid'),
    arn: principal,
    accountId: callerAccountOf(principal),
    accessKeyId: session?.accessKeyId ?? 'AKIAEXAMPLEKEYID0001',
    ...(kind === 'user' ? { userName: identity?.name } : {}),
    ...(session === undefined
      ? {}
      : {
          sessionContext: {
            sessionIssuer: {
              type: kind === 'assumed-role' ? 'Role' : 'IAMUser',
              arn: identity?.arn,
              accountId: callerAccountOf(principal),
              userName: identity?.name,
            },
            attributes: {
              creationDate: session.createdAt,
              mfaAuthenticated: textIn(context, 'aws:MultiFactorAuthPresent') ?? 'false',
            },
            sourceIdentity: textIn(context, 'aws:SourceIdentity'),
          },
        }),
  };
}

/** Headers and query parameters, by the names of the condition keys that they become. */
function parametersIn({ context, resource, action }: Scenario['request']): Fields {
  const [, bucket = '', key] = /^arn:aws:s3:::([^/]*)(?:\/(.*))?$/s.exec(resource) ?? [];
  const sent = Object.entries(familyOf(context, 's3:')).filter(([name]) =>
    /^(x-amz-|prefix$|delimiter$|max-keys$)/.test(name),
  );
  const tags = [context['s3:RequestObjectTagKeys'] ?? []].flat().map(String);
  const tagging = new URLSearchParams(
    tags.map((name): [string, string] => [name, textIn(context, `s3:RequestObjectTag/${name}`) ?? '']),
  );
  const version = textIn(context, 's3:VersionId');
  return {
    bucketName: bucket,
    Host: `${bucket}.s3.amazonaws.com`,
    ...defined({ key, versionId: version }),
    ...Object.fromEntries(sent),
    ...(tags.length > 0 && /^s3:PutObject$/i.test(action) ? { 'x-amz-tagging': String(tagging) } : {}),
  };
}

function dataIn(context: Context): Fields {
  const type = textIn(context, 's3:authType');
  const methods: Readonly<Record<string, string>> = {
    'REST-HEADER': 'AuthHeader',
    'REST-QUERY-STRING': 'QueryString',
    POST: 'POST',
  };
  return {
    ...(textIn(context, 's3:signatureversion') === 'AWS4-HMAC-SHA256' ? { SignatureVersion: 'SigV4' } : {}),
    ...(type === undefined ? {} : { AuthenticationMethod: methods[type] }),
    ...(textIn(context, 'aws:SecureTransport') === 'true' ? { CipherSuite: 'TLS_AES_128_GCM_SHA256' } : {}),
  };
}

function tlsIn(context: Context): Fields {
  const version = textIn(context, 's3:TlsVersion');
  return version === undefined
    ? {}
    : { tlsDetails: { tlsVersion: `TLSv${version}`, cipherSuite: 'TLS_AES_128_GCM_SHA256' } };
}

function endpointIn({ context, principal, resourceAccountId }: Scenario['request']): Fields {
  const id = textIn(context, 'aws:SourceVpce');
  return id === undefined
    ? {}
    : { vpcEndpointId: id, vpcEndpointAccountId: callerAccountOf(principal) ?? resourceAccountId };
}
