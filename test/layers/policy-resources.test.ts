import * as cdkLibrary from 'aws-cdk-lib';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { subjectOf } from '../../src/judging/cases/cases';
import type { Remedy } from '../../src/judging/commands/remedy';
import { defined } from '../../src/defined';
import { layers } from '../../src/layers';
import { infrastructureOf } from '../../src/report/infrastructure/infrastructure';
import type { BoundRequest } from '../../src/request/types';
import { taggingResources } from '../../src/verdict/commands/tagging';
import type { ProposedFix } from '../../src/verdict/verdict';
import { readHcl, readTypeScript, readYaml } from '../setup/code-languages';
import { temporaryFolder } from '../setup/temporary-folder';

const assemblies = temporaryFolder();
// CloudFormation's schemas would only warn of names that are made up here.
process.env['CDK_VALIDATION'] = 'false';
const { request } = subjectOf({ when: '', outcome: 'allows' });
const account = '111122223333';
/** What the layers' policies are read of. */
const targets = [
  'my-bucket',
  `arn:aws:iam::${account}:role/app`,
  `arn:aws:kms:us-east-1:${account}:key/1`,
  'vpce-1',
  `arn:aws:s3:us-east-1:${account}:accesspoint/ap`,
  `arn:aws:s3::${account}:accesspoint/alias.mrap`,
  `arn:aws:s3-object-lambda:us-east-1:${account}:accesspoint/olap`,
];
const arns = [
  undefined,
  `arn:aws:iam::${account}:policy/team/Guard`,
  `arn:aws:organizations::${account}:policy/o-1/p-1`,
  'arn:aws:iam::aws:policy/AWSDenyAll',
];

const resources = layers.flatMap(({ id, policyResource }) =>
  targets.flatMap((target) =>
    arns.flatMap((arn) => {
      return (['change', 'create'] as const).flatMap((edit) => {
        const document = { Version: '2012-10-17', Statement: [] };
        const put = {
          target,
          name: 'p',
          document,
          edit,
          besides: [],
          attachedTo: 'Unit (ou-a-b)',
          ...defined({ arn }),
        };
        const resource = policyResource?.(put, request);
        return resource === undefined ? [] : [{ id, ...resource }];
      });
    }),
  ),
);

test('every layer whose policy can be put has a resource for it, but for what lives as long as a session', () => {
  const put = layers.filter(({ putPolicy }) => putPolicy !== undefined).map(({ id }) => id);
  const without = put.filter((id) => !resources.some((resource) => resource.id === id));
  expect(without).toEqual([]);
  const ofSession = resources.filter(({ id }) => id === 'session-policy');
  expect(new Set(ofSession.map(({ terraform }) => typeOf(terraform)))).toEqual(new Set(['aws_iam_policy']));
});

/** A layer also knows to change settings, for whatever it finds. */
const { authorization } = subjectOf({ when: '', outcome: 'allows' });
const told: BoundRequest = {
  ...request,
  accessPoint: `arn:aws:s3:us-east-1:${account}:accesspoint/ap`,
  parameters: { permission: 'READ' },
};
const facts = { key: `arn:aws:kms:us-east-1:${account}:key/1`, vpcId: 'vpc-1' };
const settings = layers.flatMap(({ id, reads, remedies = {} }) => {
  const readings = Object.fromEntries(Object.keys(reads).map((read) => [read, { status: 'absent' } as const]));
  return Object.values(remedies).flatMap((all: readonly Remedy[] = []) =>
    all.flatMap(({ resources: made }) => {
      const found = made?.({ facts, request: told, authorization, readings }) ?? [];
      // Code for what nothing was found of would be missed here.
      expect(made === undefined || found.length > 0).toBe(true);
      return found.map((resource) => ({ id, ...resource }));
    }),
  );
});
const tags = ['arn:aws:s3:::my-bucket', facts.key, 'arn:aws:s3:::my-bucket/a.txt'].flatMap((resource) => {
  const key = resource.endsWith('.txt') ? 's3:ExistingObjectTag/team' : 'aws:ResourceTag/team';
  const fix = { code: 'tag', facts: { action: 's3:GetObject', resource, tag: 'team', key } };
  return taggingResources(fix as unknown as ProposedFix, told).map((made) => ({ id: 'tags', ...made }));
});

