import { layers } from '../../src/layers';
import { subjectOf } from '../../src/judging/cases/cases';
import type { BoundAuthorization, BoundRequest } from '../../src/request/types';
import { reportSchema } from '../../src/report/contract';
import { toReport } from '../../src/report/to-report';
import { conclude } from '../../src/verdict/conclude';
import type { EvidenceByLayer } from '../../src/decision/types';
import { nothingChanged } from '../setup/tiny-registry';

// The real registry over hand-made evidence: a fix is only worth its proof.

const role = 'arn:aws:iam::111122223333:role/app';
const object = 'arn:aws:s3:::my-bucket/a.txt';
const allow = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
const policy = (...Statement: readonly object[]) => ({ Version: '2012-10-17', Statement });
const found = (value: unknown) => ({ status: 'found', value }) as const;
const identity = (...Statement: readonly object[]) =>
  found({ policies: [{ name: 'mine', document: policy(...Statement) }] });
const scps = (...Statement: readonly object[]) => {
  const arn = 'arn:aws:organizations::999988887777:policy/o-1/service_control_policy/p-1';
  return found({
    levels: [{ target: 'r-1', targetName: 'Root', policies: [{ name: 'guard', arn, document: policy(...Statement) }] }],
  });
};
const objectHead = found({ bucketKeyEnabled: false, deleteMarker: false });
const fullAccess = { Effect: 'Allow', Action: '*', Resource: '*' };

interface AwsAccounts {
  readonly reads?: Readonly<Record<string, unknown>>;
  readonly request?: Partial<BoundRequest>;
  readonly authorization?: Partial<BoundAuthorization>;
}

/** By reader id what AWS says; everything else is absent. */
function concludeIn({ reads = {}, request = {}, authorization = {} }: AwsAccounts) {
  const session = { issuedToCompute: 'lambda' };
  const subject = subjectOf({ when: '', outcome: 'allows', request: { session, ...request }, authorization });
  const evidence: EvidenceByLayer = Object.fromEntries(
    layers.map((layer) => [
      layer.id,
      Object.fromEntries(
        Object.entries(layer.reads).map(([name, reader]) => {
          const target = reader.target(subject.authorization, subject.request);
          const reading = ({ 'object-head': objectHead, ...reads }[reader.id] ?? { status: 'absent' }) as ReturnType<
            typeof found
          >;
          return [name, target === undefined ? {} : { [target]: reading }];
        }),
      ),
    ]),
  );
  const report = toReport(
    conclude({ request: subject.request, evidence, changes: nothingChanged, asOf: '2026-11-20T08:20:00Z' }),
  );
  reportSchema.parse(JSON.parse(JSON.stringify(report)));
  return report;
}

const shortly = (awsAccounts: AwsAccounts) =>
  concludeIn(awsAccounts).fixes.map(({ kind, verified, decisionAfter, opens }) => [
    kind,
    verified,
    decisionAfter,
    ...(opens === undefined ? [] : [opens.length]),
  ]);

test('a missing Allow becomes a statement for this action and resource, or for the folder with what that opens', () => {
  const { fixes } = concludeIn({});
  const proven = { kind: 'patch', verified: true, decisionAfter: 'allowed', remaining: [] };
  const statement = { Sid: 'AllowGetObject', Effect: 'Allow', Action: 's3:GetObject' };
  const folder = 'arn:aws:s3:::my-bucket/*';
  expect(fixes).toEqual([
    expect.objectContaining({ ...proven, document: { ...statement, Resource: object }, opens: [] }),
    expect.objectContaining({
      ...proven,
      document: { ...statement, Resource: folder },
      opens: [{ principal: role, action: 's3:GetObject', resource: folder }],
    }),
  ]);
});

test('across accounts each side gets its own, and neither alone is enough', () => {
  const awsAccounts = {
    authorization: { resourceAccountId: '444455556666' },
    request: { resourceAccountId: '444455556666' },
  };
  const { fixes } = concludeIn({
    ...awsAccounts,
    reads: { 'bucket-request-payment': found({ payer: 'BucketOwner' }) },
  });
  const exact = fixes.filter(({ document }) => (document as { Resource: string }).Resource === object);
  expect(exact.map(({ kind, verified, decisionAfter }) => [kind, verified, decisionAfter])).toEqual([
    ['patch', true, 'implicit-deny'],
    ['patch', true, 'implicit-deny'],
  ]);
  expect(exact.map(({ document }) => (document as { Principal?: unknown }).Principal)).toEqual([
    undefined,
    { AWS: role },
  ]);
});

test('a policy as text is grown, not replaced', () => {
  const document = JSON.stringify(policy({ ...allow, Resource: 'arn:aws:s3:::other/*' }));
  const reads = { 'identity-policies': found({ policies: [{ name: 'mine', document }] }) };
  expect(shortly({ reads })[0]).toEqual(['patch', true, 'allowed', 0]);
});

