import type { ConditionMatch } from '../../src/engine/types';
import { causesOf, type UngradedCause } from '../../src/verdict/causes';
import { allowing as allowingOf, exceptPrincipal, withException, withStatements } from '../../src/verdict/patches';
import { mapPolicies, placeOf, policiesIn } from '../../src/verdict/places';
import { requestChanges } from '../../src/verdict/request-changes';
import type { EvidenceByLayer } from '../../src/verdict/types';
import { card, denied } from './court';

const document = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }] };
const found = (value: unknown) => ({ status: 'found', value }) as const;
const evidenceWith = (
  says: Readonly<Record<string, ReturnType<typeof found> | { readonly status: 'absent' }>>,
): EvidenceByLayer => ({
  it: { says },
});
const documents = (evidence: EvidenceByLayer | undefined) =>
  policiesIn(evidence?.['it']).map(({ policy }) => policy.document);

const it = card('it', '', 'bucket', { side: 'resource', policyIn: 'says' });
const role = 'arn:aws:iam::111122223333:role/app';

describe('a statement more', () => {
  const allowing = allowingOf(denied(), [0], it)!;

  test('allows this principal, this action and this resource, and nothing else', () => {
    expect(allowing.statements).toEqual([
      {
        Sid: 'AllowGetObject',
        Effect: 'Allow',
        Principal: { AWS: role },
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::my-bucket/a.txt',
      },
    ]);
  });
  test('names the bucket in its policy, and the access point everywhere else', () => {
    const point = 'arn:aws:s3:us-east-1:111122223333:accesspoint/ap/object/a.txt';
    const through = denied({}, { resource: point, bucketResource: 'arn:aws:s3:::my-bucket/a.txt' });
    const resourceIn = (side: 'resource' | 'access-point' | 'principal') =>
      allowingOf(through, [0], card('x', '', 'bucket', { side }))?.statements[0]?.['Resource'];
    expect([resourceIn('resource'), resourceIn('access-point'), resourceIn('principal')]).toEqual([
      'arn:aws:s3:::my-bucket/a.txt',
      point,
      point,
    ]);
  });
  test('names no principal where policies hang on it', () => {
    expect(allowingOf(denied(), [0], card('x', '', 'caller'))?.statements[0]).not.toHaveProperty('Principal');
  });
  test('is not proposed for everybody, nor for a resource that nothing tells', () => {
    expect(
      allowingOf(denied({ principal: { type: 'anonymous' } }, { context: { known: {}, unknown: [] } }), [0], it),
    ).toBeUndefined();
    expect(allowingOf(denied({}, { resource: undefined }), [0], it)).toBeUndefined();
  });

  test.each([
    ['a policy', found({ name: 'b', document }), 1, 2],
    ['a policy as text', found({ name: 'b', document: JSON.stringify(document) }), 1, 2],
    [
      'a policy with one statement',
      found({ name: 'b', document: { ...document, Statement: document.Statement[0] } }),
      1,
      2,
    ],
    ['no policy', { status: 'absent' } as const, 1, 1],
    ['a list of policies', found({ policies: [{ name: 'a', document }] }), 2, 1],
    [
      'levels of policies',
      found({
        levels: [
          { target: 'r-1', policies: [] },
          { target: 'ou-1', policies: [] },
        ],
      }),
      2,
      1,
    ],
  ])('is put into %s', (_, reading, policies, statements) => {
    const after = documents(withStatements(evidenceWith({ b: reading }), it, allowing)) as { Statement: unknown[] }[];
    expect(after).toHaveLength(policies);
    expect(after.at(-1)?.Statement).toHaveLength(statements);
    expect(after.at(-1)?.Statement).toContainEqual(allowing.statements[0]);
  });
  test('changes nothing in place', () => {
    const before = evidenceWith({ b: found({ name: 'b', document }) });
    withStatements(before, it, allowing);
    expect(documents(before)).toEqual([document]);
  });
});

