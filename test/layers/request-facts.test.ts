import { isThrough } from '../../src/judging/request/access-point';
import { preparedRequest } from '../../src/judging/engine-request';
import { ownerOf, standing } from '../../src/judging/request/caller';
import { accountOf } from '../../src/names/principal';
import { subjectOf, type Case } from '../../src/judging/cases/cases';
import { defineLayer } from '../../src/layers/define';
import { fellOnKms, isQuestion, namesPolicyType, saidText } from '../../src/judging/request/denial';
import { readingsOf } from '../../src/judging/readings';
import { defineWords } from '../../src/judging/define-words';
import { unreadable } from '../../src/judging/unreadable';
import type { RequestFacts } from '../../src/request/types';
import type { Reader } from '../../src/evidence/define';

const subject = (more: Partial<Case> = {}) => subjectOf({ when: '', outcome: 'allows', ...more });
const account = '111122223333';
const other = '444455556666';

describe('the call through an access point is', () => {
  const through = { request: { accessPoint: `arn:aws:s3:us-east-1:${account}:accesspoint/ap` } };
  test.each([
    ['the call itself', through, true],
    ['what it needs of S3 besides', { ...through, authorization: { purpose: 'companion' } }, true],
    ['the source of a copy', { ...through, authorization: { purpose: 'copy-source' } }, false],
    ['the key', { ...through, action: 'kms:Decrypt', authorization: { purpose: 'encryption' } }, false],
    ['the function behind it', { ...through, action: 'lambda:InvokeFunction' }, false],
    ['another kind', { request: { accessPoint: `arn:aws:s3::${account}:accesspoint/m` } }, false],
    ['the bucket itself', {}, false],
  ] as const)('%s is asked through it: %#', (_, more, expected) =>
    expect(isThrough('access-point', subject(more))).toBe(expected),
  );
});

describe('where the caller stands', () => {
  test.each([
    ['inside', {}],
    ['outside', { authorization: { resourceAccountId: other } }],
    ['outside', { request: { principal: { type: 'anonymous' } } }],
    [
      'outside',
      {
        request: { principal: { type: 'anonymous' }, resourceAccountId: undefined },
        authorization: { resourceAccountId: undefined },
      },
    ],
    ['service', { request: { principal: { type: 'service', service: 'a.amazonaws.com' } } }],
    ['unknown', { request: { resourceAccountId: undefined }, authorization: { resourceAccountId: undefined } }],
    ['inside', { authorization: { resourceAccountId: undefined } }],
    ['inside', { authorization: { resourceAccountId: undefined, purpose: 'companion' } }],
    ['unknown', { authorization: { resourceAccountId: undefined, purpose: 'copy-source' } }],
    ['unknown', { authorization: { resourceAccountId: undefined, purpose: 'encryption' } }],
  ] as const)('%s: %j', (expected, more) => expect(standing(subject(more))).toBe(expected));

  test('the owner is that of the authorization before that of the record', () => {
    expect(ownerOf(subject({ authorization: { resourceAccountId: other } }))).toBe(other);
    expect(ownerOf(subject({ authorization: { resourceAccountId: undefined } }))).toBe(account);
  });

  test('a caller of no account has none', () => {
    expect(accountOf({ type: 'anonymous' })).toBeUndefined();
    expect(accountOf({ type: 'unidentified', accountId: other, principalId: 'x' })).toBe(other);
  });
});

