import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack, Validations, type App } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { ReaderRoleStack } from '../../lib/reader-role-stack';
import { appWith, env, everything, existing, stackWith } from './synthesized';

beforeAll(() => delete process.env['CDK_VALIDATION']);

/** What cdk-nag finds and nobody acknowledged. */
function findings(fill: (app: App) => void): readonly string[] {
  const app = appWith();
  fill(app);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  try {
    app.synth();
  } catch (error) {
    // Its message says only that there is a report; under CI the report is part of it.
    expect(String(error)).toMatch(/Validation ?failed/i);
  }
  printed.mockRestore();
  const report = readFileSync(join(app.outdir, 'validation-report.json'), 'utf8');
  return [...new Set(report.match(/AwsSolutions-[A-Z]+\d+(\[[^"\n\]]*\])?/g))];
}

test.each([
  ['everything configured', everything],
  ['nothing configured', existing],
] as const)('cdk-nag has nothing to say of a stack with %s', (_, props) => {
  expect(findings((app) => stackWith(props, app))).toEqual([]);
});

test('cdk-nag has nothing to say of the reader role', () => {
  expect(findings((app) => new ReaderRoleStack(app, 'Reader', env))).toEqual([]);
});

test('cdk-nag looks', () => {
  expect(findings((app) => new Bucket(new Stack(app, 'Other'), 'Bucket'))).toContain('AwsSolutions-S1');
});

test('every acknowledgement has a reason', () => {
  const reasons = stackWith(everything)
    .node.findAll()
    .flatMap(({ node }) => node.metadata.filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY))
    .map(({ data }) => data as Readonly<Record<string, string>>);
  expect(reasons.length).toBeGreaterThan(0);
  for (const [rule, reason] of reasons.flatMap((row) => Object.entries(row))) {
    expect(rule).toMatch(/AwsSolutions-[A-Z]+\d+/);
    expect([rule, reason.split(' ').length > 5]).toEqual([rule, true]);
  }
});