describe('an exception', () => {
  const denying = [{ policy: { name: 'b', type: '' }, statement: { index: 1, effect: 'Deny' as const, json: {} } }];
  const except = (condition?: object) => {
    const statement = { ...document.Statement[0], ...(condition === undefined ? {} : { Condition: condition }) };
    const evidence = evidenceWith({ b: found({ name: 'b', document: { ...document, Statement: [statement] } }) });
    const [after] = documents(withException(evidence, 'it', denying, exceptPrincipal(denied(), 0)!));
    return (after as { Statement: { Condition: unknown }[] }).Statement[0]?.Condition;
  };
  test.each([
    ['without conditions', undefined, { ArnNotEquals: { 'aws:PrincipalArn': [role] } }],
    [
      'with another condition',
      { Bool: { a: 'true' } },
      { Bool: { a: 'true' }, ArnNotEquals: { 'aws:PrincipalArn': [role] } },
    ],
    [
      'that excepts others',
      { ArnNotEquals: { 'aws:PrincipalArn': 'x' } },
      { ArnNotEquals: { 'aws:PrincipalArn': ['x', role] } },
    ],
  ])('is added to a Deny %s', (_, before, after) => expect(except(before)).toEqual(after));
});

describe('where a policy hangs', () => {
  const evidence = evidenceWith({
    a: found({
      levels: [{ target: 'ou-1', targetName: 'OU Workloads', policies: [{ name: 'p', arn: 'arn:p', document }] }],
    }),
  });
  test('is told with the name of the level', () => {
    const reference = { policy: 'p', policyArn: 'arn:p', target: 'ou-1', index: 1, effect: 'Deny' as const };
    expect(placeOf(reference, evidence['it'])).toEqual({ attachedTo: 'OU Workloads (ou-1)' });
  });
  test('is the target itself when nothing else tells', () => {
    expect(placeOf({ policy: 'other', target: 'r-1', index: 1, effect: 'Deny' }, evidence['it'])).toEqual({
      attachedTo: 'r-1',
    });
  });
  test('mapping by identity changes nothing', () => {
    expect(mapPolicies(evidence, ({ policy }) => policy)).toEqual(evidence);
  });
});

describe('a condition that could be met', () => {
  const condition = (more: Partial<ConditionMatch>): ConditionMatch => ({
    operator: 'StringNotEquals',
    key: 's3:x-amz-server-side-encryption',
    wanted: ['aws:kms'],
    seen: null,
    result: 'matches',
    ...more,
  });
  const denies = (one: ConditionMatch): UngradedCause => ({
    ...causesOf(
      { layer: 'it', action: 's3:GetObject', authorization: 0 },
      {
        outcome: 'denies',
        judgement: { applies: true, denies: true, allows: true },
        statements: [],
        explain: () => ({ decided: [], nearMisses: [], notes: [] }),
      },
      it,
      { request: denied(), evidence: {} },
    )[0]!,
    statement: { index: 1, effect: 'Deny', json: {} },
    conditions: [one],
  });

  test.each<[string, Partial<ConditionMatch>, string | undefined, string | undefined]>([
    ['a header that must have a value', {}, 'send', 'aws:kms'],
    ['a header that must be there', { operator: 'Null', wanted: ['true'] }, 'send', undefined],
    ['a header that must not be there', { operator: 'Null', wanted: ['false'] }, 'send-without', undefined],
    ['a value that must not be sent', { operator: 'StringEquals' }, 'send-without', undefined],
    ['plain HTTP', { operator: 'Bool', key: 'aws:SecureTransport', wanted: ['false'] }, 'send', 'true'],
    [
      'a tag that must be there',
      { operator: 'Null', key: 'aws:ResourceTag/data-class', wanted: ['true'] },
      'tag',
      undefined,
    ],
    ['a tag that must have a value', { key: 'aws:ResourceTag/data-class', wanted: ['*', 'public'] }, 'tag', 'public'],
    ['a network that nobody chooses', { operator: 'NotIpAddress', key: 'aws:SourceIp' }, undefined, undefined],
    ['a pattern without a literal', { operator: 'StringNotLike', wanted: ['aws:*'] }, undefined, undefined],
    ['a set operator', { operator: 'ForAnyValue:StringEquals' }, undefined, undefined],
  ])('%s', (_, more, code, value) => {
    const [change] = requestChanges(denies(condition(more)), denied());
    expect([change?.code, change?.facts['value']]).toEqual([code, value]);
  });

  test('changes the key wherever the resource is asked for, and leaves the rest', () => {
    const [change] = requestChanges(denies(condition({})), denied());
    const [authorization] = change!.request.authorizations;
    expect(authorization?.context.known).toEqual({
      'aws:PrincipalArn': role,
      's3:x-amz-server-side-encryption': 'aws:kms',
    });
  });
});
