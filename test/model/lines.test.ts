import { assert, property } from 'fast-check';
import { evaluateLine } from '../../cli/commands/evaluate';
import { evaluateScenario } from '../../src/scenario/evaluate';
import { ScenarioError } from '../../src/scenario/fields';
import { scenarios } from './generate';

// `evaluate` cuts policies that it has seen out of a line before it parses the line. Nobody may be able to tell.

/** The answer without any cutting. */
function plainly(line: string): object {
  try {
    return evaluateScenario(JSON.parse(line));
  } catch (error) {
    if (error instanceof ScenarioError) return { id: 'x', error: error.message };
    throw error;
  }
}

const text = (answer: object) => JSON.stringify(answer);

test('a line is decided alike whether or not its policies were seen before', () => {
  const law = property(scenarios, (scenario) => {
    for (const line of [JSON.stringify(scenario), JSON.stringify(scenario, null, 1).replaceAll('\n', '')]) {
      const answers = [plainly(line), evaluateLine(line), evaluateLine(line)].map(text);
      expect(new Set(answers).size).toBe(1);
    }
  });
  assert(law, { numRuns: Number(process.env.CULPRIT_RUNS ?? 300) });
});

const policy = `{"Version":"2012-10-17","Statement":[{"Sid":"${'x'.repeat(60)}","Effect":"Allow","Action":"s3:*","Resource":"*"}]}`;
const request = (context: string) =>
  `{"principal":"arn:aws:iam::111122223333:user/a","action":"s3:GetObject","resource":"arn:aws:s3:::b/k","resourceAccountId":"111122223333","context":${context}}`;
const line = (identity: string, { context = '{}', more = '' } = {}) =>
  `{"id":"x","request":${request(context)},"identityPolicies":[{"name":"p","policy":${identity}}],"sessionPolicies":[],"scps":[],"rcps":[]${more}}`;
const wide = (condition: string) =>
  `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":["*","arn:${'y'.repeat(100_001)}"],"Condition":${condition}}]}`;

describe('what only looks like a policy is none', () => {
  test.each([
    ['a policy in its place', line(policy)],
    ['an object in the context', line(policy, { context: `{"policy":${policy}}` })],
    ['a list of objects in the context', line(policy, { context: `{"k":[{"policy":${policy}}]}` })],
    ['an object as a wanted value of a huge policy', line(wide(`{"StringNotEquals":{"policy":${policy}}}`))],
    ['a long reason why a policy could not be read', line(`{"unreadable":"${'z'.repeat(200)}"}`)],
    ['a reason that holds a policy', line(`{"unreadable":{"resourcePolicy":${policy}}}`)],
    [
      'two resource policies',
      line(policy, { more: `,"resourcePolicy":${policy},"resourcePolicy":{"unreadable":"x"}` }),
    ],
    ['a policy in a slot that nobody knows', line(policy, { more: `,"policy":${policy}` })],
    ['a policy without its name', line(policy, { more: `,"vpcEndpointPolicy":${policy}` })],
    ['a list in the place of a policy', line(`[${policy}]`)],
    ['a name that is an object', line(policy).replace('"name":"p"', `"name":{"policy":${policy}}`)],
    ['half a surrogate pair in a policy', line(policy.replace('xx', '\ud83d'))],
    ['a key that is written otherwise', line(policy).replace('"policy"', '"pol\\u0069cy"')],
    ['the mark itself in the context', line(policy, { context: '{"k":"\u00adpolicy 0"}' })],
    ['the mark itself in the place of a policy', line('"\u00adpolicy 0"')],
    ['the mark, written with an escape', line('"\\u00ADpolicy 0"')],
    [
      'a text that ends like the key',
      line(policy, { context: `{"k":"\\"policy\\":${policy.replaceAll('"', '\\"')}"}` }),
    ],
  ])('%s', (_, given) => {
    const answers = [plainly(given), evaluateLine(given), evaluateLine(given)].map(text);
    expect(new Set(answers)).toEqual(new Set([answers[0]]));
  });
});
