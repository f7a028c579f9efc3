import { print } from '../../cli/print';
import { reportSchema } from '../../src/report/contract';
import { investigateIn } from '../account/investigate';
import { plantSecrets, secrets } from '../demo/planted-secrets';
import { useTestCredentials } from '../setup/credentials';
import { sample } from '../request/samples';
import { culprit } from '../setup/command-line';
import { temporaryFolder } from '../setup/temporary-folder';
import { sampleAccounts } from './sample-accounts';

useTestCredentials();
const folder = temporaryFolder();
/** Those of the record, and those that STS gives for reading other accounts. */
const left = (text: string) => [...secrets, 'SECRETKEY', 'SECRETTOKEN'].filter((secret) => text.includes(secret));

test('the secrets are there to be found', () => {
  expect(left(JSON.stringify(plantSecrets(sample('s01'))))).toEqual(secrets);
});

describe.each(Object.entries(sampleAccounts))('of the secrets in %s', (name, awsAccounts) => {
  const { detail } = plantSecrets(sample(name));

  test('none is in the recording, and none in a report', async () => {
    const { recording } = await investigateIn(awsAccounts, detail, { now: '2026-11-20T09:00:00Z' });
    expect(recording.calls.length).toBeGreaterThan(0);
    expect(left(JSON.stringify(recording))).toEqual([]);
    const replayed = folder.file(`${name}-recording.json`, JSON.stringify(recording));
    const event = folder.file(`${name}.json`, JSON.stringify(detail));
    const { code, stdout, stderr } = await culprit('investigate', '--recording', replayed, '--format', 'json', event);
    expect([0, 4]).toContain(code);
    expect(left(stdout + stderr)).toEqual([]);
    const report = reportSchema.parse(JSON.parse(stdout));
    for (const format of ['text', 'json', 'markdown', 'html', 'slack'] as const) {
      for (const full of [false, true])
        expect(left(print(report, { format, iac: undefined, full, several: false }))).toEqual([]);
    }
  });
});
