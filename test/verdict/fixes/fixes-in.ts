/** The fixes of a denial in described accounts, each in a line. */
import { investigateIn } from '../../account/investigate';
import type { AwsAccounts } from '../../account/description';
import { event, type Asked } from '../../causes/events';
import { callsInEach, refusedOf } from '../../setup/aws-cli';

export const now = '2026-11-20T09:14:01.000Z';
export type Row = readonly [when: string, awsAccounts: AwsAccounts, asked: Asked, fixes: readonly string[]];

/** Each fix in a line: the layer, what is to be done, notes, and the calls of the CLI, all of which the CLI takes. */
export async function fixesIn(awsAccounts: AwsAccounts, asked: Asked): Promise<readonly string[]> {
  const { report } = await investigateIn(awsAccounts, event(asked), { now });
  const byFix = callsInEach(report.fixes.map(({ command = '' }) => command));
  return report.fixes.map(({ layer, remedy, notes, verified, opens, facts }, at) => {
    const calls = byFix[at]!;
    expect(calls.flatMap(refusedOf)).toEqual([]);
    const noted = notes.map(({ code }) => code);
    return [
      `${layer} ${remedy}${facts['note'] === undefined ? '' : `/${facts['note']}`}${verified ? '' : ' unproven'}`,
      ...(opens === undefined || opens.length === 0 ? [] : [`opens ${opens.length}`]),
      ...noted,
      ...calls.map(([, operation]) => operation),
    ].join(', ');
  });
}

export const rowsOf = (kinds: Readonly<Record<string, readonly Row[]>>) =>
  Object.entries(kinds).flatMap(([kind, all]) => all.map(([when, ...more]) => [`${kind} ${when}`, ...more] as const));
