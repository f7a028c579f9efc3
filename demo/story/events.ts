/** The two records of the story's one denial, as EventBridge delivers them. */
import { account, bucket, deniedAt, deniedObject, region, roleArn, roleName, sessionArn, type Cast } from './cast';

export type CloudTrailEvent = Readonly<Record<string, unknown>> & { readonly detail: Detail };
export type Detail = Readonly<Record<string, unknown>>;

export interface DeniedEvents {
  readonly s3: CloudTrailEvent;
  readonly kms: CloudTrailEvent;
}

/** What AWS says about the denial in S3's record. */
export const said = {
  nothing: () => 'Access Denied',
  layer: () =>
    `User: ${sessionArn} is not authorized to perform: kms:Decrypt on the resource associated with this ciphertext with an explicit deny in a service control policy`,
  /** With the id of AWS's own evaluation. */
  evaluated: (tail: string) => `${said.layer()}${tail}`,
  policy: (arn: string) => `${said.layer()}: ${arn}`,
  /** About the object itself, and cut before the reason. */
  object: (arn: string) => `User: ${sessionArn} is not authorized to perform: s3:GetObject on resource: "${arn}`,
};

/** The same denial of an object with another key. */
export function renamedObject(events: DeniedEvents, key: string): DeniedEvents {
  const rename = (event: CloudTrailEvent) =>
    JSON.parse(JSON.stringify(event), (_, value: unknown) =>
      typeof value === 'string' ? value.replace(deniedObject, key) : value,
    ) as CloudTrailEvent;
  return { s3: rename(events.s3), kms: rename(events.kms) };
}

export function deniedEvents(cast: Cast, text = said.layer()): DeniedEvents {
  return { s3: s3Event(text), kms: kmsEvent(cast.untaggedKeyArn, text) };
}

function s3Event(errorMessage: string): CloudTrailEvent {
  const object = `arn:aws:s3:::${bucket}/${deniedObject}`;
  const host = `${bucket}.s3.${region}.amazonaws.com`;
  return event('aws.s3', 1, {
    userIdentity,
    eventTime: deniedAt,
    eventSource: 's3.amazonaws.com',
    eventName: 'GetObject',
    sourceIPAddress: '203.0.113.10',
    userAgent: '[aws-sdk-js/3.1173.0 ua/2.1 os/linux#5.10 lang/js md/nodejs#24.11.0 api/s3#3.1173.0]',
    errorCode: 'AccessDenied',
    errorMessage,
    requestParameters: { bucketName: bucket, Host: host, 'x-id': 'GetObject', key: deniedObject },
    additionalEventData: {
      SignatureVersion: 'SigV4',
      CipherSuite: 'TLS_AES_128_GCM_SHA256',
      bytesTransferredIn: 0,
      AuthenticationMethod: 'AuthHeader',
      'x-amz-id-2': 'EXAMPLE1exampleHostId2exampleHostId2exampleHostId2exampleHostId2exampleHostId2=',
      bytesTransferredOut: 512,
    },
    resources: [
      { type: 'AWS::S3::Object', ARN: object },
      { accountId: account, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${bucket}` },
    ],
    managementEvent: false,
    eventCategory: 'Data',
    tlsDetails: { tlsVersion: 'TLSv1.3', cipherSuite: 'TLS_AES_128_GCM_SHA256', clientProvidedHostHeader: host },
  });
}

function kmsEvent(keyArn: string, s3Text: string): CloudTrailEvent {
  return event('aws.kms', 2, {
    userIdentity: { ...userIdentity, invokedBy: 'fas.s3.amazonaws.com' },
    eventTime: deniedAt,
    eventSource: 'kms.amazonaws.com',
    eventName: 'Decrypt',
    sourceIPAddress: 'fas.s3.amazonaws.com',
    userAgent: 'fas.s3.amazonaws.com',
    errorCode: 'AccessDenied',
    errorMessage: s3Text.replace('on the resource associated with this ciphertext', `on resource: ${keyArn}`),
    requestParameters: {
      encryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      encryptionContext: { 'aws:s3:arn': `arn:aws:s3:::${bucket}/${deniedObject}` },
    },
    resources: [{ accountId: account, type: 'AWS::KMS::Key', ARN: keyArn }],
    managementEvent: true,
    eventCategory: 'Management',
  });
}

const userIdentity = {
  type: 'AssumedRole',
  principalId: 'AROAEXAMPLEROLEID0001:orders-report',
  arn: sessionArn,
  accountId: account,
  accessKeyId: 'ASIAEXAMPLEKEYID0001',
  sessionContext: {
    sessionIssuer: {
      type: 'Role',
      principalId: 'AROAEXAMPLEROLEID0001',
      arn: roleArn,
      accountId: account,
      userName: roleName,
    },
    attributes: { creationDate: '2026-11-24T07:58:40Z', mfaAuthenticated: 'false' },
  },
  inScopeOf: {
    issuerType: 'AWS::Lambda::Function',
    credentialsIssuedTo: `arn:aws:lambda:${region}:${account}:function:orders-report`,
  },
};

function event(source: string, number: number, detail: Detail): CloudTrailEvent {
  const id = (kind: number) => `${kind}0000000-0000-4000-8000-0000000000${kind}${number}`;
  return {
    version: '0',
    id: id(1),
    'detail-type': 'AWS API Call via CloudTrail',
    source,
    account,
    time: deniedAt,
    region,
    resources: [],
    detail: {
      eventVersion: '1.11',
      awsRegion: region,
      responseElements: null,
      requestID: `EXAMPLE00000000${number}`,
      eventID: id(2),
      readOnly: true,
      eventType: 'AwsApiCall',
      recipientAccountId: account,
      ...detail,
    },
  };
}
