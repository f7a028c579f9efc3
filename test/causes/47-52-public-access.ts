/** Causes 47–52: Block Public Access. */
import { accounts, allow, allowing, allPowerful, policyOf } from './accounts';
import { docs } from './condition';
import { anonymous, bucketArn, event, key, lambdaRole, objectArn, owner, partner, said } from './events';
import type { Fixture } from './fixture';

const app = lambdaRole();
const ofPartner = lambdaRole('app', partner);
const block = docs('access-control-block-public-access');
const provenance = { from: 'documentation', source: docs('troubleshoot-403-errors') } as const;
const prevented = (what: string, setting: string) =>
  `because public ${what} are prevented by the ${setting} setting in S3 Block Public Access.`;
const publicUpload = event({
  operation: 'PutObject',
  message: said(app, 's3:PutObject', objectArn, prevented('ACLs', 'BlockPublicAcls')),
  parameters: { 'x-amz-acl': 'public-read' },
});
const newPolicy = event({
  operation: 'PutBucketPolicy',
  key: null,
  message: said(app, 's3:PutBucketPolicy', bucketArn, prevented('policies', 'BlockPublicPolicy')),
  parameters: { policy: '' },
});
const byPartner = event({ by: ofPartner, more: { recipientAccountId: partner } });
const partners = { [partner]: allPowerful() };
const withAcls = { ownership: 'ObjectWriter' } as const;
const open = 'none';
const ofEverybody = allowing('*');
const layer = 'block-public-access';
const accountWide = (message: string) =>
  event({
    operation: 'PutAccountPublicAccessBlock',
    key: null,
    message,
    more: {
      requestParameters: { Host: `${owner}.s3-control.us-east-1.amazonaws.com` },
      resources: undefined,
    },
  });

export const publicAccess: readonly Fixture[] = [
  {
    causes: [47],
    title: 'an upload with a public ACL',
    provenance,
    event: publicUpload,
    world: accounts({ bucket: withAcls }),
    expects: { status: 'denied', certainty: 'proven', layer, shows: 'BlockPublicAcls' },
    twin: {
      title: 'AWS says nothing, the setting is off, and the role may not set ACLs',
      event: event({ operation: 'PutObject', parameters: { 'x-amz-acl': 'public-read' } }),
      world: accounts({
        bucket: { ...withAcls, publicAccessBlock: open },
        role: { inline: { everything: policyOf(allow('s3:PutObject')) } },
      }),
      expects: { status: 'denied', certainty: 'established', layer: 'identity-policies', shows: 's3:PutObjectAcl' },
    },
    another: {
      title: 'the setting is off by now',
      world: accounts({ bucket: { ...withAcls, publicAccessBlock: open } }),
      expects: { status: 'would-be-allowed-now', certainty: 'possible' },
    },
  },
  {
    causes: [48],
    title: 'a bucket policy that is public',
    provenance,
    event: newPolicy,
    world: accounts(),
    expects: { status: 'denied', certainty: 'proven', layer, shows: 'BlockPublicPolicy' },
    twin: {
      title: 'AWS says nothing, and whether the new policy was public is not recorded',
      event: event({ operation: 'PutBucketPolicy', key: null, parameters: { policy: '' } }),
      expects: { status: 'denied', certainty: 'by-elimination', layer, shows: 'new-policy-may-be-public' },
    },
    another: {
      title: 'the setting is off by now',
      world: accounts({ bucket: { publicAccessBlock: open } }),
      expects: { status: 'would-be-allowed-now', certainty: 'possible' },
    },
  },
  {
    causes: [49],
    title: 'an object with a public ACL that is ignored, which its ACL does not show',
    provenance: { ...provenance, source: block },
    event: event({ by: anonymous }),
    world: accounts({
      bucket: {
        ...withAcls,
        publicAccessBlock: { IgnorePublicAcls: true },
        objects: { [key]: { grants: [{ to: 'AllUsers', permission: 'READ' }] } },
      },
    }),
    expects: {
      status: 'denied',
      certainty: 'established',
      layer: 'bucket-policy',
      shows: 'does-not-allow',
      besides: { layer, shows: 'public-acls-ignored' },
    },
    twin: {
      title: 'nothing is ignored, and the object is public by now',
      world: accounts({
        bucket: {
          ...withAcls,
          publicAccessBlock: open,
          objects: { [key]: { grants: [{ to: 'AllUsers', permission: 'READ' }] } },
        },
      }),
      expects: { status: 'would-be-allowed-now', certainty: 'possible' },
    },
  },
  {
    causes: [50],
    title: 'a public bucket policy from which other accounts are cut off',
    provenance: { ...provenance, source: block },
    event: byPartner,
    world: accounts({
      accounts: partners,
      bucket: { policy: ofEverybody, policyIsPublic: true, publicAccessBlock: { RestrictPublicBuckets: true } },
    }),
    expects: { status: 'denied', certainty: 'established', layer, shows: 'RestrictPublicBuckets' },
    twin: {
      title: 'the policy is public, nothing is restricted, and the partner’s own policies do not allow',
      world: accounts({
        accounts: { [partner]: { roles: { app: { inline: { other: policyOf(allow('sqs:*')) } } } } },
        bucket: { policy: ofEverybody, policyIsPublic: true, publicAccessBlock: open },
      }),
      expects: { status: 'denied', certainty: 'established', layer: 'identity-policies', shows: 'does-not-allow' },
    },
  },
  {
    causes: [51],
    title: 'the account restricts what the bucket leaves open',
    provenance: { ...provenance, source: block },
    event: byPartner,
    world: accounts({
      accounts: partners,
      account: { publicAccessBlock: { RestrictPublicBuckets: true } },
      bucket: { policy: ofEverybody, policyIsPublic: true, publicAccessBlock: open },
    }),
    expects: { status: 'denied', certainty: 'established', layer, shows: 'public-policy-cut-off' },
    twin: {
      title: 'the account restricts, the policy is not public, and it names another account',
      world: accounts({
        accounts: partners,
        account: { publicAccessBlock: { RestrictPublicBuckets: true } },
        bucket: { policy: allowing({ AWS: '777788889999' }), publicAccessBlock: open },
      }),
      expects: { status: 'denied', certainty: 'established', layer: 'bucket-policy', shows: 'Principal' },
    },
  },
  {
    causes: [52],
    title: 'the organization may manage Block Public Access, which no record tells',
    provenance: {
      from: 'documentation',
      source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_PutPublicAccessBlock.html',
    },
    event: accountWide('Access Denied'),
    world: accounts({ organization: { accounts: { [owner]: [] } } }),
    expects: {
      status: 'denied',
      certainty: 'by-elimination',
      layer,
      shows: 'organization-may-manage-block-public-access',
    },
    twin: {
      title: 'the account is in no organization',
      world: accounts(),
      expects: { status: 'would-be-allowed-now', certainty: 'possible' },
    },
  },
];
