import { decideByEngine, evaluateText } from './engine';
import { decideSlots } from '../../src/scenario/evaluate';
import { readScenario } from '../../src/scenario/read';
import { hostileCases } from './hostile';
import { manyVariablesCases, unknownKeysCases } from './hostile-unknowns';

describe('a hostile policy is decided', () => {
  // The size of the largest documents that AWS takes; a cost that explodes would not end. `npm run bench` measures it.
  test.each(hostileCases.map((hostile) => [hostile.name, hostile] as const))('%s', (_, { make, decision }) => {
    expect(decideByEngine(make(20_000)).decision).toBe(decision);
  });
});

describe('so are hostile policies over keys that cannot be known, in few steps', () => {
  test.each([...unknownKeysCases, ...manyVariablesCases].map((hostile) => [hostile.name, hostile] as const))(
    '%s',
    (_, { unknown, known, ...expected }) => {
      const { decision, exact, steps } = decide(unknown);
      expect({ decision, exact }).toEqual({ decision: expected.decision, exact: expected.exact });
      expect(steps).toBeLessThan(60_000 + 30 * JSON.stringify(unknown).length);
      expect(decide(known).steps).toBeLessThan(100);
    },
  );

  const decide = (given: object) => {
    const { request, slots, options } = readScenario(given);
    return decideSlots(request, slots, options);
  };
});

const role = 'arn:aws:iam::111122223333:role/app';
const base = {
  id: 'odd',
  request: {
    principal: 'arn:aws:sts::111122223333:assumed-role/app/s',
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::b/k',
    resourceAccountId: '111122223333',
    context: {},
  },
  sessionPolicies: [],
  scps: [],
  rcps: [],
};
function decisionOf(statement: string, context: Readonly<Record<string, string>> = {}, resource = 'arn:aws:s3:::b/k') {
  // As text, because an object literal cannot hold a key `__proto__`.
  const request = JSON.stringify({ ...base.request, resource, context: undefined });
  const contextText = `{${Object.entries({ 'aws:PrincipalArn': role, ...context })
    .map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`)
    .join(',')}}`;
  const { request: _, ...rest } = base;
  const policy = `{"Version":"2012-10-17","Statement":[${statement}]}`;
  return evaluateText(
    `${JSON.stringify(rest).slice(0, -1)},"request":${request.slice(0, -1)},"context":${contextText}},"identityPolicies":[{"name":"p","policy":${policy}}]}`,
  );
}
const allowing = (condition: string, resource = '*') =>
  `{"Effect":"Allow","Action":"s3:*","Resource":${JSON.stringify(resource)},"Condition":${condition}}`;

describe('names of the prototype are names like any other', () => {
  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'])('%s', (name) => {
    expect(decisionOf(allowing(`{"StringEquals":{"${name}":"x"}}`))).toMatchObject({ decision: 'implicit-deny' });
    expect(decisionOf(allowing(`{"Null":{"${name}":"true"}}`))).toMatchObject({ decision: 'allowed' });
    expect(
      decisionOf(allowing(`{"StringEquals":{"aws:PrincipalTag/${name}":"x"}}`), { [`aws:PrincipalTag/${name}`]: 'x' }),
    ).toMatchObject({ decision: 'allowed' });
    expect(decisionOf(allowing('{}', `arn:aws:s3:::b/\${${name}}k`))).toMatchObject({ decision: 'implicit-deny' });
    expect(decisionOf(allowing(`{"${name}":{"aws:PrincipalArn":"x"}}`))).toHaveProperty('error');
    expect(decisionOf(`{"Effect":"${name}","Action":"s3:*","Resource":"*"}`)).toHaveProperty('error');
  });
});

describe('odd Unicode is compared as it is', () => {
  test.each([
    ['composed is not decomposed', 'StringEquals', 'caf\u00e9', 'cafe\u0301', 'implicit-deny'],
    ['an emoji equals itself', 'StringEquals', '👩‍👩‍👧', '👩‍👩‍👧', 'allowed'],
    ['half an emoji equals itself', 'StringEquals', '\ud83d', '\ud83d', 'allowed'],
    ['half an emoji is not the other half', 'StringEquals', '\ud83d', '\udc69', 'implicit-deny'],
    ['a text of null characters', 'StringLike', '\0*', '\0\0', 'allowed'],
    ['a line break under a wildcard', 'StringLike', 'a*b', 'a\r\n\u2028b', 'allowed'],
    ['text that runs from right to left', 'StringEquals', '\u202eabc', 'abc', 'implicit-deny'],
    ['umlauts without case', 'StringEqualsIgnoreCase', 'ÄÖÜ', 'äöü', 'allowed'],
  ])('%s', (_, operator, wanted, seen, decision) => {
    const condition = `{"${operator}":{"aws:PrincipalTag/x":${JSON.stringify(wanted)}}}`;
    expect(decisionOf(allowing(condition), { 'aws:PrincipalTag/x': seen })).toMatchObject({ decision });
  });

  test.each(['données/été', '日本語', 'a\u0000b', '\ud83d', '*', '${aws:username}', '[a-z]+', '\\', '.*'])(
    'an object named %j matches itself and no other',
    (key) => {
      const literal = key.replace('$', '${$}').replaceAll('*', '${*}');
      const resource = `arn:aws:s3:::b/${key}`;
      expect(decisionOf(allowing('{}', `arn:aws:s3:::b/${literal}`), {}, resource)).toMatchObject({
        decision: 'allowed',
      });
      expect(decisionOf(allowing('{}', `arn:aws:s3:::b/${literal}`), {}, `${resource}x`)).toMatchObject({
        decision: 'implicit-deny',
      });
    },
  );
});

describe('what cannot be a scenario is refused, and the run goes on', () => {
  test.each([
    ['no JSON', '{'],
    ['no object', '[]'],
    ['null', 'null'],
    ['an empty object', '{}'],
    ['a deep nest', `{"id":"x","request":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['a nested statement', JSON.stringify({ ...base, identityPolicies: [{ name: 'p', policy: { Statement: [[]] } }] })],
    [
      'a deeply nested statement',
      `${JSON.stringify(base).slice(0, -1)},"identityPolicies":[{"name":"p","policy":{"Statement":${'['.repeat(50_000)}${']'.repeat(50_000)}}}]}`,
    ],
  ])('%s', (_, text) => expect(evaluateText(text)).toHaveProperty('error'));
});
