import type { AuthorizationDescription } from '../account/description';
import { deny, encrypted, everything, policyOf, withKey, type Change } from '../causes/accounts';
import { kmsArn, kmsOnRead, lambdaRole, owner } from '../causes/events';
import { useTestCredentials } from '../setup/credentials';
import { check, denied, evaluation, guardArn, guarded, investigateOver, same, tail, withEvaluation } from './setup';

useTestCredentials();

describe('a KMS denial', () => {
  const app = lambdaRole();
  const roleArn = `arn:aws:iam::${owner}:role/app`;
  const grant = { GrantId: 'g1', GranteePrincipal: roleArn, Operations: ['Decrypt'], CreationDate: 1 };
  const someoneElse = policyOf({
    Sid: 'Admin',
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${owner}:role/admin` },
    Action: 'kms:*',
    Resource: '*',
  });
  const noDecrypt = policyOf(deny('NoDecrypt', { Action: 'kms:Decrypt' }));
  /** Only a grant lets the role use the key. */
  const keyed = (grants: readonly object[], guard?: typeof noDecrypt): Change => ({
    role: { inline: { everything }, managed: guard === undefined ? {} : { Guard: guard } },
    bucket: encrypted,
    account: withKey({ policy: someoneElse, grants: grants as readonly never[] }),
  });
  const explicit = denied({ message: kmsOnRead(app, `with an explicit deny${tail}`) });
  const byGrant = (...checks: readonly object[]): AuthorizationDescription => ({
    ...same,
    evaluations: [
      {
        ...evaluation('EXPLICIT_DENY', {
          checks: [
            { checkType: 'RESOURCE', evaluatedEffect: 'ALLOW', matchedPolicies: [{ uri: 'grant/g1' }] },
            ...checks,
          ],
        }),
        action: 'kms:Decrypt',
        resource: kmsArn,
      },
    ],
    policies: [
      {
        type: 'RESOURCE_BASED_POLICY',
        uri: 'grant/g1',
        attachedTo: [{ arn: kmsArn }],
        policySource: { type: 'KMS', typeName: 'KMS grant', grantId: 'g1' },
        document: policyOf({ Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' }),
      },
    ],
  });
  const guardDenies = check('PRINCIPAL', 'EXPLICIT_DENY', [guardArn, 'NoDecrypt']);

  test('the grant opened the key, and a statement denied: AWS and we say both', async () => {
    const { report } = await investigateOver(withEvaluation(keyed([grant], noDecrypt), byGrant(guardDenies)), explicit);
    expect(report.verdict).toMatchObject({
      certainty: 'proven',
      rootCauses: [{ layer: 'identity-policies', action: 'kms:Decrypt', statement: { sid: 'NoDecrypt' } }],
      blocksNext: [],
      awsEvaluation: { agreement: 'agrees', statements: [{ sid: 'NoDecrypt' }] },
    });
  });

  test('the grant was retired since: what denied stays proven, and the grant that opened the key is named', async () => {
    const { report } = await investigateOver(withEvaluation(keyed([], noDecrypt), byGrant(guardDenies)), explicit);
    expect(report.verdict).toMatchObject({
      certainty: 'proven',
      rootCauses: [{ layer: 'identity-policies' }],
      blocksNext: [{ layer: 'kms-key', certainty: 'possible' }],
      awsEvaluation: {
        agreement: 'partly',
        differences: [{ aws: { check: 'RESOURCE', effect: 'ALLOW', grants: ['g1'] }, ours: [{ layer: 'kms-key' }] }],
      },
    });
    expect(report.verdict.awsEvaluation?.summary).toContain('(grant `g1`)');
  });

  test('no grant and no statement opens the key: AWS says the same', async () => {
    const implicit = denied({
      message: kmsOnRead(app, `because no resource-based policy allows the kms:Decrypt action${tail}`),
    });
    const evaluated = byGrant();
    const closed = {
      ...same,
      policies: [],
      evaluations: [
        {
          ...(evaluated.evaluations![0] as object),
          evaluatedEffect: 'IMPLICIT_DENY',
          checks: [check('RESOURCE', 'IMPLICIT_DENY')],
        },
      ],
    };
    const { report } = await investigateOver(withEvaluation(keyed([]), closed), implicit);
    expect(report.verdict).toMatchObject({
      status: 'denied',
      certainty: 'proven',
      rootCauses: [{ layer: 'kms-key' }],
      awsEvaluation: { agreement: 'agrees' },
    });
  });
});

describe('a guardrail of the organization', () => {
  const scp = `arn:aws:organizations::999988887777:policy/o-1/service_control_policy/Guardrail`;
  const targets = ['root/o-1/r-1', 'ou/o-1/ou-1', `account/o-1/${owner}`].map(
    (name) => `arn:aws:organizations::999988887777:${name}`,
  );
  const organization = {
    id: 'o-1',
    root: 'r-1',
    accounts: { [owner]: ['ou-1'] },
    scps: { 'ou-1': { Guardrail: policyOf(deny('NoReading')) } },
  };
  const full = (target: string) => ({
    type: 'SERVICE_CONTROL_POLICY',
    uri: 'arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess',
    attachedTo: targets.map((arn) => ({ arn })),
    document: everything,
    target,
  });
  const evaluated: AuthorizationDescription = {
    ...same,
    evaluations: [
      evaluation('EXPLICIT_DENY', {
        checks: [
          ...targets.map((targetArn, level) => ({
            ...(level === 1
              ? check('SERVICE_CONTROL_POLICY', 'EXPLICIT_DENY', [scp, 'NoReading'])
              : check('SERVICE_CONTROL_POLICY', 'ALLOW')),
            targetArn,
          })),
          check('PRINCIPAL', 'ALLOW'),
        ],
      }),
    ],
    policies: [
      full('all'),
      {
        type: 'SERVICE_CONTROL_POLICY',
        uri: scp,
        attachedTo: [{ arn: targets[1]! }],
        document: policyOf(deny('NoReading')),
      },
    ],
  };

  test('that nobody may read is judged by what AWS captured, level by level', async () => {
    const unread: Change = { organization: { ...organization, readable: false } };
    const { report } = await investigateOver(withEvaluation(unread, evaluated), denied());
    expect(report.verdict).toMatchObject({
      status: 'denied',
      certainty: 'proven',
      rootCauses: [{ layer: 'service-control-policies', statement: { sid: 'NoReading' } }],
      awsEvaluation: { agreement: 'agrees', statements: [{ uri: scp, sid: 'NoReading' }] },
    });
  });

  test('without the evaluation nobody knows', async () => {
    const unread: Change = { organization: { ...organization, readable: false } };
    const { report } = await investigateOver(withEvaluation(unread, { ...evaluated, region: 'eu-west-1' }), denied());
    expect(report.verdict.certainty).not.toBe('proven');
    expect(report.verdict.rootCauses.every(({ statement }) => statement === undefined)).toBe(true);
  });
});

test('a gate that AWS names and that is new to us says nothing to us', async () => {
  const checks = [
    check('QUANTUM_POLICY', 'EXPLICIT_DENY'),
    check('PRINCIPAL', 'EXPLICIT_DENY', [guardArn, 'NoReports']),
  ];
  const { report } = await investigateOver(
    withEvaluation(guarded, { ...same, evaluations: [evaluation('EXPLICIT_DENY', { checks })] }),
    denied(),
  );
  expect(report.verdict).toMatchObject({ certainty: 'proven', awsEvaluation: { agreement: 'agrees' } });
});
