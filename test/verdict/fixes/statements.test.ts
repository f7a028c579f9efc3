/** The parts that statements of fixes are made of: tables, then laws by the engine itself. */
import * as fc from 'fast-check';
import { indexContext } from '../../../src/engine/context';
import type { Family } from '../../../src/engine/operators';
import { parseStatement } from '../../../src/engine/statement';
import { compileText, matchText, type PlainText } from '../../../src/engine/text';
import { actionsOf } from '../../../src/names/actions';
import { matches, withoutAction } from '../../../src/verdict/fixes/statements/actions';
import { sparedBeside } from '../../../src/verdict/fixes/statements/all-resources';
import { withTest, withoutTest } from '../../../src/verdict/fixes/statements/conditions';
import { literal, moved } from '../../../src/verdict/fixes/statements/literal';
import { isOfTheMoment } from '../../../src/verdict/fixes/statements/moments';
import { otherThan, sameAs, type PinnedValue } from '../../../src/verdict/fixes/statements/pins';
import type { ConditionBlock, Test } from '../../../src/verdict/fixes/statements/statement-json';

const key = 's3:prefix';

/** Does the block hold where the key has this value? */
function holds(Condition: ConditionBlock, seen: PinnedValue, variables = true): boolean {
  const statement = parseStatement({ Effect: 'Allow', Action: '*', Resource: '*', Condition }, 1, variables);
  if ('code' in statement) throw new Error(`no statement: ${statement.code}`);
  const known = seen === undefined ? {} : { [key]: seen };
  const context = indexContext({ known, unknown: [] });
  return statement.conditions.every((condition) => condition.match(context) === true);
}
const blockOf = ({ operator, key: name, values }: Test): ConditionBlock => ({ [operator]: { [name]: values } });

describe('a text for itself', () => {
  test.each([
    ['a*b', { wildcards: true, variables: true }, 'a${*}b'],
    ['a?b', { wildcards: true, variables: true }, 'a${?}b'],
    ['a*b', { wildcards: false, variables: true }, 'a*b'],
    ['${x}', { wildcards: false, variables: true }, '${$}{x}'],
    ['${x}', { wildcards: true, variables: false }, '${x}'],
    ['a*b', { wildcards: true, variables: false }, undefined],
    ['a*b', { wildcards: false, variables: false }, 'a*b'],
    ['$5', { wildcards: true, variables: true }, '$5'],
  ])('%s with %j', (text, spelling, expected) => expect(literal(text, spelling)).toBe(expected));

  test.each([
    ['${aws:username}', true, false, undefined],
    ['${aws:username}', false, true, '${$}{aws:username}'],
    ['a', true, false, 'a'],
    ['${x}', true, true, '${x}'],
  ])('%s from a version with variables: %s, to one with: %s', (text, from, to, expected) => {
    const spelling = (variables: boolean) => ({ wildcards: true, variables });
    expect(moved(text, spelling(from), spelling(to))).toBe(expected);
  });

  const piece = fc.constantFrom('a', 'b', '*', '?', '$', '{', '}', '${', 'x');
  const texts = fc.array(piece, { maxLength: 5 }).map((all) => all.join(''));
  test('means it and nothing else', () => {
    fc.assert(
      fc.property(texts, texts, (text, other) => {
        const spelling = { wildcards: true, variables: true };
        const compiled = compileText(literal(text, spelling)!, spelling) as PlainText;
        expect(matchText(compiled, text)).toBe(true);
        expect(matchText(compiled, other)).toBe(other === text);
      }),
    );
  });
});

const seenValues: readonly PinnedValue[] = [
  undefined,
  '',
  'home/',
  'Home/',
  'a*',
  'ab',
  '${x}',
  'true',
  'false',
  '10',
  '11',
  '203.0.113.10',
  '203.0.113.11',
  '2026-11-20T08:14:01Z',
  '2026-11-20T08:14:02Z',
  'arn:aws:iam::111122223333:role/app',
  'arn:aws:iam::111122223333:role/app2',
  ['a'],
  ['b'],
  ['a', 'b'],
  ['a', 'c'],
  ['b', 'c'],
];
const families: readonly Family[] = ['string', 'string-like', 'arn', 'address', 'numeric', 'date', 'bool', 'null'];
const pins = seenValues.flatMap((seen) => families.map((family) => [JSON.stringify(seen), family, seen] as const));
const setOf = (seen: PinnedValue) => JSON.stringify([seen ?? []].flat().toSorted());
const isSet = (seen: PinnedValue) => typeof seen === 'object';

