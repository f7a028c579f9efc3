import { everything, existing, templateWith } from './templates';
import type { CulpritProps } from '../../lib/props';

function printed(props: CulpritProps): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(templateWith(props).Outputs).map(([id, { Value }]) => [id, JSON.stringify(Value)]),
  );
}

test('a deployment prints what must exist already, with the command that checks it', () => {
  const outputs = printed({ ...everything, trail: { existing: true } });
  const checks = Object.keys(outputs).filter((id) => id.startsWith('Check'));
  expect(checks.sort()).toEqual([
    'CheckAccessLogEvents',
    'CheckAccessLogs',
    'CheckDataEvents',
    'CheckManagementEvents',
    'CheckOrganizationRole',
    'CheckReaderRoles',
    'CheckSlackSecret',
  ]);
  for (const id of checks) expect(outputs[id]).toMatch(/^"aws [a-z0-9-]+ [a-z0-9-]+ --/);
  expect(outputs['CheckSlackSecret']).toContain('--secret-id culprit/slack');
  expect(outputs['CheckAccessLogEvents']).toContain('get-bucket-notification-configuration');
  expect(outputs['CheckAccessLogEvents']).toContain('--bucket my-logs');
  expect(outputs['CheckReaderRoles']).toContain('--external-id EXTERNAL_ID');
});

test('what is not configured is not asked for', () => {
  const checks = Object.keys(printed(existing)).filter((id) => id.startsWith('Check'));
  expect(checks.sort()).toEqual(['CheckDataEvents', 'CheckManagementEvents']);
});

test('a new trail logs the data events itself', () => {
  expect(Object.keys(printed(everything))).not.toContain('CheckDataEvents');
});

test('a deployment prints where reports, evidence and executions are', () => {
  expect(Object.keys(printed(existing))).toEqual(
    expect.arrayContaining(['ReportsTopic', 'EvidenceBucket', 'StateMachine']),
  );
});
