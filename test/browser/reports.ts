/** The reports of all cause fixtures, as of the day of their events. */
import { mock } from 'node:test';
import { testEnvironment } from '../setup/credentials';
import { investigateIn } from '../account/investigate';
import { fixtures } from '../causes/all-fixtures';
import type { Report } from '../../src/report/contract';

const now = '2026-11-20T09:14:01.000Z';

export interface TitledReport {
  readonly title: string;
  readonly report: Report;
}

export async function fixtureReports(): Promise<readonly TitledReport[]> {
  Object.assign(process.env, testEnvironment);
  mock.timers.enable({ apis: ['Date'], now: new Date(now) });
  try {
    const reports: TitledReport[] = [];
    for (const { title, awsAccounts, event, provenance } of fixtures)
      reports.push({ title, report: (await investigateIn(awsAccounts, event, { now, provenance })).report });
    return reports;
  } finally {
    mock.timers.reset();
  }
}
