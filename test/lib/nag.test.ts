import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CfnResource, Stack, Validations, type App } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { ReaderRoleStack } from '../../lib/spoke/reader-role-stack';
import { CulpritSpokeStack } from '../../lib/spoke/spoke-stack';
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

describe('cdk-nag', () => {
  const nagged = (fill: (app: App) => void) => {
    const app = appWith();
    fill(app);
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    return findings(app);
  };

  test.each([
    ['everything configured', everything],
    ['nothing configured', existing],
    ['spokes', hub],
    ['data that goes with it', { ...existing, removeData: true }],
  ] as const)('has nothing to say of a stack with %s', (_, props) => {
    expect(nagged((app) => stackWith(props, app))).toEqual([]);
  });

  test('has nothing to say of the reader role', () => {
    expect(nagged((app) => new ReaderRoleStack(app, 'Reader', env))).toEqual([]);
  });

  test.each([false, true])('has nothing to say of a spoke (it manages the organization: %s)', (managesOrganization) => {
    expect(nagged((app) => new CulpritSpokeStack(app, 'Spoke', { ...env, managesOrganization }))).toEqual([]);
  });

  test('looks', () => {
    expect(nagged((app) => new Bucket(new Stack(app, 'Other'), 'Bucket'))).toContain('AwsSolutions-S1');
  });
});

describe('the schemas of CloudFormation', () => {
  beforeAll(() => delete process.env['CDK_VALIDATION']);
  afterAll(() => void (process.env['CDK_VALIDATION'] = 'false'));
  const validated = (fill: (app: App) => void) => {
    const app = appWith();
    fill(app);
    return findings(app);
  };

  // `npm run synth` validates a stack with nothing configured.
  test('have nothing to say of a stack with everything configured', () => {
    expect(validated((app) => stackWith(everything, app))).toEqual([]);
  });

  test('have nothing to say of the reader role', () => {
    expect(validated((app) => new ReaderRoleStack(app, 'Reader', env))).toEqual([]);
  });

  test('have nothing to say of a hub and its spoke', () => {
    expect(validated((app) => stackWith(hub, app))).toEqual([]);
    expect(validated((app) => new CulpritSpokeStack(app, 'Spoke', env))).toEqual([]);
  });

  test('are looked at', () => {
    const properties = { Nonsense: 'a property that buckets do not have' };
    const odd = (app: App) =>
      new CfnResource(new Stack(app, 'Other'), 'Bucket', { type: 'AWS::S3::Bucket', properties });
    expect(validated(odd)).toEqual(['F3002']);
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
