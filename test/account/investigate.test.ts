import { useTestCredentials } from '../setup/credentials';
import { sample } from '../request/samples';
import type { AwsAccounts } from './description';
import { investigateIn } from './investigate';

useTestCredentials();

const now = '2026-11-20T09:00:00Z';
const event = sample('s01').detail;
const awsAccounts: AwsAccounts = {
  headObject: true,
  accounts: {
    '111122223333': {
      roles: { 'app-reader-role': { path: '/service/' } },
      buckets: { 'amzn-s3-demo-bucket': { objects: { 'reports/2026/q3.csv': {} } } },
    },
  },
};

test('an investigation of described accounts names what is missing in them', async () => {
  const { report } = await investigateIn(awsAccounts, event, { now });
  expect(report.verdict).toMatchObject({
    status: 'denied',
    certainty: 'proven',
    rootCauses: [{ layer: 'identity-policies', outcome: 'does-not-allow' }],
  });
});

test('its recording alone gives the same report, and says where it comes from', async () => {
  const provenance = { from: 'documentation', source: 'https://docs.aws.amazon.com/' } as const;
  const { report, recording, replayed } = await investigateIn(awsAccounts, event, { now, provenance });
  const { asOf: _read, ...verdict } = report.verdict;
  expect(await replayed()).toMatchObject({ findings: report.findings, unknowns: report.unknowns, verdict });
  expect(new Set(recording.calls.map((call) => call.provenance))).toEqual(new Set([provenance]));
});

test('what is refused is unknown', async () => {
  const closed: AwsAccounts = { ...awsAccounts, refuses: [{ service: 'iam' }] };
  const { report } = await investigateIn(closed, event, { now });
  expect(report.findings).toContainEqual(expect.objectContaining({ layer: 'identity-policies', outcome: 'unknown' }));
});