test('settings and tags have code', () => {
  const ids = [...settings, ...tags].map(({ id, terraform }) => `${id} ${typeOf(terraform)}`);
  expect([...new Set(ids)].sort()).toMatchInlineSnapshot(`
    [
      "access-grants aws_iam_role",
      "access-grants aws_s3control_access_grant",
      "access-point-network-origin aws_vpc_endpoint",
      "access-point-policy aws_s3control_access_point_policy",
      "aws-service-request aws_s3_bucket_logging",
      "block-public-access aws_s3_bucket_policy",
      "bucket-abac aws_s3_bucket",
      "credentials-and-signature aws_iam_access_key",
      "cross-origin-resource-sharing aws_s3_bucket_cors_configuration",
      "kms-key aws_s3_bucket_server_side_encryption_configuration",
      "kms-key-state aws_kms_key",
      "multi-region-access-point aws_account_region",
      "object-lock aws_s3_object",
      "object-ownership aws_s3_bucket_ownership_controls",
      "object-ownership aws_s3_object",
      "tags aws_kms_key",
      "tags aws_s3_bucket",
      "tags aws_s3_object",
    ]
  `);
});

const typeOf = (resource: 'no-resource' | { readonly type: string }): string =>
  typeof resource === 'string' ? resource : resource.type;

test('objects and Regions are held by Terraform alone, as the other forms say', () => {
  const alone = [...settings, ...tags].filter(({ cloudFormation }) => cloudFormation === 'no-resource');
  expect([...new Set(alone.map(({ terraform }) => typeOf(terraform)))].sort()).toEqual([
    'aws_account_region',
    'aws_s3_object',
  ]);
  for (const resource of alone) {
    const { terraform, cdk, cloudformation } = infrastructureOf([resource])!;
    expect(readHcl(terraform)).toHaveProperty(`resource.${typeOf(resource.terraform)}.proposed`);
    expect(cdk).toBe('// No resource of the AWS CDK does this: use the command.\n');
    expect(cloudformation).toBe('# No resource of CloudFormation does this: use the command.\n');
  }
});

test('of one version of an object no code speaks', () => {
  const version = { ...told, versionId: 'EXAMPLEv1' };
  const facts = { action: 's3:GetObject', resource: 'arn:aws:s3:::my-bucket/a.txt', tag: 'team' };
  const fix = { code: 'tag', facts: { ...facts, key: 's3:ExistingObjectTag/team' } } as unknown as ProposedFix;
  expect(taggingResources(fix, version)).toEqual([]);
});

const all = new Map(
  [...resources, ...settings, ...tags].flatMap(({ id, terraform, cloudFormation }) => {
    if (cloudFormation === 'no-resource' || terraform === 'no-resource') return [];
    const { type, properties } = cloudFormation;
    return [[`${id}: ${type} with ${Object.keys(properties).join(', ')}`, { terraform, cloudFormation }] as const];
  }),
);
/** What a part of a resource leaves to the rest of it. */
const rest = { vpcId: 'vpc-1', bucket: 'my-bucket' };

test.each([...all])('%s: the CDK makes of its code what CloudFormation is given', (_, resource) => {
  const { terraform, cdk, cloudformation } = infrastructureOf([resource])!;
  const stack = new Stack(new App({ outdir: assemblies.folder() }), 'Stack');
  const script = readTypeScript(cdk).replace('"Proposed", {', '"Proposed", {...rest,');
  // oxlint-disable-next-line typescript/no-implied-eval, typescript/no-unsafe-call
  new Function('cdk', 'rest', `with (cdk) { ${script} }`).call(stack, cdkLibrary, rest);
  const { Resources } = Template.fromStack(stack).toJSON() as { readonly Resources: { readonly Proposed: object } };
  const given = readYaml(cloudformation) as { readonly Resources: typeof Resources };
  expect(Resources.Proposed).toMatchObject(given.Resources.Proposed);
  expect(readHcl(terraform)).toHaveProperty(`resource.${resource.terraform.type}.proposed`);
});
