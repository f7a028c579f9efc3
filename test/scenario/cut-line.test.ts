import { evaluateLine } from '../../cli/commands/evaluate';
import { evaluateScenario } from '../../src/scenario/evaluate';
import { ScenarioError } from '../../src/scenario/fields';
import { cutSlots } from '../../src/scenario/cache/cut-line';

// Slots that were seen before are cut out of a line before it is parsed. Nobody may be able to tell.

function plainly(line: string): object {
  try {
    return evaluateScenario(JSON.parse(line));
  } catch (error) {
    if (error instanceof ScenarioError) return { id: 'x', error: error.message };
    throw error;
  }
}

const statement = (more = '') => `{"Sid":"${'x'.repeat(60)}","Effect":"Allow"${more},"Action":"*","Resource":"*"}`;
const policy = (more = '') => `{"Version":"2012-10-17","Statement":[${statement(more)}]}`;
const named = (more = '') => `[{"name":"p","policy":${policy(more)}}]`;
const levels = (more = '') => `[{"target":"r-1","policies":${named(more)}}]`;
const star = ',"Principal":"*"';

const slots = {
  identityPolicies: named(),
  sessionPolicies: '[]',
  scps: levels(),
  rcps: levels(star),
  resourcePolicy: policy(star),
  vpcEndpointPolicy: `{"name":"e","policy":${policy(star)}}`,
};

function line(change: Readonly<Record<string, string>> = {}, context = '{}'): string {
  const principal = 'arn:aws:sts::111122223333:assumed-role/app/s';
  const request = `{"principal":"${principal}","action":"s3:GetObject","resource":"arn:aws:s3:::b/k","resourceAccountId":"111122223333","context":${context}}`;
  const all = Object.entries({ ...slots, ...change }).map(([key, value]) => `"${key}":${value}`);
  return `{"id":"x","request":${request},${all.join(',')}}`;
}

const key = `{"action":"kms:Decrypt","keyArn":"arn:aws:kms:us-east-1:111122223333:key/k","keyAccountId":"111122223333","keyManager":"CUSTOMER","keyPolicy":${policy(star)},"rcps":${levels(star)},"context":{}}`;

test.each([
  ['every slot in its place', line(), 5],
  ['the slots of a key', line({ kms: key }), 7],
  ['one text in two slots', line({ sessionPolicies: named() }), 6],
  ['one text as the policy of the bucket and of the key', line({ kms: key, resourcePolicy: policy(star) }), 7],
  ['spaces after the keys', line().replaceAll('":', '": '), 5],
  ['a slot in the place of another', line({ rcps: levels() }), 4],
  ['a slot of the caller that names a principal', line({ identityPolicies: named(star) }), 4],
  ['a slot within another', line({ identityPolicies: `[{"name":"p","scps":${levels()},"policy":${policy()}}]` }), 5],
  ['a slot in the context', line({}, `{"scps":${levels()}}`), 6],
  ['a slot that nothing reads', line({ more: `{"scps":${levels()}}` }), 6],
  ['a slot that comes twice', line().replace('"rcps"', `"scps":[],"scps":${levels()},"rcps"`), 6],
  ['a key that ends like that of a slot', line({ 'my\\"scps': levels() }), 5],
  ['a policy that AWS refuses', line({ scps: levels(',"Nothing":1') }), 4],
  [
    'a level that could not be read',
    line({ scps: `[{"target":"${'r'.repeat(60)}","policies":{"unreadable":"x"}}]` }),
    5,
  ],
  ['a list that never ends', line({ scps: levels().slice(0, -1) }).slice(0, -1), undefined],
  ['a policy where its name belongs', line({ scps: `[{"target":{"policy":${policy()}},"policies":[]}]` }), 4],
])('%s', (_, given, cut) => {
  const answers = [evaluateLine(given), evaluateLine(given)].map((answer) => JSON.stringify(answer));
  expect(new Set(answers).size).toBe(1);
  if (cut === undefined) {
    expect(answers[0]).toContain('not JSON');
    return;
  }
  expect(answers[0]).toBe(JSON.stringify(plainly(given)));
  expect(cutSlots(given).slots).toHaveLength(cut);
});

test('a slot that was learned is not read again', () => {
  cutSlots(line());
  const [first, second] = [cutSlots(line()), cutSlots(line({}, '{"aws:username":"x"}'))];
  expect(second.slots.map(({ reading }) => reading)).toEqual(first.slots.map(({ reading }) => reading));
  second.slots.forEach((slot, at) => expect(slot.reading).toBe(first.slots[at]?.reading));
});

test('a policy that was seen before in another list is not compiled again', () => {
  const policyOf = (name: string) => {
    const text = line({ identityPolicies: named().replace('"p"', `"${name}"`) });
    // What begins and what comes for the first time is left in its line.
    for (const _ of ['first', 'second']) expect(cutSlots(text).text).toContain(`"name":"${name}"`);
    const [{ reading }] = cutSlots(text).slots as [never];
    return (reading as { value: { policies: { document: unknown }[] } }).value.policies[0]?.document;
  };
  expect(policyOf('one')).toBe(policyOf('other'));
});