describe('a guardrail is handed over:', () => {
  const reads = {
    'identity-policies': identity(allow),
    'service-control-policies': scps(fullAccess, { Sid: 'No', Effect: 'Deny', Action: 's3:*', Resource: '*' }),
  };
  test('a Deny with the exception that was tried', () => {
    const { fixes, verdict } = concludeIn({ reads });
    const [spared, own] = [{ ArnNotEquals: { 'aws:PrincipalArn': role } }, { ArnEquals: { 'aws:PrincipalArn': role } }];
    const deny = { Effect: 'Deny', Resource: '*' };
    const proven = { kind: 'hand-over', verified: true, decisionAfter: 'allowed' };
    expect(fixes).toMatchObject([
      {
        ...proven,
        opens: [],
        document: [
          { Sid: 'No', ...deny, Action: 's3:*', Condition: spared },
          {
            Sid: 'No2',
            ...deny,
            Action: expect.arrayContaining(['s3:P*', 's3:GetObject?*']) as unknown,
            Condition: own,
          },
          { Sid: 'No3', Effect: 'Deny', Action: 's3:*', NotResource: object, Condition: own },
        ],
      },
      {
        ...proven,
        opens: expect.arrayContaining([{ principal: role, action: 's3:*', resource: '*' }]) as unknown,
        document: { Sid: 'No', ...deny, Action: 's3:*', Condition: spared },
      },
    ]);
    expect(verdict.rootCauses).toMatchObject([
      { policy: { name: 'guard', attachedTo: 'Root (r-1)' }, statement: { sid: 'No', index: 2 } },
    ]);
  });
  test('a level without an Allow', () => {
    const without = { ...reads, 'service-control-policies': scps({ ...fullAccess, Action: 'ec2:*' }) };
    expect(shortly({ reads: without })).toEqual([['hand-over', true, 'allowed', 0]]);
  });
  test('an explicit Deny of an identity-based policy as well', () => {
    const denied = { 'identity-policies': identity(allow, { ...allow, Effect: 'Deny' }) };
    expect(shortly({ reads: denied })[0]).toEqual(['hand-over', true, 'allowed', 0]);
  });
});

test('a header that a Deny asks for is sent, proven by deciding the request that sends it', () => {
  const document = policy({
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:PutObject',
    Resource: '*',
    Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } },
  });
  const reads = {
    'identity-policies': identity({ ...allow, Action: 's3:*' }),
    'bucket-policy': found({ name: 'my-bucket', document }),
  };
  const { fixes } = concludeIn({
    reads,
    authorization: { action: 's3:PutObject' },
    request: { operation: 'PutObject' },
  });
  // Which key that is, and who may use it, was not read.
  expect(fixes[0]).toMatchObject({ kind: 'change-the-request', verified: true, decisionAfter: 'unknown' });
  expect(fixes[0]?.summary).toContain('with the header `x-amz-server-side-encryption` = `aws:kms`');
});

test('an anonymous caller is never made welcome by a patch', () => {
  const { fixes } = concludeIn({
    request: { principal: { type: 'anonymous' }, session: {} },
    authorization: { context: { known: { 'aws:PrincipalAccount': 'anonymous' }, unknown: [] } },
  });
  expect(fixes.filter(({ kind }) => kind === 'patch')).toEqual([]);
});

test.each([
  ['its own', false, ['patch', true]],
  ['AWS’s', true, ['hand-over', false]],
])('the policy of a key that is %s', (_, awsManagedKey, expected) => {
  const { flags } = subjectOf({ when: '', outcome: 'allows' }).authorization;
  const { fixes } = concludeIn({
    authorization: {
      action: 'kms:Decrypt',
      resource: 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
      flags: { ...flags, awsManagedKey },
    },
    reads: {
      'identity-policies': identity({ ...allow, Action: '*' }),
      'key-policy': found({ name: 'default', document: policy({ ...fullAccess, Principal: { AWS: `${role}x` } }) }),
      'key-description': found({ state: 'Enabled', manager: 'CUSTOMER' }),
    },
  });
  expect(fixes.map(({ layer, kind, verified }) => [layer, kind, verified])).toEqual([['kms-key', ...expected]]);
});

test('a proposed statement grants nothing to anybody else', () => {
  const [fix] = concludeIn({}).fixes;
  const reads = { 'identity-policies': identity(fix?.document as object) };
  const other = concludeIn({ reads, authorization: { resource: 'arn:aws:s3:::my-bucket/b.txt' } });
  expect(concludeIn({ reads }).verdict.status).toBe('would-be-allowed-now');
  expect(other.verdict.status).toBe('denied');
});
