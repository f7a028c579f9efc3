/** Causes 53–56: ACLs, and who owns an object. */
import { accounts, allow, allowing, allPowerful, denying, policyOf } from './accounts';
import { docs } from './condition';
import { bucket, event, key, lambdaRole, noneAllows, objectArn, partner, said } from './events';
import type { Fixture } from './fixture';

const ofPartner = lambdaRole('app', partner);
const provenance = { from: 'documentation', source: docs('troubleshoot-403-errors') } as const;
const byPartner = event({ by: ofPartner, more: { recipientAccountId: partner } });
const partners = { [partner]: allPowerful() };
const withAcls = { ownership: 'ObjectWriter' } as const;
const open = 'none';
const ofEverybody = allowing('*');

export const ownership: readonly Fixture[] = [
  {
    causes: [53],
    title: 'an object that another account wrote and kept',
    provenance: { ...provenance, source: docs('about-object-ownership') },
    event: event(),
    world: accounts({ bucket: { ...withAcls, objects: { [key]: { owner: partner } } } }),
    expects: {
      status: 'denied',
      certainty: 'established',
      layer: 'object-ownership',
      shows: 'object-owned-by-another-account',
    },
    twin: {
      title: 'the bucket’s owner owns it, and the bucket policy denies',
      world: accounts({ bucket: { ...withAcls, policy: denying('Closed') } }),
      expects: { status: 'denied', certainty: 'established', layer: 'bucket-policy', shows: 'Closed' },
    },
  },
  {
    causes: [54],
    title: 'ACLs are on, and grant nothing to the other account',
    provenance,
    event: event({
      by: ofPartner,
      message: said(ofPartner, 's3:GetObject', objectArn, noneAllows('resource-based policy', 's3:GetObject')),
      more: { recipientAccountId: partner },
    }),
    world: accounts({
      accounts: partners,
      bucket: withAcls,
    }),
    expects: {
      status: 'denied',
      certainty: 'proven',
      layer: 'bucket-policy',
      shows: 'does-not-allow',
      besides: { layer: 'access-control-lists', shows: 'no-acl-grant' },
    },
    twin: {
      title: 'the bucket policy allows, on an object that is a third account’s',
      world: accounts({
        accounts: partners,
        bucket: {
          ...withAcls,
          policy: ofEverybody,
          publicAccessBlock: open,
          objects: { [key]: { owner: '777788889999' } },
        },
      }),
      expects: {
        status: 'inconclusive',
        certainty: 'possible',
        layer: 'object-ownership',
        shows: 'object-owned-by-another-account',
      },
    },
  },
  {
    causes: [55],
    title: 'ACLs were disabled, and no policy took over what they granted',
    provenance,
    event: byPartner,
    world: accounts({
      accounts: partners,
      account: {
        history: [
          {
            eventTime: '2026-11-19T16:00:00Z',
            eventSource: 's3.amazonaws.com',
            eventName: 'PutBucketOwnershipControls',
            requestParameters: { bucketName: bucket, ownershipControls: '' },
          },
        ],
      },
    }),
    expects: {
      status: 'denied',
      certainty: 'established',
      layer: 'bucket-policy',
      shows: 'does-not-allow',
      besides: { layer: 'access-control-lists', shows: 'acls-disabled' },
    },
    twin: {
      title: 'ACLs are on and grant it, and the partner’s own policies do not',
      world: accounts({
        accounts: { [partner]: { roles: { app: {} } } },
        bucket: { ...withAcls, objects: { [key]: { grants: [{ to: partner, permission: 'READ' }] } } },
      }),
      expects: { status: 'denied', certainty: 'established', layer: 'identity-policies', shows: 'does-not-allow' },
    },
  },
  {
    causes: [56],
    title: 'an ACL sent to a bucket without ACLs',
    provenance: { ...provenance, source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html' },
    event: event({
      operation: 'PutObject',
      errorCode: 'AccessControlListNotSupported',
      message: 'The bucket does not allow ACLs.',
      parameters: { 'x-amz-acl': 'bucket-owner-full-control' },
    }),
    world: accounts(),
    expects: {
      status: 'denied',
      certainty: 'proven',
      layer: 'object-ownership',
      shows: 'acl-sent-where-acls-are-disabled',
    },
    twin: {
      title: 'the same upload is refused as a denial, for the role may not set ACLs',
      event: event({ operation: 'PutObject', parameters: { 'x-amz-acl': 'bucket-owner-full-control' } }),
      world: accounts({ role: { inline: { everything: policyOf(allow('s3:PutObject')) } } }),
      expects: { status: 'denied', certainty: 'established', layer: 'identity-policies', shows: 's3:PutObjectAcl' },
    },
    another: {
      title: 'ACLs are on by now',
      world: accounts({ bucket: { ownership: 'ObjectWriter' } }),
      expects: { status: 'would-be-allowed-now', certainty: 'possible' },
    },
  },
];
