import { reportSchema } from '../../src/report/contract';
import { investigateIn } from '../account/investigate';
import { useTestCredentials } from '../setup/credentials';
import { changed, sample, sampleNames } from '../request/samples';
import { atTheTime } from '../setup/at-the-time';
import { culprit } from '../setup/command-line';
import { temporaryFolder } from '../setup/temporary-folder';
import { samplesWithoutAccounts, sampleAccounts } from './sample-accounts';

// Every sample, told by the command line from a recording of accounts in which it happens.

useTestCredentials();
const now = '2026-11-20T09:00:00.000Z';
atTheTime(now);
const folder = temporaryFolder();
const readers = ['--account-role', 'culprit-reader', '--head-object'];
const organization = ['--organization-role', 'arn:aws:iam::999988887777:role/culprit-reader'];

interface Told {
  /** Layer, statement (`-`: none) and action of each root cause. */
  readonly root: readonly string[];
  readonly certainty: string;
  readonly exitCode: number;
}
type Row = Readonly<Record<'text' | 'bare', Told>>;

const told = (certainty: string, exitCode: number, ...root: readonly string[]): Told => ({ root, certainty, exitCode });
/** AWS names the layer, and the evaluation finds the same; without its text the evaluation stands alone. */
const agreed = (root: string): Row => ({ text: told('proven', 0, root), bare: told('established', 0, root) });
/** AWS says no more than `Access Denied`. */
const silent = (root: string): Row => ({ text: told('established', 0, root), bare: told('established', 0, root) });

const table: Readonly<Record<keyof typeof sampleAccounts, Row>> = {
  s01: agreed('identity-policies - s3:GetObject'),
  s02: agreed('service-control-policies NoUploads s3:PutObject'),
  s03a: agreed('bucket-policy - s3:ListBucket'),
  s03b: agreed('bucket-policy - s3:ListBucket'),
  s04: silent('bucket-policy - s3:GetObject'),
  s05a: agreed('identity-policies - kms:Decrypt'),
  s05b: agreed('identity-policies - kms:Decrypt'),
  s05c: agreed('kms-key - kms:GenerateDataKey'),
  // The record of an endpoint names no resource, so nobody can say by which statement its policy denied; AWS says that it did.
  s06a: {
    text: told('possible', 0, 'vpc-endpoint-policy - s3:GetObject'),
    bare: told('possible', 0, 'vpc-endpoint-policy - s3:GetObject'),
  },
  s06b: {
    text: told('possible', 0, 'vpc-endpoint-policy - s3:GetObject'),
    bare: told('possible', 0, 'vpc-endpoint-policy - s3:GetObject'),
  },
  // AWS blames a resource's policy, and in this account only the identity-based policies lack an Allow: one of the two is wrong.
  s07: {
    text: told('possible', 0, 'identity-policies - s3:GetObject'),
    bare: told('established', 0, 'identity-policies - s3:GetObject'),
  },
  s08: agreed('identity-policies - s3:PutAccountPublicAccessBlock'),
  s09: silent('identity-policies - s3:GetObject'),
  s10: agreed('identity-policies - s3:ListBucket'),
  s11: agreed('identity-policies - s3:GetObject'),
  // Without AWS's word the version may have been locked since, which no look-up tells, and the session's policy have denied.
  s12: {
    text: told('proven', 0, 'object-lock - s3:DeleteObjectVersion'),
    bare: told('possible', 0, 'object-lock - s3:DeleteObjectVersion'),
  },
  s13: agreed('identity-policies - s3:PutObject'),
  s14: silent('bucket-policy - s3:PutObject'),
  s15: agreed('block-public-access - s3:PutObject'),
};

test('every sample of a denial is told', () => {
  const names = sampleNames.map((name) => name.split('_')[0] ?? '');
  expect([...Object.keys(table), ...samplesWithoutAccounts].sort()).toEqual(names.sort());
});

describe.each(Object.entries(table))('%s', (name, row) => {
  test.each(Object.entries(row))('%s', async (text, expected) => {
    const record = text === 'text' ? sample(name).detail : changed(name, { errorMessage: 'Access Denied' });
    const { report, recording } = await investigateIn(sampleAccounts[name as keyof typeof sampleAccounts], record, {
      now,
    });
    const event = folder.file(`${name}-${text}.json`, JSON.stringify(record));
    const saved = folder.file(`${name}-${text}-recording.json`, JSON.stringify(recording));
    const { code, stdout } = await culprit(
      'investigate',
      '--recording',
      saved,
      ...readers,
      ...organization,
      '--format',
      'json',
      event,
    );
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(report)));
    const { verdict } = reportSchema.parse(JSON.parse(stdout));
    expect({
      root: verdict.rootCauses.map(({ layer, statement, action }) => `${layer} ${statement?.sid ?? '-'} ${action}`),
      certainty: verdict.certainty,
      exitCode: code,
    }).toEqual(expected);
  });
});
