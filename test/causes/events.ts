/** Events as CloudTrail and server access logs record them, made from those of test/samples. */
import { sample, type Json } from '../request/samples';

export const owner = '111122223333';
/** In the same organization. */
export const partner = '444455556666';
/** In no organization that anybody here knows. */
export const stranger = '777788889999';
export const bucket = 'amzn-s3-demo-bucket';
export const key = 'reports/a.csv';
export const bucketArn = `arn:aws:s3:::${bucket}`;
export const objectArn = `${bucketArn}/${key}`;
export const keyId = '1234abcd-12ab-34cd-56ef-1234567890ab';
export const kmsArn = `arn:aws:kms:us-east-1:${owner}:key/${keyId}`;
const time = '2026-11-20T08:14:01Z';

export interface Caller {
  /** As AWS's texts name it. */
  readonly arn: string;
  readonly identity: Json;
}

/** A function's role: nobody passed a session policy when its session began. */
export function lambdaRole(name = 'app', account = owner, path = '/'): Caller {
  const { identity, arn } = assumedRole(name, { account, path });
  const functionArn = `arn:aws:lambda:us-east-1:${account}:function:${name}`;
  const inScopeOf = { issuerType: 'AWS::Lambda::Function', credentialsIssuedTo: functionArn };
  return { arn, identity: { ...identity, inScopeOf } };
}

/** A session that somebody began by AssumeRole. */
export function assumedRole(
  name = 'app',
  options: { readonly account?: string; readonly path?: string; readonly mfa?: boolean } = {},
): Caller {
  const { account = owner, path = '/', mfa = false } = options;
  const arn = `arn:aws:sts::${account}:assumed-role/${name}/run`;
  return {
    arn,
    identity: {
      type: 'AssumedRole',
      principalId: `AROA${name.toUpperCase()}:run`,
      arn,
      accountId: account,
      accessKeyId: sessionKey,
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId: `AROA${name.toUpperCase()}`,
          arn: `arn:aws:iam::${account}:role${path}${name}`,
          accountId: account,
          userName: name,
        },
        attributes: { creationDate: '2026-11-20T08:00:11Z', mfaAuthenticated: String(mfa) },
      },
    },
  };
}
export const sessionKey = 'ASIAEXAMPLEKEYID0001';

export function user(name = 'alice', account = owner): Caller {
  const arn = `arn:aws:iam::${account}:user/${name}`;
  const principalId = `AIDA${name.toUpperCase()}`;
  const accessKeyId = 'AKIAEXAMPLEKEYID0001';
  return { arn, identity: { type: 'IAMUser', principalId, arn, accountId: account, accessKeyId, userName: name } };
}

export function root(account = owner): Caller {
  const arn = `arn:aws:iam::${account}:root`;
  return { arn, identity: { type: 'Root', principalId: account, arn, accountId: account, accessKeyId: '' } };
}

/** The bucket owner's copy of a foreign caller's request names no ARN. */
export function hidden({ identity }: Caller): Json {
  return { type: 'AWSAccount', principalId: identity['principalId'], accountId: identity['accountId'] };
}

export const anonymous: Json = { type: 'AWSAccount', principalId: '', accountId: 'anonymous' };
export const service = (name: string): Json => ({ type: 'AWSService', invokedBy: name });

export interface Asked {
  readonly by?: Caller | Json;
  /** @default GetObject */
  readonly operation?: string;
  /** The object's key; `null`: the call is about the bucket. */
  readonly key?: string | null;
  readonly bucket?: string;
  readonly bucketOwner?: string;
  /** ARN of the access point that the call came through. */
  readonly accessPoint?: string;
  /** AWS's text; of `said`. @default Access Denied */
  readonly message?: string;
  readonly errorCode?: string;
  /** Further request parameters: headers and query. */
  readonly parameters?: Json;
  /** Further fields of the record, or other values of them. */
  readonly more?: Json;
}

