import { costLines, estimatedIncidents } from '../../cli/commands/cost';
import { culprit } from '../setup/command-line';

const total = (requests: number, denied: number, incidents: number) =>
  costLines({ requests, denied, incidents }).reduce((sum, { dollars }) => sum + dollars, 0);

test('a billion recorded requests cost a thousand dollars of CloudTrail', () => {
  const [trail] = costLines({ requests: 1e9, denied: 0, incidents: 0 });
  expect(trail?.dollars).toBeCloseTo(1000);
});

test('more of anything never costs less', () => {
  expect(total(1e6, 1e3, 10)).toBeLessThan(total(1e7, 1e3, 10));
  expect(total(1e6, 1e3, 10)).toBeLessThan(total(1e6, 1e4, 10));
  expect(total(1e6, 1e3, 10)).toBeLessThan(total(1e6, 1e3, 20));
});

test.each([
  [0, 0],
  [1, 1],
  [100, 20],
  [10_000, 300],
  [1_000_000, 3_000],
  [100_000_000, 20_000],
])('%d denials are about %d incidents', (denied, incidents) => expect(estimatedIncidents(denied)).toBe(incidents));

test('between the known points, and beyond them, incidents grow', () => {
  const many = [1, 10, 1e3, 1e5, 1e7, 1e9, 1e11].map(estimatedIncidents);
  expect(many).toEqual([...many].sort((a, b) => a - b));
});

test('the command prints the bill with the date and the sources of the prices', async () => {
  const { code, stdout } = await culprit('cost', '--requests', '1,000,000', '--denied', '500');
  expect(code).toBe(0);
  expect(stdout).toMatch(/1,000,000 requests, 500 denied/);
  expect(stdout).toMatch(/as of 20\d\d-\d\d/);
  expect(stdout).toContain('https://aws.amazon.com/cloudtrail/pricing/');
});

test('the total is the sum of the items', async () => {
  const { stdout } = await culprit('cost', '--requests', '5000000', '--denied', '1000', '--format', 'json');
  const { total: told, items } = JSON.parse(stdout) as { total: number; items: { dollars: number }[] };
  expect(items.reduce((sum, { dollars }) => sum + dollars, 0)).toBeCloseTo(told);
});
