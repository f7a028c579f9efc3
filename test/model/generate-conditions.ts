import { valuesOf } from './language';
import type { Context, OneOrMany, Scalar, Statement } from './scenario';
import type { Tape } from './tape';

type Condition = NonNullable<Statement['Condition']>;

/** One or two conditions on keys that the request has or lacks, wanting nearly what it has. */
export function conditionsNear(tape: Tape, context: Context): Condition {
  const made: Record<string, Record<string, OneOrMany<Scalar>>> = {};
  for (let left = tape.chance(25) ? 2 : 1; left > 0; left -= 1) {
    const { operator, key, wanted } = condition(tape, context);
    made[operator] = { ...made[operator], [key]: wanted };
  }
  return made;
}

interface Family {
  readonly operators: readonly string[];
  readonly keys: readonly string[];
  readonly hits: (tape: Tape, seen: string) => readonly Scalar[];
  readonly misses: (tape: Tape, seen: string) => readonly Scalar[];
  /** Its texts may hold other keys as variables. */
  readonly variables?: true;
  /** The keys hold several values, and the operators take a set operator. */
  readonly multivalued?: true;
}

const singles = [
  'aws:PrincipalTag/team',
  'aws:PrincipalTag/twin',
  'aws:ResourceTag/team',
  'aws:ResourceAccount',
  's3:prefix',
  'aws:PrincipalType',
  'aws:PrincipalTag/none',
];
const sets = ['aws:PrincipalOrgPaths', 'aws:TagKeys', 'aws:CalledVia'];
const dates = [
  '2026-11-23T12:00:00Z',
  '2026-11-23T12:00:00+00:00',
  '1795435200',
  '2026-11-23T13:00:00+02:00',
  '2026-11-24',
];
const twins = (names: readonly string[]) =>
  names.flatMap((name) => [name, name, name.replace(/Equals|Like|Ip/, 'Not$&')]);
const swapCase = (text: string) =>
  text.replace(/[a-z]/gi, (letter) => (letter < 'a' ? letter.toLowerCase() : letter.toUpperCase()));

const families: readonly Family[] = [
  {
    operators: twins(['StringEquals']),
    keys: singles,
    variables: true,
    hits: (_, seen) => [seen, `\${aws:PrincipalTag/none, '${seen}'}`, seen.replace('*', '${*}')],
    misses: (_, seen) => [
      `${seen}x`,
      `${seen.slice(0, -1)}*`,
      swapCase(seen),
      '${aws:PrincipalTag/none}',
      '${aws:ResourceAccount}',
    ],
  },
  {
    operators: ['StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase'],
    keys: singles,
    variables: true,
    hits: (_, seen) => [swapCase(seen), seen],
    misses: (_, seen) => [`${swapCase(seen)}x`, '*'],
  },
  {
    operators: twins(['StringLike']),
    keys: [...singles, 'aws:PrincipalArn'],
    variables: true,
    hits: (_, seen) =>
      [
        '*',
        `${seen.slice(0, 2)}*`,
        `*${seen.slice(-1)}`,
        `${seen.slice(0, -1)}?`,
        `${seen.slice(0, 1)}?*`,
        `*${seen}*`,
      ].slice(seen === '' ? 5 : 0),
    misses: (_, seen) => [`${seen}?`, `${seen}x*`, `?${seen}`, `${seen}\${*}`, '${aws:PrincipalTag/none}*'],
  },
  {
    operators: twins(['ArnLike', 'ArnEquals']),
    keys: ['aws:PrincipalArn', 'aws:SourceArn'],
    hits: (_, seen) => [
      seen,
      'arn:aws:*:*:*:*',
      seen.replace(/:[^:]*$/, ':*'),
      '*',
      seen.replace('111122223333', '1111*333?'),
    ],
    misses: (_, seen) => [
      `${seen}x`,
      seen.replace('aws', 'AWS'),
      seen.replace('111122223333', ''),
      'arn:*:sqs:*:*:*',
      'arn:aws:*:role/app',
    ],
  },
  {
    operators: ['IpAddress', 'IpAddress', 'NotIpAddress'],
    keys: ['aws:SourceIp', 'aws:VpcSourceIp'],
    hits: (_, seen) =>
      seen.includes(':')
        ? [seen, '2001:db8::/32', '2001:DB8:0::0017', '::/0']
        : [seen, '203.0.113.0/24', '203.0.113.8/29', '0.0.0.0/0'],
    misses: (_, seen) =>
      seen.includes(':')
        ? ['2001:db9::/32', '0.0.0.0/0', '2001:db8::18/128']
        : ['203.0.113.0/29', '10.0.0.0/8', '::/0', '203.0.113.11'],
  },
  {
    operators: ['Bool'],
    keys: ['aws:SecureTransport', 'aws:MultiFactorAuthPresent', 'aws:ViaAWSService'],
    hits: (_, seen) => [seen, seen === 'true'],
    misses: (_, seen) => [String(seen !== 'true'), seen !== 'true'],
  },
  {
    operators: [
      'NumericEquals',
      'NumericNotEquals',
      'NumericLessThan',
      'NumericLessThanEquals',
      'NumericGreaterThan',
      'NumericGreaterThanEquals',
    ],
    keys: ['aws:MultiFactorAuthAge', 's3:TlsVersion', 's3:max-keys'],
    hits: (_, seen) => [
      seen,
      Number(seen),
      `${Number(seen) + 1}`,
      Number(seen) - 0.5,
      `${seen}${seen.includes('.') ? '' : '.'}0`,
    ],
    misses: (_, seen) => [seen, `${Number(seen) + 0.1}`, -5],
  },
  {
    operators: [
      'DateEquals',
      'DateNotEquals',
      'DateLessThan',
      'DateLessThanEquals',
      'DateGreaterThan',
      'DateGreaterThanEquals',
    ],
    keys: ['aws:CurrentTime', 'aws:TokenIssueTime'],
    hits: (_, seen) => [seen, ...dates],
    misses: () => dates,
  },
  {
    operators: ['BinaryEquals'],
    keys: ['aws:PrincipalTag/bin'],
    hits: (_, seen) => [seen],
    misses: () => ['YmluYXJ5LXZhbHVm'],
  },
  {
    operators: ['Null'],
    keys: [...singles, ...sets, 'aws:SourceArn', 'aws:SourceIp'],
    hits: () => ['false', false],
    misses: () => ['true', true],
  },
  {
    operators: ['StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike', 'StringEqualsIgnoreCase'],
    keys: sets,
    hits: (_, seen) => [seen, seen],
    misses: (_, seen) => [`${seen}x`, swapCase(seen)],
    multivalued: true,
  },
];

