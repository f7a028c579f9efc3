/** Requests about which a careless reading would be confident, and wrong: each kind has a table in ./careless. */
import type { Report } from '../../src/report/contract';
import { renderText } from '../../src/report/render-text';
import { investigateIn } from '../account/investigate';
import { contradictionsIn } from '../report/contradictions';
import { atTheTime } from '../setup/at-the-time';
import { useTestCredentials } from '../setup/credentials';
import { careless } from './careless/all';
import type { Careless } from './careless/row';

useTestCredentials();

const now = '2026-11-20T09:14:01.000Z';
atTheTime(now);
const rows = careless.map((row) => [`${row.table}: ${row.title}`, row] as const);

test('there are many', () => expect(rows.length).toBeGreaterThanOrEqual(30));

describe.each(rows)('%s', (_, row) => {
  test(`not: ${row.careless}`, async () => {
    const { report, gathered, gatheredAgain } = await investigateIn(row.awsAccounts, row.event, { now });
    expect(shortOf(report, row)).toEqual(expected(row));
    expect(JSON.stringify(await gatheredAgain())).toBe(JSON.stringify(gathered));
  });
});

function shortOf(report: Report, { certain, leads, says = [], neverSays = [] }: Careless) {
  const { status, certainty, rootCauses } = report.verdict;
  const { request: _request, ...told } = report;
  const all = `${renderText(report).replace(/\s+/g, ' ')} ${JSON.stringify(told)}`;
  return {
    status,
    ...(certain === undefined ? {} : { certain: certainty !== 'possible' }),
    ...(leads === undefined ? {} : { leads: rootCauses[0]?.layer }),
    contradictions: contradictionsIn(report),
    lacking: says.filter((pattern) => !pattern.test(all)).map(String),
    wronglySaid: neverSays.filter((pattern) => pattern.test(all)).map(String),
  };
}

const expected = ({ status, certain, leads }: Careless) => ({
  status,
  ...(certain === undefined ? {} : { certain }),
  ...(leads === undefined ? {} : { leads }),
  contradictions: [],
  lacking: [],
  wronglySaid: [],
});
