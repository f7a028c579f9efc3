/** Causes 25–29: conditions about headers, tags and the signature. */
import { accounts, allow, policyOf } from './accounts';
import { conditionFixture, docs, iamKeys } from './condition';
import { event, key } from './events';
import type { Fixture } from './fixture';

const upload = { operation: 'PutObject' };
const signing = 'https://docs.aws.amazon.com/AmazonS3/latest/API/bucket-policy-s3-sigv4-conditions.html';
const presigned = {
  parameters: { 'X-Amz-Date': '20261120T074401Z', 'X-Amz-Expires': '3600', 'X-Amz-Algorithm': 'AWS4-HMAC-SHA256' },
  more: {
    additionalEventData: {
      SignatureVersion: 'SigV4',
      CipherSuite: 'TLS_AES_128_GCM_SHA256',
      AuthenticationMethod: 'QueryString',
    },
  },
};

export const headers: readonly Fixture[] = [
  conditionFixture({
    causes: [25],
    title: 'an upload without the encryption header that the policy wants',
    source: docs('example-bucket-policies'),
    asked: upload,
    action: 's3:PutObject',
    denies: { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } },
    satisfied: { StringEquals: { 's3:x-amz-server-side-encryption': 'AES256' } },
    key: 's3:x-amz-server-side-encryption',
  }),
  conditionFixture({
    causes: [25],
    title: 'an upload under another key than the policy wants',
    source: docs('example-bucket-policies'),
    asked: { ...upload, parameters: { 'x-amz-server-side-encryption': 'AES256' } },
    action: 's3:PutObject',
    denies: { Null: { 's3:x-amz-server-side-encryption-aws-kms-key-id': 'true' } },
    satisfied: { Null: { 's3:x-amz-server-side-encryption': 'true' } },
    key: 's3:x-amz-server-side-encryption-aws-kms-key-id',
  }),
  conditionFixture({
    causes: [26],
    title: 'an upload that leaves the object to its writer',
    source: docs('ensure-object-ownership'),
    asked: upload,
    action: 's3:PutObject',
    bucket: { ownership: 'BucketOwnerPreferred' },
    denies: { StringNotEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } },
    satisfied: { StringEquals: { 's3:x-amz-acl': 'public-read' } },
    key: 's3:x-amz-acl',
  }),
  conditionFixture({
    causes: [27],
    title: 'an object whose tag says that it is not released',
    source: docs('tagging-and-policies'),
    bucket: { objects: { [key]: { tags: { status: 'draft' } } } },
    denies: { StringNotEquals: { 's3:ExistingObjectTag/status': 'released' } },
    satisfied: { StringNotEquals: { 's3:ExistingObjectTag/status': 'draft' } },
    key: 's3:ExistingObjectTag/status',
  }),
  conditionFixture({
    causes: [27],
    title: 'an upload without the tag that the policy wants',
    source: docs('tagging-and-policies'),
    asked: { ...upload, parameters: { 'x-amz-tagging': 'team=data' } },
    action: 's3:PutObject',
    denies: { StringNotEquals: { 's3:RequestObjectTag/class': 'public' } },
    satisfied: { StringNotEquals: { 's3:RequestObjectTag/team': 'data' } },
    key: 's3:RequestObjectTag/class',
  }),
  conditionFixture({
    causes: [27],
    title: 'a role without the tag that the policy wants',
    source: iamKeys,
    more: { role: { tags: { team: 'web' } } },
    denies: { StringNotEquals: { 'aws:PrincipalTag/team': 'data' } },
    satisfied: { StringNotEquals: { 'aws:PrincipalTag/team': 'web' } },
    key: 'aws:PrincipalTag/team',
  }),
  conditionFixture({
    causes: [27],
    title: 'a bucket whose tags do not count, for its ABAC is off',
    source: docs('buckets-tagging-enable-abac'),
    bucket: { tags: { team: 'data' } },
    denies: { StringNotEquals: { 'aws:ResourceTag/team': 'data' } },
    satisfied: { StringEquals: { 'aws:ResourceTag/team': 'data' } },
    key: 'aws:ResourceTag/team',
  }),
  {
    causes: [27],
    title: 'tags are put on a bucket whose ABAC is on',
    provenance: { from: 'documentation', source: docs('buckets-tagging-enable-abac') },
    event: event({ operation: 'PutBucketTagging', key: null, parameters: { tagging: '' } }),
    world: accounts({ bucket: { abac: true, tags: { team: 'data' } } }),
    expects: { status: 'denied', certainty: 'established', layer: 'bucket-abac', shows: 'use-tag-resource' },
    twin: {
      title: 'its ABAC is off, and the role may not tag buckets',
      world: accounts({ role: { inline: { everything: policyOf(allow('s3:GetObject')) } } }),
      expects: { status: 'denied', certainty: 'established', layer: 'identity-policies', shows: 'does-not-allow' },
    },
  },
  conditionFixture({
    causes: [28],
    title: 'an upload that may overwrite, where only new objects are allowed',
    source: docs('conditional-writes-enforce'),
    asked: upload,
    action: 's3:PutObject',
    denies: { Null: { 's3:if-none-match': 'true' } },
    satisfied: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
    key: 's3:if-none-match',
    // The record is not known to hold the header.
    expects: { certainty: 'by-elimination' },
  }),
  conditionFixture({
    causes: [29],
    title: 'a presigned URL that is older than the policy allows',
    source: signing,
    asked: presigned,
    denies: { NumericGreaterThan: { 's3:signatureAge': '600000' } },
    satisfied: { NumericGreaterThan: { 's3:signatureAge': '3600000' } },
    key: 's3:signatureAge',
  }),
  conditionFixture({
    causes: [29],
    title: 'a presigned URL where the policy wants signed headers',
    source: signing,
    asked: presigned,
    denies: { StringNotEquals: { 's3:authType': 'REST-HEADER' } },
    satisfied: { StringNotEquals: { 's3:authType': 'REST-QUERY-STRING' } },
    key: 's3:authType',
  }),
  conditionFixture({
    causes: [29],
    title: 'an old version of TLS',
    source: docs('example-bucket-policies'),
    asked: { more: { tlsDetails: { tlsVersion: 'TLSv1.1', cipherSuite: 'ECDHE-RSA-AES128-SHA' } } },
    denies: { NumericLessThan: { 's3:TlsVersion': '1.2' } },
    satisfied: { NumericLessThan: { 's3:TlsVersion': '1.1' } },
    key: 's3:TlsVersion',
  }),
];
