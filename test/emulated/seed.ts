/** Makes things in an AWS-compatible server by AWS's own calls. */
import { CreateVpcCommand, CreateVpcEndpointCommand, EC2Client } from '@aws-sdk/client-ec2';
import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  IAMClient,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import * as organizations from '@aws-sdk/client-organizations';
import * as s3 from '@aws-sdk/client-s3';
import { CreateAccessPointCommand, PutAccessPointPolicyCommand, S3ControlClient } from '@aws-sdk/client-s3-control';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { defined } from '../../src/defined';

export type Policy = Readonly<Record<string, unknown>>;

/** One account of the server, and one Region of it. */
export interface Account {
  readonly id: string;
  readonly region: string;
  readonly client: ClientConfig;
}
interface ClientConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
}

/** The account that the server takes strangers for. */
export function defaultAccount(endpoint: string, id: string, region: string): Account {
  return { id, region, client: { endpoint, region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } } };
}

/** Another account, by a role in it; moto makes both as they are asked for. */
export async function otherAccount(from: Account, id: string, region = from.region): Promise<Account> {
  const sts = new STSClient(from.client);
  const { Credentials: issued } = await sts.send(
    new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${id}:role/seeder`, RoleSessionName: 'seed' }),
  );
  const credentials = {
    accessKeyId: issued!.AccessKeyId!,
    secretAccessKey: issued!.SecretAccessKey!,
    sessionToken: issued!.SessionToken!,
  };
  return { id, region, client: { ...from.client, region, credentials } };
}

export interface RoleSeed {
  readonly name: string;
  readonly path?: string;
  readonly inline?: Readonly<Record<string, Policy>>;
  readonly managed?: Readonly<Record<string, Policy>>;
  readonly boundary?: Policy;
  readonly tags?: Readonly<Record<string, string>>;
}

/** Gives the role's ARN. */
export async function seedRole(account: Account, role: RoleSeed): Promise<string> {
  const iam = new IAMClient(account.client);
  const boundary = role.boundary && (await createPolicy(iam, `${role.name}-boundary`, role.boundary));
  const { Role } = await iam.send(
    new CreateRoleCommand({
      RoleName: role.name,
      Path: role.path ?? '/',
      AssumeRolePolicyDocument: JSON.stringify(lambdaTrust),
      ...defined({ PermissionsBoundary: boundary }),
      Tags: tagList(role.tags ?? {}),
    }),
  );
  for (const [name, policy] of Object.entries(role.inline ?? {})) {
    await iam.send(
      new PutRolePolicyCommand({ RoleName: role.name, PolicyName: name, PolicyDocument: JSON.stringify(policy) }),
    );
  }
  for (const [name, policy] of Object.entries(role.managed ?? {})) {
    const PolicyArn = await createPolicy(iam, name, policy);
    await iam.send(new AttachRolePolicyCommand({ RoleName: role.name, PolicyArn }));
  }
  return Role!.Arn!;
}

async function createPolicy(iam: IAMClient, name: string, policy: Policy): Promise<string> {
  const made = await iam.send(new CreatePolicyCommand({ PolicyName: name, PolicyDocument: JSON.stringify(policy) }));
  return made.Policy!.Arn!;
}

const lambdaTrust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};

/** Gives the key's ARN. */
export async function seedKey(
  account: Account,
  key: { readonly policy?: Policy; readonly tags?: Readonly<Record<string, string>>; readonly description?: string },
): Promise<string> {
  const { KeyMetadata } = await new KMSClient(account.client).send(
    new CreateKeyCommand({
      Policy: JSON.stringify(key.policy ?? delegatingKeyPolicy(account.id)),
      Description: key.description ?? '',
      Tags: Object.entries(key.tags ?? {}).map(([TagKey, TagValue]) => ({ TagKey, TagValue })),
    }),
  );
  return KeyMetadata!.Arn!;
}

/** The key policy that the console makes: IAM policies of the account decide. */
export function delegatingKeyPolicy(accountId: string): Policy {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Enable IAM User Permissions',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${accountId}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
    ],
  };
}

export interface ObjectSeed {
  readonly key: string;
  readonly kmsKey?: string;
  readonly storageClass?: s3.StorageClass;
}

export interface BucketSeed {
  readonly name: string;
  readonly policy?: Policy;
  /** ARN of the key for new objects; without one they are encrypted with SSE-S3. */
  readonly key?: string;
  /** `false`: not blocked. New buckets block, as AWS's do. */
  readonly blockPublicAccess?: Partial<s3.PublicAccessBlockConfiguration> | false;
  readonly ownership?: s3.ObjectOwnership;
  readonly acl?: s3.BucketCannedACL;
  readonly objects?: readonly ObjectSeed[];
}

/** moto's new buckets have neither default encryption, nor ownership controls, nor Block Public Access; AWS's have. */
export async function seedBucket(account: Account, bucket: BucketSeed): Promise<void> {
  const client = new s3.S3Client(account.client);
  const Bucket = bucket.name;
  await client.send(
    new s3.CreateBucketCommand({
      Bucket,
      ObjectOwnership: bucket.ownership ?? 'BucketOwnerEnforced',
      ...defined({ ACL: bucket.acl }),
      ...(account.region === 'us-east-1'
        ? {}
        : { CreateBucketConfiguration: { LocationConstraint: account.region as s3.BucketLocationConstraint } }),
    }),
  );
  const algorithm: s3.ServerSideEncryptionByDefault =
    bucket.key === undefined ? { SSEAlgorithm: 'AES256' } : { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: bucket.key };
  await client.send(
    new s3.PutBucketEncryptionCommand({
      Bucket,
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: algorithm, BucketKeyEnabled: false }],
      },
    }),
  );
  for (const { key, kmsKey, storageClass } of bucket.objects ?? []) {
    const encryption = kmsKey === undefined ? {} : { ServerSideEncryption: 'aws:kms' as const, SSEKMSKeyId: kmsKey };
    const put = { Bucket, Key: key, Body: 'seed', ...encryption };
    await client.send(
      new s3.PutObjectCommand(storageClass === undefined ? put : { ...put, StorageClass: storageClass }),
    );
  }
  if (bucket.policy !== undefined) {
    await client.send(new s3.PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify(bucket.policy) }));
  }
  if (bucket.blockPublicAccess !== false) {
    const PublicAccessBlockConfiguration = { ...blockAll, ...bucket.blockPublicAccess };
    await client.send(new s3.PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
  }
}

const blockAll = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};

export interface OrganizationSeed {
  /** Names of nested OUs, from the root down; the member account ends in the last. */
  readonly units: readonly string[];
  readonly member: string;
  /** `at`: `root`, a unit's name, or `member`. */
  readonly policies: readonly {
    readonly at: string;
    readonly type: 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY';
    readonly name: string;
    readonly policy: Policy;
    /** `true`: instead of `FullAWSAccess`, which hangs on every level otherwise. */
    readonly replaces?: true;
  }[];
}
export interface SeededOrganization {
  readonly id: string;
  /** `root`, the units' names and `member` → the target's id. */
  readonly targets: Readonly<Record<string, string>>;
  /** Policy name → id. */
  readonly policies: Readonly<Record<string, string>>;
}

export async function seedOrganization(management: Account, seed: OrganizationSeed): Promise<SeededOrganization> {
  const client = new organizations.OrganizationsClient({ ...management.client, region: 'us-east-1' });
  const { Organization } = await client.send(new organizations.CreateOrganizationCommand({ FeatureSet: 'ALL' }));
  const { Roots } = await client.send(new organizations.ListRootsCommand({}));
  const root = Roots![0]!.Id!;
  for (const PolicyType of ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] as const) {
    await client.send(new organizations.EnablePolicyTypeCommand({ RootId: root, PolicyType }));
  }
  const targets: Record<string, string> = { root };
  let parent = root;
  for (const Name of seed.units) {
    const made = await client.send(new organizations.CreateOrganizationalUnitCommand({ ParentId: parent, Name }));
    parent = made.OrganizationalUnit!.Id!;
    targets[Name] = parent;
  }
  const member = new organizations.CreateAccountCommand({ AccountName: 'member', Email: `${seed.member}@example.com` });
  await client.send(member);
  if (parent !== root) {
    const move = { AccountId: seed.member, SourceParentId: root, DestinationParentId: parent };
    await client.send(new organizations.MoveAccountCommand(move));
  }
  targets['member'] = seed.member;
  const policies: Record<string, string> = {};
  for (const { at, type, name, policy, replaces } of seed.policies) {
    const made = await client.send(
      new organizations.CreatePolicyCommand({
        Name: name,
        Description: name,
        Type: type,
        Content: JSON.stringify(policy),
      }),
    );
    const PolicyId = made.Policy!.PolicySummary!.Id!;
    policies[name] = PolicyId;
    await client.send(new organizations.AttachPolicyCommand({ PolicyId, TargetId: targets[at]! }));
    if (replaces) {
      const full = { PolicyId: 'p-FullAWSAccess', TargetId: targets[at]! };
      await client.send(new organizations.DetachPolicyCommand(full));
    }
  }
  return { id: Organization!.Id!, targets, policies };
}

/** Gives the endpoint's id. */
export async function seedEndpoint(account: Account, policy: Policy): Promise<string> {
  const ec2 = new EC2Client(account.client);
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  const { VpcEndpoint } = await ec2.send(
    new CreateVpcEndpointCommand({
      VpcId: Vpc!.VpcId!,
      ServiceName: `com.amazonaws.${account.region}.s3`,
      VpcEndpointType: 'Gateway',
      PolicyDocument: JSON.stringify(policy),
    }),
  );
  return VpcEndpoint!.VpcEndpointId!;
}

export async function seedAccessPoint(
  account: Account,
  accessPoint: { readonly name: string; readonly bucket: string; readonly policy?: Policy; readonly vpcId?: string },
): Promise<string> {
  const endpoint = account.client.endpoint.replace('127.0.0.1', 'localhost');
  const control = new S3ControlClient({ ...account.client, endpoint });
  const { name: Name, bucket: Bucket, policy, vpcId } = accessPoint;
  const common = { AccountId: account.id, Name };
  await control.send(
    new CreateAccessPointCommand({
      ...common,
      Bucket,
      ...(vpcId === undefined ? {} : { VpcConfiguration: { VpcId: vpcId } }),
    }),
  );
  if (policy !== undefined) {
    await control.send(new PutAccessPointPolicyCommand({ ...common, Policy: JSON.stringify(policy) }));
  }
  return `arn:aws:s3:${account.region}:${account.id}:accesspoint/${Name}`;
}

function tagList(tags: Readonly<Record<string, string>>) {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
