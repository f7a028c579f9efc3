/** Denials in which one layer (or two) denies. Each is made by AWS's own calls; the expectation names what must be found. */
import { DisableKeyCommand, KMSClient, PutKeyPolicyCommand } from '@aws-sdk/client-kms';
import { defined } from '../../src/defined';
import type { RecordSeed } from './records';
import * as seed from './seed';

export interface EmulatedDenial {
  readonly name: string;
  /** Every layer that must be named as a root cause or as what blocks next, and the policy and Sid where there is one. */
  readonly denies: readonly { readonly layer: string; readonly policy?: string; readonly sid?: string }[];
  readonly make: (aws: Aws) => Promise<RecordSeed>;
  /** Further options of `culprit investigate`. */
  readonly options?: readonly string[];
}

export interface Aws {
  readonly own: seed.Account;
  readonly management: seed.Account;
  readonly foreign: seed.Account;
}

const bucket = 'my-bucket';
const key = 'reports/2026/q3.csv';
const object = `arn:aws:s3:::${bucket}/${key}`;
const version = '2012-10-17';

const allow = (action: string | readonly string[], resource = '*', sid = 'Allow') => ({
  Version: version,
  Statement: [{ Sid: sid, Effect: 'Allow', Action: action, Resource: resource }],
});
const deny = (action: string, more: object = {}) => ({
  Version: version,
  Statement: [
    { Sid: 'Other', Effect: 'Deny', Action: 'iam:CreateUser', Resource: '*', ...principalOf(more) },
    { Sid: 'No', Effect: 'Deny', Action: action, Resource: '*', ...more },
  ],
});
function principalOf(more: object) {
  return 'Principal' in more ? { Principal: more.Principal } : {};
}
const everything = allow('*');
const reads = allow(['s3:GetObject', 'kms:Decrypt'], '*', 'Reads');

