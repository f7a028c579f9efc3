import { openStormAws, type StormAws } from '../../demo/storm/aws';
import { broken } from '../../demo/storm/promises';
import { storms } from '../../demo/storm/shapes';
import { simulate } from '../../demo/storm/simulate';

let aws: StormAws;
beforeAll(async () => {
  aws = await openStormAws();
});
afterAll(() => aws.close());

/** Each incident of these is one message, and one more where something ended it. */
const messages: Readonly<Record<string, number>> = {
  'one cause': 1,
  'one SCP, 400 roles, 40 buckets': 2,
  'a stranger, 200 roles': 1,
  'a nightly job, a month': 1,
};

/** A tenth of what `npm run storm -- small` takes, and a fifth of those whose messages are known. */
const sized = storms.map((storm) => {
  const known = messages[storm.name];
  return [storm.name, storm, Math.ceil(storm.small / (known === undefined ? 10 : 5)), known] as const;
});

test.each(sized)(
  '%s: few messages, executions within the budget, exact counts, the lone one told',
  async (_, storm, size, known) => {
    const result = await simulate(storm, size, aws);
    expect(result.denials).toBeGreaterThanOrEqual(size);
    expect([result, broken(result)]).toEqual([result, []]);
    if (known !== undefined) expect([result.incidents, result.messages]).toEqual([1, known]);
  },
);

test('each storm whose messages are known is one of them', () => {
  expect(storms.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(messages)));
});