describe('the value of a request', () => {
  // A key has one value or a set: no key has now the one, now the other.
  const comparable = (seen: PinnedValue) => seenValues.filter((one) => one === undefined || isSet(one) === isSet(seen));
  test.each(pins)('%s, compared as %s, is pinned', (_, family, seen) => {
    const { tests, exact } = sameAs({ key, seen, family, variables: true });
    const held = comparable(seen).filter((one) => tests.every((each) => holds(blockOf(each), one)));
    expect(held.map(setOf)).toContain(setOf(seen));
    if (exact) expect(held.map(setOf)).toEqual([setOf(seen)]);
  });
  test.each(pins)('%s, compared as %s, is told from every other', (_, family, seen) => {
    const tests = otherThan({ key, seen, family, variables: true });
    const isBool = family === 'bool' && (seen === 'true' || seen === 'false');
    const values = comparable(seen).filter(
      (one) => !isBool || [undefined, 'true', 'false'].some((bool) => bool === one),
    );
    const others = values.filter((one) => tests.some((each) => holds(blockOf(each), one)));
    expect(others.map(setOf)).toEqual(values.map(setOf).filter((one) => one !== setOf(seen)));
  });
});

describe('a block with one test more', () => {
  const operators = ['StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike', 'Null', 'StringEqualsIfExists'];
  const values = ['a', 'b', 'ab', 'true', 'false'];
  const tests = fc.record({
    operator: fc.constantFrom(...operators),
    key: fc.constantFrom(key, 'S3:Prefix'),
    values: fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 }),
  });
  const sound = tests.map((test) => (test.operator === 'Null' ? { ...test, values: ['true'] } : test));
  test('holds where both hold', () => {
    fc.assert(
      fc.property(sound, sound, (one, other) => {
        const both = withTest(blockOf(one), other);
        const held = [undefined, ...values].filter((seen) => holds(blockOf(one), seen) && holds(blockOf(other), seen));
        if (both === 'inexpressible') return;
        if (both === 'never') expect(held).toEqual([]);
        else expect([undefined, ...values].filter((seen) => holds(both, seen))).toEqual(held);
      }),
    );
  });
  test.each<[ConditionBlock, Test, unknown]>([
    [
      { StringEquals: { [key]: 'a' } },
      { operator: 'StringEquals', key, values: ['b'] },
      { StringEquals: { [key]: 'a' }, StringLike: { [key]: 'b' } },
    ],
    [
      { StringNotEquals: { [key]: 'a' } },
      { operator: 'StringNotEquals', key: 'S3:PREFIX', values: ['b'] },
      { StringNotEquals: { [key]: ['a', 'b'] } },
    ],
    [{ StringEquals: { [key]: 'a' } }, { operator: 'StringEquals', key, values: ['b*'] }, 'inexpressible'],
    [{ Null: { [key]: 'true' } }, { operator: 'Null', key, values: ['false'] }, 'never'],
  ])('%j and %j', (block, test, expected) => expect(withTest(block, test)).toEqual(expected));

  test('and one less is as before', () => {
    const block = { Bool: { 'aws:SecureTransport': 'true' } };
    const more = withTest(block, { operator: 'StringEquals', key, values: ['a'] }) as ConditionBlock;
    expect(withoutTest(more, { operator: 'StringEquals', key: 'S3:prefix' })).toEqual(block);
  });
});

