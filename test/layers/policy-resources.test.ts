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
        const put = { target, name: 'p', document, edit, attachedTo: 'Unit (ou-a-b)', ...defined({ arn }) };
        const resource = policyResource?.(put, request);
        return resource === undefined ? [] : [{ id, ...resource }];
      });
    }),
  ),
);

test('every layer whose policy can be put has a resource for it, but for what lives as long as a session', () => {
  const put = layers.filter(({ putPolicy }) => putPolicy !== undefined).map(({ id }) => id);
  const without = put.filter((id) => !resources.some((resource) => resource.id === id));
  expect(without).toEqual(['session-policy']);
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
const tags = ['arn:aws:s3:::my-bucket', facts.key].flatMap((resource) => {
  const fix = { code: 'tag', facts: { action: 's3:GetObject', resource, tag: 'team', key: 'aws:ResourceTag/team' } };
  return taggingResources(fix as unknown as ProposedFix, told).map((made) => ({ id: 'tags', ...made }));
});

test('settings and tags have code', () => {
  const ids = [...settings, ...tags].map(({ id, terraform: { type } }) => `${id} ${type}`);
  expect([...new Set(ids)].sort()).toMatchInlineSnapshot(`
    [
      "access-grants aws_iam_role",
      "access-grants aws_s3control_access_grant",
      "access-point-network-origin aws_vpc_endpoint",
      "access-point-policy aws_s3control_access_point_policy",
      "aws-service-request aws_s3_bucket_logging",
      "block-public-access aws_s3_bucket_policy",
      "kms-key aws_s3_bucket_server_side_encryption_configuration",
      "kms-key-state aws_kms_key",
      "object-ownership aws_s3_bucket_ownership_controls",
      "tags aws_kms_key",
      "tags aws_s3_bucket",
    ]
  `);
});

const all = new Map(
  [...resources, ...settings, ...tags].map((one) => {
    const { type, properties } = one.cloudFormation;
    return [`${one.id}: ${type} with ${Object.keys(properties).join(', ')}`, one] as const;
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