export const denials: readonly EmulatedDenial[] = [
  {
    name: 'the role has no policy that allows it',
    denies: [{ layer: 'identity-policies' }],
    make: (aws) => simple(aws, { role: { inline: { other: allow('ec2:Describe*') } } }),
  },
  {
    name: 'a managed policy of the role denies it',
    denies: [{ layer: 'identity-policies', policy: 'guard', sid: 'No' }],
    make: (aws) => simple(aws, { role: { inline: { reads }, managed: { guard: deny('s3:Get*') } } }),
  },
  {
    name: 'the boundary has no Allow for it',
    denies: [{ layer: 'permissions-boundary' }],
    make: (aws) => simple(aws, { role: { inline: { reads }, boundary: allow('ec2:*') } }),
  },
  {
    name: 'the boundary denies it',
    denies: [{ layer: 'permissions-boundary', sid: 'No' }],
    make: (aws) =>
      simple(aws, {
        role: {
          inline: { reads },
          boundary: { Version: version, Statement: [...everything.Statement, ...deny('s3:GetObject').Statement] },
        },
      }),
  },
  {
    name: 'an SCP on the OU denies it',
    denies: [{ layer: 'service-control-policies', policy: 'guard', sid: 'No' }],
    make: (aws) =>
      simple(aws, { organization: [{ at: 'Prod', type: 'SERVICE_CONTROL_POLICY', policy: deny('s3:*') }] }),
  },
  {
    name: 'an SCP on the root denies it, but for one role path',
    denies: [{ layer: 'service-control-policies', policy: 'guard', sid: 'No' }],
    make: (aws) =>
      simple(aws, {
        organization: [
          {
            at: 'root',
            type: 'SERVICE_CONTROL_POLICY',
            policy: deny('s3:*', {
              Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/platform/*' } },
            }),
          },
        ],
      }),
  },
  {
    name: 'no SCP on the account allows it',
    denies: [{ layer: 'service-control-policies' }],
    make: (aws) =>
      simple(aws, {
        organization: [
          { at: 'member', type: 'SERVICE_CONTROL_POLICY', policy: allow(['ec2:*', 'kms:*']), replaces: true },
        ],
      }),
  },
  {
    name: 'an RCP denies it',
    denies: [{ layer: 'resource-control-policies', policy: 'guard', sid: 'No' }],
    make: (aws) =>
      simple(aws, {
        organization: [
          { at: 'Prod', type: 'RESOURCE_CONTROL_POLICY', policy: deny('s3:GetObject', { Principal: '*' }) },
        ],
      }),
  },
  {
    name: 'the bucket policy denies it',
    denies: [{ layer: 'bucket-policy', sid: 'No' }],
    make: (aws) => simple(aws, { bucketPolicy: deny('s3:GetObject', { Principal: '*', Resource: object }) }),
  },
  {
    name: 'the bucket policy denies it outside a network',
    denies: [{ layer: 'bucket-policy', sid: 'No' }],
    make: (aws) =>
      simple(aws, {
        bucketPolicy: deny('s3:*', {
          Principal: '*',
          Resource: object,
          Condition: { NotIpAddress: { 'aws:SourceIp': ['198.51.100.0/24'] } },
        }),
      }),
  },
  {
    name: 'the endpoint allows only another bucket',
    denies: [{ layer: 'vpc-endpoint-policy' }],
    make: (aws) =>
      throughEndpoint(
        aws,
        {
          Version: version,
          Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::other/*' }],
        },
        { reason: 'because no VPC endpoint policy allows the s3:GetObject action' },
      ),
  },
  {
    name: 'the endpoint denies it',
    denies: [{ layer: 'vpc-endpoint-policy', sid: 'No' }],
    make: (aws) =>
      throughEndpoint(
        aws,
        {
          Version: version,
          Statement: [
            { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' },
            { Sid: 'No', Effect: 'Deny', Principal: '*', Action: 's3:GetObject', Resource: object },
          ],
        },
        { reason: 'with an explicit deny in a VPC endpoint policy' },
      ),
  },
  {
    name: 'the access point denies it',
    denies: [{ layer: 'access-point-policy', sid: 'No' }],
    make: (aws) => throughAccessPoint(aws),
  },
  {
    name: 'the key policy names neither the role nor its account',
    denies: [{ layer: 'kms-key' }],
    make: (aws) => withKey(aws, keyPolicyFor(`arn:aws:iam::${aws.own.id}:role/key-admin`)),
  },
  {
    name: 'the key policy denies it',
    denies: [{ layer: 'kms-key', sid: 'No' }],
    make: (aws) =>
      withKey(aws, {
        Version: version,
        Statement: [
          ...(seed.delegatingKeyPolicy(aws.own.id)['Statement'] as object[]),
          { Sid: 'No', Effect: 'Deny', Principal: '*', Action: 'kms:Decrypt', Resource: '*' },
        ],
      }),
  },
  {
    name: 'an SCP denies keys without a tag',
    denies: [{ layer: 'service-control-policies', policy: 'guard', sid: 'No' }],
    make: async (aws) => {
      const condition = { Condition: { Null: { 'aws:ResourceTag/data-class': 'true' } } };
      await organization(aws, [{ at: 'Prod', type: 'SERVICE_CONTROL_POLICY', policy: deny('kms:*', condition) }]);
      return withKey(aws);
    },
  },
  {
    name: 'the key is disabled',
    denies: [{ layer: 'kms-key-state' }],
    make: async (aws) => {
      const record = await withKey(aws);
      await new KMSClient(aws.own.client).send(new DisableKeyCommand({ KeyId: record.kmsKey?.split('/').at(-1) }));
      return { ...record, errorCode: 'KMS.DisabledException', errorMessage: `${record.kmsKey} is disabled.` };
    },
  },
  {
    name: 'a public ACL is blocked',
    denies: [{ layer: 'block-public-access' }],
    make: async (aws) => {
      const record = await simple(aws, {
        role: { inline: { writes: allow('s3:*') } },
        bucket: { ownership: 'BucketOwnerPreferred' },
      });
      return { ...record, eventName: 'PutObject', parameters: { 'x-amz-acl': 'public-read' } };
    },
  },
  {
    name: 'the bucket belongs to another account and does not let the role in',
    denies: [{ layer: 'bucket-policy' }],
    options: ['--account-role', 'culprit-reader'],
    make: async (aws) => {
      await organization(aws, []);
      const roleArn = await seed.seedRole(aws.own, { name: 'app', inline: { reads } });
      await seed.seedBucket(aws.foreign, { name: bucket, objects: [{ key }] });
      return { roleArn, bucket, key, bucketOwner: aws.foreign.id };
    },
  },
  {
    name: 'the bucket of another account lets the role in, its own policies do not',
    denies: [{ layer: 'identity-policies' }],
    options: ['--account-role', 'culprit-reader'],
    make: async (aws) => {
      await organization(aws, []);
      const roleArn = await seed.seedRole(aws.own, { name: 'app', inline: { other: allow('s3:ListBucket') } });
      const Statement = [{ Effect: 'Allow', Principal: { AWS: roleArn }, Action: 's3:GetObject', Resource: object }];
      await seed.seedBucket(aws.foreign, { name: bucket, objects: [{ key }], policy: { Version: version, Statement } });
      return { roleArn, bucket, key, bucketOwner: aws.foreign.id };
    },
  },
  {
    name: 'the object is archived',
    denies: [{ layer: 'object-state' }],
    options: ['--head-object'],
    make: async (aws) => {
      const record = await simple(aws, { bucket: { objects: [{ key, storageClass: 'GLACIER' }] } });
      const errorMessage = "The operation is not valid for the object's storage class";
      return { ...record, errorCode: 'InvalidObjectState', errorMessage };
    },
  },
  {
    name: 'the bucket policy and an SCP both deny it',
    denies: [
      { layer: 'service-control-policies', policy: 'guard', sid: 'No' },
      { layer: 'bucket-policy', sid: 'No' },
    ],
    make: (aws) =>
      simple(aws, {
        organization: [{ at: 'Prod', type: 'SERVICE_CONTROL_POLICY', policy: deny('s3:*') }],
        bucketPolicy: deny('s3:GetObject', { Principal: '*', Resource: object }),
      }),
  },
  {
    name: 'neither the role nor its boundary allows it',
    denies: [{ layer: 'permissions-boundary' }, { layer: 'identity-policies' }],
    make: (aws) => simple(aws, { role: { inline: { other: allow('ec2:Describe*') }, boundary: allow('ec2:*') } }),
  },
  {
    name: 'the role may not read, and the key does not know it',
    denies: [{ layer: 'identity-policies' }, { layer: 'kms-key' }],
    make: (aws) =>
      withKey(aws, keyPolicyFor(`arn:aws:iam::${aws.own.id}:role/key-admin`), { other: allow('ec2:Describe*') }),
  },
  {
    name: 'an RCP and the endpoint both deny it',
    denies: [{ layer: 'vpc-endpoint-policy' }, { layer: 'resource-control-policies', policy: 'guard', sid: 'No' }],
    make: (aws) =>
      throughEndpoint(
        aws,
        {
          Version: version,
          Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:PutObject', Resource: '*' }],
        },
        { policies: [{ at: 'root', type: 'RESOURCE_CONTROL_POLICY', policy: deny('s3:*', { Principal: '*' }) }] },
      ),
  },
];

type OrganizationPolicy = Omit<seed.OrganizationSeed['policies'][number], 'name'>;

function organization(aws: Aws, policies: readonly OrganizationPolicy[]) {
  return seed.seedOrganization(aws.management, {
    units: ['Workloads', 'Prod'],
    member: aws.own.id,
    policies: policies.map((policy) => ({ ...policy, name: 'guard' })),
  });
}

interface Simple {
  readonly role?: Omit<seed.RoleSeed, 'name'>;
  readonly bucket?: Omit<seed.BucketSeed, 'name'>;
  readonly bucketPolicy?: seed.Policy;
  readonly organization?: readonly OrganizationPolicy[];
}

/** A role, a bucket and an organization that allow everything, but for what is given. */
async function simple(aws: Aws, changes: Simple): Promise<RecordSeed> {
  await organization(aws, changes.organization ?? []);
  const roleArn = await seed.seedRole(aws.own, { name: 'app', path: '/service/', inline: { reads }, ...changes.role });
  const policy = changes.bucketPolicy === undefined ? {} : { policy: changes.bucketPolicy };
  await seed.seedBucket(aws.own, { name: bucket, objects: [{ key }], ...changes.bucket, ...policy });
  return { roleArn, bucket, key };
}

/** S3's own records tell of an endpoint's denial in AWS's words only: without a reason another layer is the one. */
async function throughEndpoint(
  aws: Aws,
  policy: seed.Policy,
  { policies = [], reason }: { readonly policies?: readonly OrganizationPolicy[]; readonly reason?: string },
): Promise<RecordSeed> {
  const record = await simple(aws, { organization: policies });
  const endpoint = { id: await seed.seedEndpoint(aws.own, policy), accountId: aws.own.id };
  return { ...record, endpoint, ...defined({ reason }) };
}

async function throughAccessPoint(aws: Aws): Promise<RecordSeed> {
  const record = await simple(aws, {});
  const arn = `arn:aws:s3:${aws.own.region}:${aws.own.id}:accesspoint/reports`;
  const accessPoint = await seed.seedAccessPoint(aws.own, {
    name: 'reports',
    bucket,
    policy: {
      Version: version,
      Statement: [
        { Sid: 'No', Effect: 'Deny', Principal: '*', Action: 's3:GetObject', Resource: `${arn}/object/reports/*` },
      ],
    },
  });
  return { ...record, accessPoint };
}

async function withKey(aws: Aws, policy?: seed.Policy, inline?: RoleInline): Promise<RecordSeed> {
  const kmsKey = await seed.seedKey(aws.own, {});
  const roleArn = await seed.seedRole(aws.own, { name: 'app', inline: inline ?? { reads } });
  await seed.seedBucket(aws.own, { name: bucket, key: kmsKey, objects: [{ key, kmsKey }] });
  if (policy !== undefined) {
    const put = { KeyId: kmsKey, PolicyName: 'default', Policy: JSON.stringify(policy) };
    await new KMSClient(aws.own.client).send(new PutKeyPolicyCommand(put));
  }
  return { roleArn, bucket, key, kmsKey };
}
type RoleInline = NonNullable<seed.RoleSeed['inline']>;

function keyPolicyFor(principal: string): seed.Policy {
  return {
    Version: version,
    Statement: [{ Sid: 'Admin', Effect: 'Allow', Principal: { AWS: principal }, Action: 'kms:*', Resource: '*' }],
  };
}