describe('what the denial itself tells', () => {
  const facts = (more: Partial<RequestFacts>): RequestFacts => ({ ...subject().request, ...more });
  const reason = { is: 'reason', deny: 'implicit', action: 's3:GetObject', clause: 'because' } as const;
  const statement = { is: 'statement', code: 'x', clause: 'because of it' } as const;

  test('no error is a question', () => {
    expect(isQuestion(facts({ errorCode: '' }))).toBe(true);
    expect(isQuestion(facts({ errorCode: 'AccessDenied' }))).toBe(false);
  });

  test.each([
    [{ is: 'generic' }, ''],
    [reason, 'because'],
    [statement, 'because of it'],
  ] as const)('the text of %j', (said, text) => expect(saidText(facts({ said }))).toBe(text));

  test.each([
    [{ is: 'generic' }, false],
    [reason, false],
    [statement, false],
    [{ ...statement, policyType: 'identity-based policy' } as never, false],
    [{ ...reason, policyType: 'identity-based policy' }, true],
  ] as const)('%j names a policy type: %s', (said, expected) =>
    expect(namesPolicyType(facts({ said }))).toBe(expected),
  );

  test.each([
    [{ said: { is: 'generic' } }, false],
    [{ said: reason }, false],
    [{ said: { ...reason, action: 'kms:Decrypt' } }, true],
    [{ said: { ...statement, action: 'kms:Decrypt' } }, true],
    [{ said: statement }, false],
    [{ said: { is: 'generic', action: 'kms:Decrypt' } as never }, false],
    [{ eventSource: 'kms.amazonaws.com' }, true],
    [{ errorCode: 'KMS.DisabledException' }, true],
    [{ errorCode: 'NotOfKMS.' }, false],
  ] as const)('%j fell on KMS: %s', (more, expected) => expect(fellOnKms(facts(more))).toBe(expected));
});

const reader = (id: string, target: string | undefined): Reader<unknown> => ({
  id,
  at: 'own',
  region: 'request',
  permissions: [],
  target: () => target,
  read: () => Promise.reject(new Error('tests read nothing')),
});

test('a layer gets a reading for each of its reads', () => {
  const layer = defineLayer({
    id: 'some-layer',
    title: '',
    name: '',
    words: defineWords({}),
    kind: 'state',
    side: 'resource',
    saidAs: [],
    docs: '',
    appliesTo: () => true,
    check: () => {
      throw new Error('nothing is judged here');
    },
    reads: {
      there: reader('a', 't'),
      lost: reader('b', 't'),
      other: reader('c', 't'),
      nowhere: reader('d', undefined),
      odd: reader('e', 'toString'),
      subject: reader('f', 't'),
    },
  });
  const found = { status: 'found', value: 1 } as const;
  const crashed = { status: 'unreadable', why: 'crashed' };
  const gathered = {
    there: { t: found, undefined: found },
    other: { u: found },
    nowhere: { undefined: found },
    odd: {},
    subject: { t: found },
  };
  expect(allOf(readingsOf(layer, subject(), gathered))).toEqual({
    there: found,
    lost: crashed,
    other: crashed,
    nowhere: { status: 'unreadable', why: 'target-unknown' },
    odd: crashed,
    subject: found,
  });
  expect(readingsOf(layer, subject(), undefined)).toMatchObject({ there: crashed });
});

/** Each is made when it is taken, so it is a getter of the prototype. */
function allOf(readings: object): Readonly<Record<string, unknown>> {
  const prototype = Object.getPrototypeOf(readings) as object;
  const taken = Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor');
  return { ...readings, ...Object.fromEntries(taken.map((name) => [name, Reflect.get(readings, name) as unknown])) };
}

test('a failed read tells what is known of it, and no more', () => {
  expect(unreadable(reader('r', 't'), subject(), { status: 'unreadable', why: 'access-denied' })).toEqual({
    code: 'unreadable',
    facts: { read: 'r', target: 't', why: 'access-denied' },
  });
  const whole = { status: 'unreadable', why: 'throttled', permission: 's3:X', account, error: 'Slow' } as const;
  const { facts } = unreadable(reader('r', undefined), subject(), whole);
  expect(facts).toStrictEqual({ read: 'r', why: 'throttled', permission: 's3:X', account, error: 'Slow' });
});

describe('an authorization is made ready once', () => {
  const first = subject();
  test.each([
    ['the same', first, true],
    ['the same in another request', { ...first, request: { ...first.request } }, true],
    ['a copy', { ...first, authorization: { ...first.authorization } }, false],
    ['another caller', { ...first, request: { ...first.request, principal: { type: 'anonymous' } as const } }, false],
  ])('%s', (_, second, same) => {
    const asked = preparedRequest(first);
    expect(preparedRequest(second) === asked).toBe(same);
    expect(preparedRequest(second).caller.type).toBe(second.request.principal.type);
  });
});