/** The record of a denied call of S3. */
export function event(asked: Asked = {}): Json {
  const { by = lambdaRole(), operation = 'GetObject', bucket: name = bucket, bucketOwner = owner } = asked;
  const object = asked.key === undefined ? key : asked.key;
  const { detail } = sample('s01');
  const host = `${name}.s3.us-east-1.amazonaws.com`;
  const isList = operation.startsWith('List');
  const ofObject = isList
    ? [{ type: 'AWS::S3::Object', ARNPrefix: `arn:aws:s3:::${name}/` }]
    : object === null
      ? []
      : [{ type: 'AWS::S3::Object', ARN: `arn:aws:s3:::${name}/${object}` }];
  const { accessPoint } = asked;
  const point =
    accessPoint === undefined
      ? []
      : [{ accountId: accessPoint.split(':')[4], type: 'AWS::S3::AccessPoint', ARN: accessPoint }];
  const isData = object !== null || isList;
  return {
    ...detail,
    eventName: operation,
    eventTime: time,
    userIdentity: isCaller(by) ? by.identity : by,
    errorCode: asked.errorCode ?? 'AccessDenied',
    errorMessage: asked.message ?? 'Access Denied',
    requestParameters: {
      bucketName: name,
      Host: host,
      ...(object === null ? {} : { key: object }),
      ...asked.parameters,
    },
    resources: [
      ...ofObject,
      { accountId: bucketOwner, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${name}` },
      ...point,
    ],
    readOnly: /^(Get|Head|List)/.test(operation),
    managementEvent: !isData,
    eventCategory: isData ? 'Data' : 'Management',
    ...asked.more,
  };
}

const isCaller = (by: Caller | Json): by is Caller => 'identity' in by;

/** AWS's text: `said(lambdaRole(), 's3:GetObject', objectArn, 'because no …')`; S3 quotes the resource. */
export const said = ({ arn }: Caller, action: string, resource: string, reason: string): string =>
  `User: ${arn} is not authorized to perform: ${action} on resource: "${resource}" ${reason}`;

export const noneAllows = (type: string, action: string): string => `because no ${type} allows the ${action} action`;
export const denyIn = (type: string, policyArn?: string): string =>
  `with an explicit deny in a${/^[ai]/.test(type) ? 'n' : ''} ${type}${policyArn === undefined ? '' : `: ${policyArn}`}`;
export const kmsOnRead = ({ arn }: Caller, reason: string): string =>
  `User: ${arn} is not authorized to perform: kms:Decrypt on the resource associated with this ciphertext ${reason}`;
export const kmsOnWrite = ({ arn }: Caller, reason: string): string =>
  `User: ${arn} is not authorized to perform: kms:GenerateDataKey on this resource ${reason}`;
export const keyMissingOrRefusing =
  'because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access';

export interface LoggedRequest {
  readonly requester?: string;
  readonly operation?: string;
  readonly key?: string;
  readonly query?: string;
  readonly status?: number;
  readonly code: string;
  readonly signature?: string;
  readonly auth?: string;
  readonly endpoint?: string;
}

/** A line of a server access log. https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html */
export function logLine(logged: LoggedRequest): string {
  const { requester = '-', operation = 'REST.GET.OBJECT', status = 403, code } = logged;
  const { signature = 'SigV4', auth = 'AuthHeader', endpoint = `${bucket}.s3.us-east-1.amazonaws.com` } = logged;
  const path = `/${logged.key ?? key}${logged.query === undefined ? '' : `?${logged.query}`}`;
  return (
    `79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be ${bucket} [20/Nov/2026:08:14:01 +0000] 203.0.113.10 ${requester} 3E57427F3EXAMPLE ` +
    `${operation} ${logged.key ?? key} "GET ${path} HTTP/1.1" ${status} ${code} 243 - 12 - "-" "aws-cli/2.36.17" - ` +
    `EXAMPLE1exampleHostId2= ${signature} TLS_AES_128_GCM_SHA256 ${auth} ${endpoint} TLSv1.3 - -`
  );
}
