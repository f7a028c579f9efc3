import { uint16Array, type Arbitrary } from 'fast-check';
import type { PartialScenario } from './brute-force';
import type { Document, OneOrMany, Statement } from './scenario';
import { Tape } from './tape';

// Unknown keys that policies compare with short texts, with patterns and with one another.

/** What is not known. */
export interface Hidden {
  /** Two keys or three. */
  readonly keys: readonly string[];
  /** One or two policies cannot be read either. */
  readonly policies: boolean;
}

/** A tag of the caller and one of the object. */
export const twoKeys = ['aws:PrincipalTag/team', 's3:ExistingObjectTag/team'];
/** And a tag of the bucket. */
export const threeKeys = [...twoKeys, 'aws:ResourceTag/team'];

export const comparedScenarios = (hidden: Hidden): Arbitrary<PartialScenario> =>
  uint16Array({ minLength: 130, maxLength: 130 }).map((numbers) => scenario(new Tape(numbers), hidden));

const own = '111122223333';
const foreign = '444455556666';
const role = `arn:aws:iam::${own}:role/app`;
const unread = { unreadable: 'access-denied' };

function scenario(tape: Tape, { keys, policies }: Hidden): PartialScenario {
  let unreadable = policies ? 1 + tape.below(2) : 0;
  const orUnread = <T>(readable: T): T | typeof unread => {
    if (unreadable === 0 || !tape.chance(40)) return readable;
    unreadable -= 1;
    return unread;
  };
  const document = (naming: Naming) => documentOn(tape, keys, naming);
  const named = (naming: Naming) => [{ name: 'policy', policy: document(naming) }];
  return {
    id: 'compared',
    ...(tape.chance(70) ? { observed: 'denied' as const } : {}),
    request: {
      principal: `arn:aws:sts::${own}:assumed-role/app/s`,
      action: 's3:GetObject',
      resource: 'arn:aws:s3:::b/ab/x',
      resourceAccountId: tape.pick([own, own, own, foreign]),
      context: { 'aws:PrincipalArn': role },
      unknownContext: keys,
    },
    identityPolicies: orUnread(named('nobody')),
    ...(tape.chance(25) ? { permissionsBoundary: orUnread(named('nobody')[0]) } : {}),
    sessionPolicies: tape.chance(15) ? named('nobody') : [],
    scps: tape.chance(50) ? orUnread([{ target: 'r-1', policies: named('nobody') }]) : [],
    rcps: [],
    ...(tape.chance(60) ? { resourcePolicy: orUnread(document('somebody')) } : {}),
  };
}

type Naming = 'nobody' | 'somebody';

function documentOn(tape: Tape, keys: readonly string[], naming: Naming): Document {
  const statements = Array.from({ length: 1 + tape.below(3) }, () => statement(tape, keys, naming));
  const everything: Statement = { Effect: 'Allow', ...principal(tape, naming), Action: '*', Resource: '*' };
  return { Version: '2012-10-17', Statement: tape.chance(50) ? [everything, ...statements] : statements };
}

function statement(tape: Tape, keys: readonly string[], naming: Naming): Statement {
  const key = tape.pick(keys);
  const others = keys.filter((other) => other !== key);
  const other = tape.pick(others);
  const Resource = tape.chance(10) ? `arn:aws:s3:::b/\${${tape.pick(keys)}}/*` : '*';
  const rest = { ...principal(tape, naming), Action: 's3:*', Resource };
  // Attribute-based: the tag of the caller is that of the object, or begins with it.
  if (tape.chance(20)) {
    const wanted = tape.pick(['', '', '?']);
    const operator = wanted === '' ? 'StringEquals' : 'StringLike';
    return { Effect: 'Allow', ...rest, Condition: { [operator]: { [key]: `\${${other}}${wanted}` } } };
  }
  const second = tape.chance(25) ? condition(tape, other, keys) : {};
  return {
    Effect: tape.chance(50) ? 'Deny' : 'Allow',
    ...rest,
    Condition: { ...condition(tape, key, keys), ...second },
  };
}

const principal = (tape: Tape, naming: Naming): Pick<Statement, 'Principal'> =>
  naming === 'nobody' ? {} : { Principal: tape.pick(['*', { AWS: role }, { AWS: own }] as const) };

type Condition = NonNullable<Statement['Condition']>;

function condition(tape: Tape, key: string, keys: readonly string[]): Condition {
  const others = keys.filter((other) => other !== key);
  const operator = tape.pick(operators);
  if (operator === 'Null') return { Null: { [key]: tape.pick(['true', 'false']) } };
  const one = () => text(tape, operator.includes('Like'), others);
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

function text(tape: Tape, wildcards: boolean, others: readonly string[]): string {
  const other = tape.pick(others);
  const variable = `\${${other}}`;
  const both =
    others.length < 2 ? [] : [others.map((one) => `\${${one}}`).join(tape.pick(['', wildcards ? '?' : 'a']))];
  const texts = ['a', 'b', 'ab'];
  const withOther = [...both, variable, variable, `a${variable}`, `${variable}b`, `\${${other}, 'a'}`];
  if (!wildcards) return tape.pick(tape.chance(50) ? withOther : texts);
  const patterns = ['a?', '?b', '?', '??', 'a*', '*b', '*'];
  return tape.pick(
    tape.chance(50)
      ? [...withOther, `${variable}?`, `?${variable}`, `${variable}*`, `*${variable}*`]
      : [...patterns, ...texts],
  );
}
