import { defined } from '../../src/defined';
import type { RequestContext } from '../../src/request/types';
import type { ConditionMatch } from '../../src/engine/types';
import { causesOf, type UngradedCause } from '../../src/verdict/causes/causes';
import {
  allowing as allowingOf,
  addingStatements,
  exceptingFrom,
  exceptPrincipal,
  sidsIn,
} from '../../src/verdict/fixes/policy-edits';
import { withChanges } from '../../src/verdict/fixes/apply-changes';
import { placeOf, policiesIn } from '../../src/verdict/fixes/policies-in-evidence';
import { requestChanges } from '../../src/verdict/fixes/request-changes';
import type { EvidenceByLayer } from '../../src/decision/types';
import { card, denied } from '../setup/tiny-registry';

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
  const withAdded = (evidence: EvidenceByLayer) =>
    withChanges(evidence, addingStatements(evidence, it, allowing) ?? []);

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
  test.each([
    ['the rest of a bucket', 'a/*', 'a/${*}'],
    ['any one character', 'a?', 'a${?}'],
    ['a variable', '${aws:username}/a', '${$}{aws:username}/a'],
    ['a dollar', 'a$b', 'a$b'],
  ])('takes a key for itself, not for %s', (_, key, meant) => {
    const statement = (name: string) =>
      allowingOf(denied({}, { resource: `arn:aws:s3:::my-bucket/${name}` }), [0], it)?.statements[0]?.['Resource'];
    expect(statement(key)).toBe(`arn:aws:s3:::my-bucket/${meant}`);
    expect(allowingOf(denied({}, { resource: '*' }), [0], it)?.statements[0]?.['Resource']).toBe('*');
  });
  test('names nobody whose name no caller can have', () => {
    const anyone = denied({}, { context: { known: { 'aws:PrincipalArn': `${role}*` }, unknown: [] } });
    expect([allowingOf(anyone, [0], it), exceptPrincipal(anyone, 0)]).toEqual([undefined, undefined]);
  });
  test('has a Sid that no statement of the policies has yet', () => {
    const policy = { Statement: [{ Sid: 'AllowGetObject' }, { Sid: 'AllowGetObject2' }, {}] };
    const taken = sidsIn(evidenceWith({ b: found({ name: 'b', document: JSON.stringify(policy) }) })['it']);
    expect(taken).toEqual(['AllowGetObject', 'AllowGetObject2']);
    expect(allowingOf(denied(), [0], it, taken)?.statements[0]?.['Sid']).toBe('AllowGetObject3');
    expect(sidsIn(evidenceWith({ b: found({ name: 'b', document: 'no JSON' }) })['it'])).toEqual([]);
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
    const after = documents(withAdded(evidenceWith({ b: reading }))) as { Statement: unknown[] }[];
    expect(after).toHaveLength(policies);
    expect(after.at(-1)?.Statement).toHaveLength(statements);
    expect(after.at(-1)?.Statement).toContainEqual(allowing.statements[0]);
  });
  test('changes nothing in place', () => {
    const before = evidenceWith({ b: found({ name: 'b', document }) });
    withAdded(before);
    expect(documents(before)).toEqual([document]);
  });
});

