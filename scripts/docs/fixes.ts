/** What would mend each cause, and with which call: from the fixtures of the causes, investigated here. */
import { investigate } from '../../src/investigate';
import type { Report } from '../../src/report/contract';
import { deniedIn, readingIn } from '../../test/account/investigate';
import { fixtures } from '../../test/causes/all-fixtures';
import { beyondCommands } from '../../test/causes/beyond-commands';
import type { Fixture } from '../../test/causes/fixture';
import { table } from './table';

export async function fixesTable(): Promise<string> {
  // Calls are signed before the described accounts answer them; only AWS's own endpoint is asked at AWS's pace.
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: 'none',
    AWS_SECRET_ACCESS_KEY: 'none',
    AWS_ENDPOINT_URL: 'http://localhost:9',
  });
  const rows: (readonly string[])[] = [];
  for (const fixture of fixtures) rows.push(rowOf(fixture, await reportOf(fixture)));
  return table(['Cause', 'Case', 'Fix', 'Command'], rows);
}

async function reportOf({ event, awsAccounts }: Fixture): Promise<Report> {
  const denied = deniedIn(event);
  return investigate(denied, readingIn(awsAccounts, denied), { now: '2026-11-20T09:14:01.000Z' });
}

function rowOf({ causes, title }: Fixture, { fixes }: Report): readonly string[] {
  const fix = fixes.find(({ command }) => command !== undefined);
  const shown = fix ?? fixes[0];
  return [
    causes.join(', '),
    title,
    shown === undefined ? 'none' : withoutAccounts(shown.summary),
    fix?.command === undefined ? (beyondCommands[title] ?? 'none') : callsIn(fix.command).join(', then '),
  ];
}

/** Only what tells one resource from another. */
const withoutAccounts = (summary: string): string => summary.replaceAll(/arn:[a-z-]+:[a-z0-9-]+:[a-z0-9-]*:\d*:/g, '');

/** `aws s3api put-bucket-policy` */
const callsIn = (command: string): readonly string[] =>
  [...command.matchAll(/^aws [a-z0-9-]+ [a-z0-9-]+/gm)].map(([call]) => `\`${call}\``);
