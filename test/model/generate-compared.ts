import { uint16Array, type Arbitrary } from 'fast-check';
import type { PartialScenario } from './brute-force';
import type { Document, OneOrMany, Statement } from './scenario';
import { Tape } from './tape';

// Two unknown keys that policies compare with short texts, with patterns and with one another.

/** The two keys; neither is ever known. */
export const comparedKeys = ['aws:PrincipalTag/team', 's3:ExistingObjectTag/team'] as const;

/** `hidesPolicies`: one or two policies cannot be read either. */
export const comparedScenarios = (hidesPolicies: boolean): Arbitrary<PartialScenario> =>
  uint16Array({ minLength: 90, maxLength: 90 }).map((numbers) => scenario(new Tape(numbers), hidesPolicies));

const own = '111122223333';
const foreign = '444455556666';
const role = `arn:aws:iam::${own}:role/app`;
const unread = { unreadable: 'access-denied' };

function scenario(tape: Tape, hidesPolicies: boolean): PartialScenario {
  let unreadable = hidesPolicies ? 1 + tape.below(2) : 0;
  const orUnread = <T>(readable: T): T | typeof unread => {
    if (unreadable === 0 || !tape.chance(40)) return readable;
    unreadable -= 1;
    return unread;
  };
  const named = (naming: Naming) => [{ name: 'policy', policy: document(tape, naming) }];
  return {
    id: 'compared',
    ...(tape.chance(70) ? { observed: 'denied' as const } : {}),
    request: {
      principal: `arn:aws:sts::${own}:assumed-role/app/s`,
      action: 's3:GetObject',
      resource: 'arn:aws:s3:::b/ab/x',
      resourceAccountId: tape.pick([own, own, own, foreign]),
      context: { 'aws:PrincipalArn': role },
      unknownContext: comparedKeys,
    },
    identityPolicies: orUnread(named('nobody')),
    ...(tape.chance(25) ? { permissionsBoundary: orUnread(named('nobody')[0]) } : {}),
    sessionPolicies: tape.chance(15) ? named('nobody') : [],
    scps: tape.chance(50) ? orUnread([{ target: 'r-1', policies: named('nobody') }]) : [],
    rcps: [],
    ...(tape.chance(60) ? { resourcePolicy: orUnread(document(tape, 'somebody')) } : {}),
  };
}

type Naming = 'nobody' | 'somebody';

function document(tape: Tape, naming: Naming): Document {
  const statements = Array.from({ length: 1 + tape.below(3) }, () => statement(tape, naming));
  const everything: Statement = { Effect: 'Allow', ...principal(tape, naming), Action: '*', Resource: '*' };
  return { Version: '2012-10-17', Statement: tape.chance(50) ? [everything, ...statements] : statements };
}

function statement(tape: Tape, naming: Naming): Statement {
  const [one, other] = tape.chance(50) ? comparedKeys : comparedKeys.toReversed();
  const Resource = tape.chance(10) ? `arn:aws:s3:::b/\${${tape.pick(comparedKeys)}}/*` : '*';
  const rest = { ...principal(tape, naming), Action: 's3:*', Resource };
  // Attribute-based: the tag of the caller is that of the object.
  if (tape.chance(20)) return { Effect: 'Allow', ...rest, Condition: { StringEquals: { [one]: `\${${other}}` } } };
  const Condition = { ...condition(tape, one, other), ...(tape.chance(25) ? condition(tape, other, one) : {}) };
  return { Effect: tape.chance(50) ? 'Deny' : 'Allow', ...rest, Condition };
}

const principal = (tape: Tape, naming: Naming): Pick<Statement, 'Principal'> =>
  naming === 'nobody' ? {} : { Principal: tape.pick(['*', { AWS: role }, { AWS: own }] as const) };

type Condition = NonNullable<Statement['Condition']>;

function condition(tape: Tape, key: string, other: string): Condition {
  const operator = tape.pick(operators);
  if (operator === 'Null') return { Null: { [key]: tape.pick(['true', 'false']) } };
  const one = () => text(tape, operator.includes('Like'), other);
  const wanted: OneOrMany<string> = tape.chance(25) ? [one(), one()] : one();
  return { [operator]: { [key]: wanted } };
}

const operators = [
  'StringLike',
  'StringLike',
  'StringNotLike',
  'StringNotLike',
  'StringEquals',
  'StringNotEquals',
  'StringEqualsIgnoreCase',
  'StringLikeIfExists',
  'StringEqualsIfExists',
  'Null',
] as const;

function text(tape: Tape, wildcards: boolean, other: string): string {
  const variable = `\${${other}}`;
  const texts = ['a', 'b', 'ab'];
  const withOther = [variable, variable, `a${variable}`, `${variable}b`, `\${${other}, 'a'}`];
  if (!wildcards) return tape.pick(tape.chance(50) ? withOther : texts);
  const patterns = ['a?', '?b', '?', '??', 'a*', '*b', '*'];
  return tape.pick(
    tape.chance(50)
      ? [...withOther, `${variable}?`, `?${variable}`, `${variable}*`, `*${variable}*`]
      : [...patterns, ...texts],
  );
}