describe('an exception', () => {
  const denying = [{ policy: { name: 'b', type: '' }, statement: { index: 1, effect: 'Deny' as const, json: {} } }];
  const except = (condition?: object) => {
    const statement = { ...document.Statement[0], ...defined({ Condition: condition }) };
    const evidence = evidenceWith({ b: found({ name: 'b', document: { ...document, Statement: [statement] } }) });
    const [after] = documents(
      withChanges(evidence, exceptingFrom(evidence, 'it', denying, exceptPrincipal(denied(), 0)!)),
    );
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
  test('is found again by where it lies', () => {
    expect(policiesIn(evidence['it'])).toMatchObject([
      { at: { read: 'says', target: 'a', path: ['levels', 0, 'policies', 0] }, target: 'ou-1' },
    ]);
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
  const tagged = { known: { 'aws:PrincipalArn': role, 'aws:ResourceTag/team': 'data' }, unknown: [] };
  const asking = (action: string, context: RequestContext = tagged) =>
    denied({ operation: action.slice(action.indexOf(':') + 1) }, { action, context });
  const denies = (one: ConditionMatch): UngradedCause => ({
    ...causesOf(
      { layer: 'it', action: 's3:PutObject', authorization: 0 },
      {
        outcome: 'denies',
        judgement: { applies: true, denies: true, allows: true },
        statements: [],
        explain: () => ({ decided: [], nearMisses: [], notes: [] }),
      },
      it,
      { request: asking('s3:PutObject'), evidence: {} },
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
    const [change] = requestChanges(denies(condition(more)), asking('s3:PutObject'));
    expect([change?.code, change?.facts['value']]).toEqual([code, value]);
  });

  test('changes the key wherever the resource is asked for, and leaves the rest', () => {
    const [change] = requestChanges(denies(condition({})), asking('s3:PutObject'));
    const [authorization] = change!.request.authorizations;
    expect(authorization?.context.known).toEqual({ ...tagged.known, 's3:x-amz-server-side-encryption': 'aws:kms' });
    expect(change!.request.parameters).toEqual({ 'x-amz-server-side-encryption': 'aws:kms' });
  });

  const untagged: RequestContext = { known: {}, unknown: [] };
  const perhapsTagged: RequestContext = { known: {}, unknown: [{ key: 'aws:ResourceTag/*', why: 'until-read' }] };
  test.each<[string, string, string, RequestContext | undefined, string | undefined]>([
    ['a header of uploads, asked of a read', 's3:GetObject', 's3:x-amz-server-side-encryption', undefined, undefined],
    ['a hash that every call sends', 's3:GetObject', 's3:x-amz-content-sha256', undefined, 'send'],
    ['a prefix, asked of a read', 's3:GetObject', 's3:prefix', undefined, undefined],
    ['a prefix of a list', 's3:ListBucket', 's3:prefix', undefined, 'send'],
    ['the tag of an object that is read', 's3:GetObject', 's3:ExistingObjectTag/team', undefined, 'tag'],
    ['the tag of an object that is yet to be', 's3:PutObject', 's3:ExistingObjectTag/team', undefined, undefined],
    ['the tag of the upload', 's3:PutObject', 's3:RequestObjectTag/team', undefined, 'send'],
    ['tags of a bucket that policies do not see', 's3:GetObject', 'aws:ResourceTag/team', untagged, undefined],
    ['tags of a bucket that policies may see', 's3:GetObject', 'aws:ResourceTag/team', perhapsTagged, 'tag'],
    ['tags of a key', 'kms:Decrypt', 'aws:ResourceTag/team', untagged, 'tag'],
  ])('is one that is seen: %s', (_, action, key, context, code) => {
    expect(requestChanges(denies(condition({ key })), asking(action, context))[0]?.code).toBe(code);
  });

  test.each<[string, string, string, string[], string[]]>([
    ['an ACL', 's3:x-amz-acl', 'bucket-owner-full-control', [], ['s3:PutObjectAcl']],
    ['an ACL that is asked for already', 's3:x-amz-acl', 'private', ['s3:PutObjectAcl'], []],
    ['a tag', 's3:RequestObjectTag/team', 'data', [], ['s3:PutObjectTagging']],
    ['a lock', 's3:object-lock-mode', 'GOVERNANCE', [], ['s3:PutObjectRetention']],
    ['a KMS key', 's3:x-amz-server-side-encryption', 'aws:kms', [], ['kms:GenerateDataKey']],
    ['no KMS key', 's3:x-amz-server-side-encryption', 'AES256', [], []],
    ['a class of storage', 's3:x-amz-storage-class', 'GLACIER', [], []],
  ])('is met with all that is then asked besides: %s', (_, key, value, before, besides) => {
    const request = asking('s3:PutObject');
    const [main] = request.authorizations;
    const already = before.map((action) => ({ ...main!, action, purpose: 'companion' as const }));
    const asked = { ...request, authorizations: [main!, ...already] };
    const [change] = requestChanges(denies(condition({ key, wanted: [value] })), asked);
    expect(change?.request.authorizations.map(({ action }) => action)).toEqual(['s3:PutObject', ...before, ...besides]);
  });
  test.each([
    ['s3:x-amz-acl', 'public-read', undefined],
    ['s3:x-amz-acl', 'public-read-write', undefined],
    ['s3:X-Amz-Acl', 'authenticated-read', undefined],
    ['s3:x-amz-acl', 'bucket-owner-read', 'send'],
    ['s3:x-amz-grant-read', 'uri="http://acs.amazonaws.com/groups/global/AllUsers"', undefined],
    ['s3:x-amz-grant-read', 'id="1234"', 'send'],
    ['s3:x-amz-storage-class', 'public-read', 'send'],
  ])('is not met by what would make the object public: %s = %s', (key, value, code) => {
    const [change] = requestChanges(denies(condition({ key, wanted: [value] })), asking('s3:PutObject'));
    expect(change?.code).toBe(code);
  });
  test('asks a service for no permission on the ACL that it sends', () => {
    const request = { ...asking('s3:PutObject'), principal: { type: 'service', service: 'x.amazonaws.com' } as const };
    const [change] = requestChanges(denies(condition({ key: 's3:x-amz-acl', wanted: ['private'] })), request);
    expect(change?.request.authorizations).toHaveLength(1);
  });
});