describe('a statement without one action', () => {
  const known = ['s3', 'kms'].flatMap((service) => actionsOf(service).map(({ name }) => name));
  const entries = fc.constantFrom(
    's3:*',
    's3:Get*',
    's3:GetObject',
    's3:?etObject',
    's3:*Object',
    'kms:*',
    's3:Put*Acl',
  );
  test('has all the others, and only those', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(entries, { minLength: 1, maxLength: 3 }),
        fc.constantFrom(...known),
        fc.boolean(),
        (all, action, negated) => {
          const element = negated ? { NotAction: all } : { Action: all };
          const hits = (statement: object | undefined, asked: string) => {
            const { Action, NotAction } = (statement ?? { Action: [] }) as Readonly<Record<string, string | string[]>>;
            const listed = [Action ?? NotAction ?? []].flat().some((pattern) => matches(pattern, asked));
            return Action === undefined ? !listed : listed;
          };
          const left = withoutAction(element, action, { named: [], onlyAskable: false });
          expect(left.givenUp).toEqual([]);
          const before = known.filter((asked) => hits(element, asked) && asked !== action);
          expect(known.filter((asked) => hits(left.statement, asked))).toEqual(before);
        },
      ),
    );
  });
  test.each([
    ['s3:GetObject', 's3:GetObject', undefined],
    ['*', 's3:GetObject', { NotAction: 's3:GetObject' }],
    [['s3:GetObject', 's3:PutObject'], 's3:GetObject', { Action: 's3:PutObject' }],
    ['s3:GetObjectA*', 's3:GetObjectAcl', { Action: ['s3:GetObjectAn*', 's3:GetObjectAt*'] }],
  ])('%j without %s', (Action, action, left) =>
    expect(withoutAction({ Action }, action, { named: [], onlyAskable: false }).statement).toEqual(left),
  );
});

const object = 'arn:aws:s3:::my-bucket/a.csv';
const keyArn = 'arn:aws:kms:us-east-1:111122223333:key/1';
const ofPoint = 'arn:aws:s3:us-east-1:111122223333:accesspoint/ap/object/a.csv';
test.each([
  ['arn:aws:kms:*:*:key/*', 'kms:Decrypt', keyArn, false, []],
  ['arn:aws:kms:*', 'kms:Decrypt', keyArn, false, []],
  ['arn:*:kms:*:*:*', 'kms:Decrypt', keyArn, false, []],
  ['arn:aws-cn:kms:*:*:key/*', 'kms:Decrypt', keyArn, false, undefined],
  ['arn:aws:kms:us-east-1:*:key/*', 'kms:Decrypt', keyArn, false, undefined],
  ['arn:aws:kms:*:111122223333:key/*', 'kms:Decrypt', keyArn, false, undefined],
  // An alias is asked for as well, which the pattern does not hold.
  ['arn:aws:kms:*:*:key/*', 'kms:UpdateAlias', keyArn, false, undefined],
  ['arn:aws:s3:::my-bucket/*', 's3:GetObject', object, true, ['arn:aws:s3:::my-bucket']],
  ['arn:aws:s3:::my-*', 's3:GetObject', object, true, []],
  ['arn:aws:s3:::my-bucket/a*', 's3:GetObject', object, true, undefined],
  ['arn:aws:s3:::*/a.csv', 's3:GetObject', object, true, undefined],
  ['arn:aws:s3:::my-bucket/*', 's3:ListBucket', object, true, undefined],
  ['arn:aws:s3:::my-bucket/*', 's3:SomethingNew', object, true, undefined],
  [
    'arn:aws:s3:us-east-1:111122223333:accesspoint/ap/object/*',
    's3:GetObject',
    ofPoint,
    true,
    [ofPoint.replace('/object/a.csv', '')],
  ],
  // Elsewhere the action can be asked of other buckets.
  ['arn:aws:s3:::my-bucket/*', 's3:GetObject', object, false, undefined],
  ['arn:aws:s3:::*', 's3:GetObject', object, false, ['arn:aws:s3:*:?*:*']],
  ['arn:aws:s3:::*', 's3:GetObject', ofPoint, false, undefined],
])('%s spares one resource of %s: %s', (pattern, action, resource, hangsOnIt, spared) =>
  expect(sparedBeside(pattern, { action, resource, hangsOnIt })).toEqual(spared),
);

test.each([
  ['aws:CurrentTime', true],
  ['aws:tokenIssueTime', true],
  ['s3:signatureAge', true],
  ['aws:SourceIp', false],
])('%s comes and goes: %s', (name, expected) => expect(isOfTheMoment(name)).toBe(expected));
