import { defined } from '../../src/defined';
/** CloudTrail records of denied requests, as a trail delivers them. */

export interface RecordSeed {
  /** Default: `GetObject`. */
  readonly eventName?: string;
  readonly roleArn: string;
  readonly bucket: string;
  readonly bucketOwner?: string;
  readonly key?: string;
  readonly region?: string;
  readonly errorCode?: string;
  /** AWS's text; default: `Access Denied`, so that evaluation alone must find the layer. */
  readonly errorMessage?: string;
  /** In AWS's words, why the caller was refused the object: `because no … allows the … action`. */
  readonly reason?: string;
  readonly endpoint?: { readonly id: string; readonly accountId: string };
  readonly accessPoint?: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** The key that S3 asked KMS for; adds KMS's own record. */
  readonly kmsKey?: string;
  /** Default: yes. No: somebody assumed the role, perhaps with a session policy. */
  readonly issuedToLambda?: false;
}

/** The text of a trail's log file with S3's record, and KMS's if there is a key. */
export function logFile(seed: RecordSeed): string {
  const records = [s3Record(seed), ...(seed.kmsKey === undefined ? [] : [kmsRecord(seed, seed.kmsKey)])];
  return JSON.stringify({ Records: records });
}

const time = '2026-11-24T08:14:05Z';

function saidOf(seed: RecordSeed): string {
  if (seed.reason === undefined) return 'Access Denied';
  const resource = `arn:aws:s3:::${seed.bucket}${seed.key === undefined ? '' : `/${seed.key}`}`;
  return `User: ${identityOf(seed).arn} is not authorized to perform: s3:${seed.eventName ?? 'GetObject'} on resource: "${resource}" ${seed.reason}`;
}

function s3Record(seed: RecordSeed) {
  const region = seed.region ?? 'us-east-1';
  const owner = seed.bucketOwner ?? accountOf(seed.roleArn);
  const bucketArn = `arn:aws:s3:::${seed.bucket}`;
  const host = `${seed.bucket}.s3.${region}.amazonaws.com`;
  return {
    eventVersion: '1.11',
    userIdentity: identityOf(seed),
    eventTime: time,
    eventSource: 's3.amazonaws.com',
    eventName: seed.eventName ?? 'GetObject',
    awsRegion: region,
    sourceIPAddress: seed.endpoint === undefined ? '203.0.113.10' : '10.0.1.7',
    userAgent: '[aws-sdk-js/3.1173.0]',
    errorCode: seed.errorCode ?? 'AccessDenied',
    errorMessage: seed.errorMessage ?? saidOf(seed),
    requestParameters: {
      bucketName: seed.bucket,
      Host: host,
      ...defined({ key: seed.key }),
      ...seed.parameters,
    },
    responseElements: null,
    additionalEventData: { SignatureVersion: 'SigV4', AuthenticationMethod: 'AuthHeader' },
    requestID: 'EXAMPLE000000001',
    eventID: '20000000-0000-4000-8000-000000000001',
    readOnly: true,
    resources: [
      ...(seed.key === undefined ? [] : [{ type: 'AWS::S3::Object', ARN: `${bucketArn}/${seed.key}` }]),
      { accountId: owner, type: 'AWS::S3::Bucket', ARN: bucketArn },
      ...(seed.accessPoint === undefined
        ? []
        : [{ accountId: owner, type: 'AWS::S3::AccessPoint', ARN: seed.accessPoint }]),
    ],
    eventType: 'AwsApiCall',
    managementEvent: false,
    eventCategory: 'Data',
    recipientAccountId: accountOf(seed.roleArn),
    ...(seed.endpoint === undefined
      ? {}
      : { vpcEndpointId: seed.endpoint.id, vpcEndpointAccountId: seed.endpoint.accountId }),
    tlsDetails: { tlsVersion: 'TLSv1.3', clientProvidedHostHeader: host },
  };
}

function kmsRecord(seed: RecordSeed, keyArn: string) {
  const write = seed.eventName === 'PutObject';
  return {
    eventVersion: '1.11',
    userIdentity: { ...identityOf(seed), invokedBy: 'fas.s3.amazonaws.com' },
    eventTime: time,
    eventSource: 'kms.amazonaws.com',
    eventName: write ? 'GenerateDataKey' : 'Decrypt',
    awsRegion: seed.region ?? 'us-east-1',
    sourceIPAddress: 'fas.s3.amazonaws.com',
    userAgent: 'fas.s3.amazonaws.com',
    errorCode: 'AccessDenied',
    errorMessage: 'Access Denied',
    requestParameters: {
      encryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      encryptionContext: { 'aws:s3:arn': `arn:aws:s3:::${seed.bucket}/${seed.key ?? ''}` },
    },
    responseElements: null,
    requestID: 'EXAMPLE000000002',
    eventID: '20000000-0000-4000-8000-000000000002',
    readOnly: true,
    resources: [{ accountId: keyArn.split(':')[4], type: 'AWS::KMS::Key', ARN: keyArn }],
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: accountOf(seed.roleArn),
    eventCategory: 'Management',
  };
}

function identityOf({ roleArn, issuedToLambda, region = 'us-east-1' }: RecordSeed) {
  const accountId = accountOf(roleArn);
  const name = roleArn.split('/').at(-1) ?? '';
  return {
    type: 'AssumedRole',
    principalId: 'AROAEXAMPLEROLEID0001:app-fn',
    arn: `arn:aws:sts::${accountId}:assumed-role/${name}/app-fn`,
    accountId,
    accessKeyId: 'ASIAEXAMPLEKEYID0001',
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: 'AROAEXAMPLEROLEID0001',
        arn: roleArn,
        accountId,
        userName: name,
      },
      attributes: { creationDate: '2026-11-24T08:00:11Z', mfaAuthenticated: 'false' },
    },
    ...(issuedToLambda === false
      ? {}
      : {
          inScopeOf: {
            issuerType: 'AWS::Lambda::Function',
            credentialsIssuedTo: `arn:aws:lambda:${region}:${accountId}:function:app-fn`,
          },
        }),
  };
}

function accountOf(arn: string): string {
  return arn.split(':')[4] ?? '';
}
