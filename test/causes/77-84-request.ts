/** Causes 77–79, 81, 83 and 84: names, endpoints, directory buckets and Regions. */
import { accounts, allow, allowing, denying, policyOf } from './accounts';
import { docs } from './condition';
import { anonymous, bucket, event, key, logLine, owner, partner, stranger } from './events';
import type { Fixture } from './fixture';

const errors = 'https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html';
const provenance = { from: 'documentation', source: errors } as const;
const directory = 'logs--use1-az4--x-s3';
const directoryArn = `arn:aws:s3express:us-east-1:${owner}:bucket/${directory}`;
const inDirectory = (operation: string) =>
  event({
    operation,
    bucket: directory,
    ...(operation === 'CreateSession' ? { key: null } : {}),
    more: {
      eventSource: 's3express.amazonaws.com',
      requestParameters: {
        bucketName: directory,
        Host: `${directory}.s3express-use1-az4.us-east-1.amazonaws.com`,
        ...(operation === 'CreateSession' ? {} : { key }),
      },
      resources: [{ accountId: owner, type: 'AWS::S3Express::Bucket', ARN: directoryArn }],
    },
  });
const express = { account: { buckets: { [directory]: {} } } };
const website = {
  more: { requestParameters: { bucketName: bucket, key, Host: `${bucket}.s3-website-us-east-1.amazonaws.com` } },
};

export const requests: readonly Fixture[] = [
  {
    causes: [77],
    title: 'the bucket is not of the account that the caller expects',
    provenance: { ...provenance, source: docs('bucket-owner-condition') },
    event: event({ parameters: { 'x-amz-expected-bucket-owner': partner } }),
    world: accounts(),
    expects: {
      status: 'denied',
      certainty: 'established',
      layer: 'expected-bucket-owner',
      shows: 'bucket-owner-not-as-expected',
    },
    twin: {
      title: 'it is, and the bucket policy denies',
      told: 'the event tells both owners',
      event: event({ parameters: { 'x-amz-expected-bucket-owner': owner } }),
      world: accounts({ bucket: { policy: denying('Closed') } }),
      expects: { status: 'denied', certainty: 'established', layer: 'bucket-policy', shows: 'Closed' },
    },
  },
  {
    causes: [78],
    title: 'the bucket of that name is somebody else’s',
    provenance: { ...provenance, source: docs('troubleshoot-403-errors') },
    event: event({ bucketOwner: stranger }),
    world: { ...accounts(), accounts: { [owner]: { roles: { app: { inline: { all: policyOf(allow('*')) } } } } } },
    expects: { status: 'inconclusive', certainty: 'possible', layer: 'bucket-policy', shows: 'sts:AssumeRole' },
    twin: {
      title: 'it is ours, and its policy denies',
      event: event(),
      world: accounts({ bucket: { policy: denying('Closed') } }),
      expects: { status: 'denied', certainty: 'established', layer: 'bucket-policy', shows: 'Closed' },
    },
    another: {
      title: 'its owner lets us read its policy, which denies',
      world: {
        ...accounts(),
        accounts: {
          [owner]: { roles: { app: { inline: { all: policyOf(allow('*')) } } } },
          [stranger]: { buckets: { [bucket]: { policy: denying('Closed') } } },
        },
      },
      expects: { status: 'denied', certainty: 'established', layer: 'bucket-policy', shows: 'Closed' },
    },
  },
  {
    causes: [79],
    title: 'through the website endpoint, to an object that is not public',
    provenance: { ...provenance, source: docs('WebsiteAccessPermissionsReqd') },
    event: event({ by: anonymous, ...website }),
    world: accounts(),
    expects: {
      status: 'denied',
      certainty: 'established',
      layer: 'bucket-policy',
      shows: 'does-not-allow',
      besides: { layer: 'credentials-and-signature', shows: 'request-not-signed' },
    },
    twin: {
      title: 'it is public by its policy, which is cut off',
      world: accounts({ bucket: { policy: allowing('*'), policyIsPublic: true } }),
      expects: {
        status: 'denied',
        certainty: 'established',
        layer: 'block-public-access',
        shows: 'RestrictPublicBuckets',
      },
    },
  },
  {
    causes: [81],
    title: 'a role without s3express:CreateSession',
    provenance: { ...provenance, source: docs('s3-express-security-iam') },
    event: inDirectory('CreateSession'),
    world: accounts({ ...express, role: { inline: { everything: policyOf(allow('s3:*')) } } }),
    expects: {
      status: 'denied',
      certainty: 'established',
      layer: 'identity-policies',
      shows: 's3express:CreateSession',
    },
    twin: {
      title: 'the role may, and the bucket’s policy denies',
      world: accounts({
        account: {
          buckets: {
            [directory]: {
              policy: policyOf({
                Sid: 'Closed',
                Effect: 'Deny',
                Principal: '*',
                Action: 's3express:CreateSession',
                Resource: directoryArn,
              }),
            },
          },
        },
      }),
      expects: { status: 'denied', certainty: 'established', layer: 'bucket-policy', shows: 'Closed' },
    },
  },
  {
    causes: [81],
    title: 'a write in a session that may be read-only',
    provenance: { ...provenance, source: docs('s3-express-security-iam') },
    event: inDirectory('PutObject'),
    world: accounts(express),
    expects: {
      status: 'denied',
      certainty: 'by-elimination',
      layer: 's3-express-session',
      shows: 'session-mode-unknown',
    },
    twin: {
      title: 'a write of a role that may not begin a session',
      world: accounts({ ...express, role: { inline: { everything: policyOf(allow('s3:*')) } } }),
      expects: {
        status: 'denied',
        certainty: 'established',
        layer: 'identity-policies',
        shows: 's3express:CreateSession',
      },
    },
  },
  {
    causes: [83],
    title: 'server access logs to another Region',
    provenance,
    event: event({
      operation: 'PutBucketLogging',
      key: null,
      errorCode: 'CrossLocationLoggingProhibited',
      message: 'Cross S3 location logging not allowed.',
      parameters: { logging: '' },
    }),
    world: accounts(),
    expects: {
      status: 'denied',
      certainty: 'proven',
      layer: 'aws-service-request',
      shows: 'log-bucket-in-another-region',
    },
    twin: {
      title: 'a role that may not set logging',
      told: 'the error’s code names it',
      event: event({ operation: 'PutBucketLogging', key: null, parameters: { logging: '' } }),
      world: accounts({ role: { inline: { everything: policyOf(allow('s3:GetObject')) } } }),
      expects: { status: 'denied', certainty: 'established', layer: 'identity-policies', shows: 's3:PutBucketLogging' },
    },
  },
  {
    causes: [84],
    title: 'a bucket in China without an ICP record',
    provenance,
    event: logLine({ code: 'UnauthorizedAccessError', endpoint: `${bucket}.s3.cn-north-1.amazonaws.com.cn` }),
    world: accounts(),
    expects: {
      status: 'denied',
      certainty: 'established',
      layer: 'credentials-and-signature',
      shows: 'china-no-icp-record',
    },
    twin: {
      title: 'an address that is not expected there',
      told: 'the error’s code names it',
      event: logLine({ code: 'UnexpectedIPError', endpoint: `${bucket}.s3.cn-north-1.amazonaws.com.cn` }),
      expects: {
        status: 'denied',
        certainty: 'established',
        layer: 'credentials-and-signature',
        shows: 'china-ip-address-unexpected',
      },
    },
  },
];
