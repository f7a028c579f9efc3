import { subjectOf } from '../../src/judging/cases/cases';
import { layers } from '../../src/layers';

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
];

const resources = layers.flatMap(({ id, policyResource }) =>
  targets.flatMap((target) =>
    arns.flatMap((arn) => {
      const put = { target, name: 'p', document: {}, edit: 'change', ...(arn === undefined ? {} : { arn }) } as const;
      const resource = policyResource?.(put, request);
      return resource === undefined ? [] : [{ id, ...resource }];
    }),
  ),
);

test('every layer whose policy can be put has a resource for it, but for what lives as long as a session', () => {
  const put = layers.filter(({ putPolicy }) => putPolicy !== undefined).map(({ id }) => id);
  const without = put.filter((id) => !resources.some((resource) => resource.id === id));
  expect(without).toEqual(['session-policy']);
});

const types = [...new Set(resources.map(({ cloudFormation: { type } }) => type))];

test.each(types)('CDK has a class of %s', async (type) => {
  const [, service = '', kind = ''] = type.split('::');
  const module = (await import(`aws-cdk-lib/aws-${service.toLowerCase()}`)) as Readonly<
    Record<string, { CFN_RESOURCE_TYPE_NAME?: string }>
  >;
  expect(module[`Cfn${kind}`]?.CFN_RESOURCE_TYPE_NAME).toBe(type);
});
