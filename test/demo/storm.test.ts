import { openStormAws, type StormAws } from '../../demo/storm/aws';
import { broken } from '../../demo/storm/promises';
import { storms } from '../../demo/storm/shapes';
import { simulate } from '../../demo/storm/simulate';

let aws: StormAws;
beforeAll(async () => {
  aws = await openStormAws();
});
afterAll(() => aws.close());

/** A tenth of what `npm run storm -- small` takes. */
const sized = storms.map((storm) => [storm.name, storm, Math.ceil(storm.small / 10)] as const);

test.each(sized)(
  '%s: few messages, executions within the budget, exact counts, the lone one told',
  async (_, storm, size) => {
    const result = await simulate(storm, size, aws);
    expect(result.denials).toBeGreaterThanOrEqual(size);
    expect([result, broken(result)]).toEqual([result, []]);
  },
);

test.each([
  ['one cause', 1],
  // And what ended it.
  ['one SCP, 400 roles, 40 buckets', 2],
  ['a stranger, 200 roles', 1],
  ['a nightly job, a month', 1],
])('%s is few messages: %i', async (name, messages) => {
  const storm = storms.find((one) => one.name === name)!;
  const result = await simulate(storm, Math.ceil(storm.small / 5), aws);
  expect([result.incidents, result.messages]).toEqual([1, messages]);
});
