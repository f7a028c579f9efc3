import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack, Validations, type App, type CfnResource } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { ReaderRoleStack } from '../../lib/spoke/reader-role-stack';
import { CulpritSpokeStack } from '../../lib/spoke/spoke-stack';
import type { CulpritProps } from '../../lib/props';
import { env } from './synthesis';
import { appWith, stackWith } from './synthesized';
import { everything, existing, hub } from './templates';

interface ValidationReport {
  readonly pluginReports: readonly { readonly violations: readonly { readonly ruleName: string }[] }[];
}

/** The rules that synthesis finds broken and nobody acknowledged. */
function findings(app: App): readonly string[] {
  const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  try {
    app.synth();
  } catch (error) {
    // Its message says only that there is a report; under CI the report is part of it.
    expect(String(error)).toMatch(/Validation ?failed/i);
  }
  printed.mockRestore();
  const report = readFileSync(join(app.outdir, 'validation-report.json'), 'utf8');
  const { pluginReports } = JSON.parse(report) as ValidationReport;
  return pluginReports.flatMap(({ violations }) => violations.map(({ ruleName }) => ruleName));
}

const withNag = (fill: (app: App) => void): App => {
  const app = appWith();
  fill(app);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return app;
};
const withStack = (props: CulpritProps) => withNag((app) => stackWith(props, app));
const withSpoke = (managesOrganization: boolean) =>
  withNag((app) => new CulpritSpokeStack(app, 'Spoke', { ...env, managesOrganization }));

describe('cdk-nag and the schemas of CloudFormation', () => {
  beforeAll(() => delete process.env['CDK_VALIDATION']);
  afterAll(() => void (process.env['CDK_VALIDATION'] = 'false'));

  test.each([
    ['a stack with everything configured', () => withStack(everything)],
    ['a stack with spokes', () => withStack(hub)],
    ['a spoke', () => withSpoke(false)],
    ['the reader role', () => withNag((app) => new ReaderRoleStack(app, 'Reader', env))],
  ])('have nothing to say of %s', (_, app) => {
    expect(findings(app())).toEqual([]);
  });

  test('are both looked at', () => {
    const odd = (app: App) => {
      const bucket = new Bucket(new Stack(app, 'Other'), 'Bucket');
      (bucket.node.defaultChild as CfnResource).addPropertyOverride('Nonsense', 'a property that buckets do not have');
    };
    expect(findings(withNag(odd))).toEqual(expect.arrayContaining(['F3002', 'AwsSolutions-S1']));
  });
});

// `npm run synth` validates a stack with nothing configured.
describe('cdk-nag alone', () => {
  test.each([
    ['a stack with nothing configured', () => withStack(existing)],
    ['a stack with data that goes with it', () => withStack({ ...existing, removeData: true })],
    ['a spoke that manages the organization', () => withSpoke(true)],
  ])('has nothing to say of %s', (_, app) => {
    expect(findings(app())).toEqual([]);
  });

  test('looks', () => {
    expect(findings(withNag((app) => new Bucket(new Stack(app, 'Other'), 'Bucket')))).toContain('AwsSolutions-S1');
  });
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