function condition(tape: Tape, context: Context) {
  const family = tape.pick(families);
  const key = tape.pick(family.keys);
  const seen = valuesOf(context, key);
  const one = () => {
    const value = seen.length === 0 ? 'zzz' : tape.pick(seen);
    if (family.variables && tape.chance(35)) return tape.pick(withVariables(value, key, context));
    const absent = seen.length === 0 && !family.operators.includes('Null');
    // Without a value in the request only the form of the wanted one must be right.
    if (absent && !singles.includes(key) && !sets.includes(key)) return tape.pick(family.hits(tape, sampleOf(key)));
    return tape.pick(tape.chance(35) ? family.misses(tape, value) : family.hits(tape, value));
  };
  const wanted = tape.chance(30) ? [one(), one()] : one();
  const operator = tape.pick(family.operators);
  // AWS leaves open what ForAnyValue…IfExists says of a missing key.
  const set = tape.pick(['ForAnyValue:', 'ForAllValues:']);
  if (family.multivalued) return { operator: set + operator, key, wanted };
  const suffix = operator !== 'Null' && tape.chance(20) ? 'IfExists' : '';
  return {
    operator: operator + suffix,
    key: tape.chance(10) ? swapCase(key) : key,
    wanted,
  };
}

/** The text of another key in place of its value, where that is part of this one, and where it is not. */
function withVariables(seen: string, key: string, context: Context): readonly string[] {
  const others = singles.filter((other) => other !== key);
  return others.flatMap((other) => {
    const [value = ''] = valuesOf(context, other);
    const hole = `\${${other}}`;
    return value !== '' && seen.includes(value)
      ? [seen.replace(value, () => hole)]
      : [hole, `${seen.slice(0, 1)}${hole}`];
  });
}

/** A value of the key's own type. */
function sampleOf(key: string): string {
  if (/arn/i.test(key)) return 'arn:aws:iam::111122223333:role/x';
  if (/ip$/i.test(key)) return '10.0.0.1';
  if (/time/i.test(key)) return '2026-11-23T12:00:00Z';
  if (key.endsWith('bin')) return 'YmluYXJ5LXZhbHVl';
  return /age|version|max/i.test(key) ? '300' : 'true';
}
