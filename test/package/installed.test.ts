import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { roleArn } from '../../demo/story/cast';
import { story } from '../../demo/story/story';
import { buildBundles } from '../../demo/synthesize';
import { temporaryFolder } from '../setup/temporary-folder';
import { root } from '../setup/sources';

const folder = temporaryFolder();
const modules = join(root, 'node_modules');
const bare = join(folder.path, 'bare');
const cdk = join(folder.path, 'cdk');
const question = ['--principal', roleArn, '--action', 's3:GetObject', '--resource', 'arn:aws:s3:::my-bucket/a.csv'];

async function run(cwd: string, program: string, ...programArguments: readonly string[]) {
  const { npm_lifecycle_event: _, INIT_CWD: __, ...env } = process.env;
  // Validating takes four seconds, and nag.test.ts does it; the compiler ends before collecting garbage pays.
  const more = { AWS_REGION: 'eu-central-1', CDK_VALIDATION: 'false', GOGC: 'off' };
  const options = { cwd, env: { ...env, ...more }, maxBuffer: 64 * 1024 * 1024 };
  const done = promisify(execFile)(program, programArguments, options);
  return done.then(
    ({ stdout }) => ({ code: 0, stdout, stderr: '' }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, stdout, stderr }),
  );
}

/** Into an empty folder; beside the package only what it asks for, linked. */
async function install(into: string, ...beside: readonly string[]): Promise<void> {
  mkdirSync(into);
  writeFileSync(join(into, 'package.json'), JSON.stringify({ name: 'somebody', private: true }));
  const packages = beside.map((name) => `file:${join(modules, name)}`);
  const npm = ['install', '--offline', '--no-audit', '--no-fund', '--install-links=false'];
  const { code, stderr } = await run(into, 'npm', ...npm, join(folder.path, 'culprit-0.1.0.tgz'), ...packages);
  expect([code, stderr]).toEqual([0, '']);
}

beforeAll(async () => {
  await buildBundles();
  const built = await run(root, process.execPath, '--import', 'tsx', 'scripts/build-package.ts');
  const packed = await run(root, 'npm', 'pack', '--ignore-scripts', '--pack-destination', folder.path);
  expect([built, packed.code]).toMatchObject([{ code: 0, stderr: '' }, 0]);
  await install(bare, 'zod');
  await install(cdk, 'zod', 'aws-cdk-lib', 'constructs');
  folder.file('recording.json', JSON.stringify(story.recording));
  folder.file('denied.json', JSON.stringify(story.events.s3));
});

test('holds what was built, and no source', () => {
  const installed = join(bare, 'node_modules', 'culprit');
  expect(readdirSync(installed).sort()).toEqual(['LICENSE', 'README.md', 'dist', 'package.json']);
  const files = readdirSync(join(installed, 'dist'), { recursive: true }).map(String);
  expect(files.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))).toEqual([]);
});

test('names the licences of what it bundles', () => {
  const notices = readFileSync(join(bare, 'node_modules', 'culprit', 'dist', 'NOTICES.txt'), 'utf8');
  for (const name of ['@aws-sdk/client-s3', 'diff', 'csv-parse']) expect(notices).toContain(`\n${name} `);
});

describe('the command line', () => {
  const culprit = join(bare, 'node_modules', '.bin', 'culprit');

  test('explains a recorded denial, from files named as seen from where it is called', async () => {
    const inside = join(bare, 'inside');
    mkdirSync(inside);
    const files = ['--recording', '../../recording.json', '../../denied.json'];
    const { code, stdout } = await run(inside, culprit, 'investigate', ...files);
    const { verdict } = JSON.parse(stdout) as { readonly verdict: { readonly rootCauses: readonly object[] } };
    expect(code).toBe(0);
    expect(verdict.rootCauses).toMatchObject([{ statement: { sid: 'DenyKeysWithoutDataClass' } }]);
  });

  // Whether the object is encrypted is not read.
  test('answers a question', async () => {
    const { code, stdout } = await run(folder.path, culprit, 'explain', '--recording', 'recording.json', ...question);
    expect([code, JSON.parse(stdout)]).toMatchObject([4, { verdict: { status: 'inconclusive' } }]);
  });

  test('decides scenarios, and lists the layers', async () => {
    const { stdout } = await run(bare, culprit, 'layers', '--format', 'json');
    expect((JSON.parse(stdout) as readonly object[]).length).toBeGreaterThan(20);
  });

  test('says where the demo is', async () => {
    const { code, stderr } = await run(bare, culprit, 'demo');
    expect([code, stderr]).toEqual([2, expect.stringMatching(/the demo is not in the package/)]);
  });
});

test('the library finds, explains, answers and decides', async () => {
  const program = `
    import { readFileSync } from 'node:fs';
    import { evaluate, explain, investigate, parse } from 'culprit';
    const replay = JSON.parse(readFileSync('../recording.json', 'utf8'));
    const [found] = parse(readFileSync('../denied.json', 'utf8'));
    const report = await investigate(found.request, { replay });
    const [principal, action, resource] = ${JSON.stringify([question[1], question[3], question[5]])};
    const answer = await explain({ principal, action, resource }, { replay, region: 'eu-central-1' });
    let refused;
    try { evaluate({}); } catch (error) { refused = error.name; }
    console.log(JSON.stringify([report.verdict.rootCauses[0].statement.sid, answer.verdict.status, refused]));`;
  writeFileSync(join(bare, 'use.mjs'), program);
  const { stdout } = await run(bare, process.execPath, 'use.mjs');
  expect(JSON.parse(stdout)).toEqual(['DenyKeysWithoutDataClass', 'inconclusive', 'ScenarioError']);
});

test('the construct deploys its Lambdas from a foreign app, with the CDK of that app', async () => {
  const program = `
    const { App, Stack } = require('aws-cdk-lib');
    const { Template } = require('aws-cdk-lib/assertions');
    const { Culprit } = require('culprit/cdk');
    const stack = new Stack(new App({ outdir: 'cdk.out' }), 'Foreign');
    new Culprit(stack, 'Culprit', { trail: { existing: true }, ownSubscribers: true });
    const functions = Template.fromStack(stack).findResources('AWS::Lambda::Function');
    console.log(Object.values(functions).filter(({ Properties }) => Properties.Description?.startsWith('Culprit')).length);`;
  writeFileSync(join(cdk, 'app.js'), program);
  const { stdout, stderr } = await run(cdk, process.execPath, 'app.js');
  const { layers, steps } = JSON.parse(readFileSync(join(root, 'dist', 'cards.json'), 'utf8')) as Readonly<
    Record<'layers' | 'steps', readonly object[]>
  >;
  // Access logs are not read without their settings.
  expect([Number(stdout), stderr]).toEqual([layers.length + steps.length - 1, '']);
  const assets = readdirSync(join(cdk, 'cdk.out')).filter((name) => name.startsWith('asset.'));
  expect(assets.length).toBeGreaterThan(0);
  expect(assets.every((name) => readFileSync(join(cdk, 'cdk.out', name, 'index.js')).length > 1_000)).toBe(true);
});

test('the types of library and construct hold in a strict program of either kind of module', async () => {
  const program = `
    import { App, Stack } from 'aws-cdk-lib';
    import { Culprit, type CulpritProps } from 'culprit/cdk';
    import { evaluate, explain, investigate, parse, type DeniedRequest, type Report } from 'culprit';
    const props: CulpritProps = { trail: { buckets: ['my-bucket'] }, ownSubscribers: true };
    export const { topic } = new Culprit(new Stack(new App(), 'S'), 'C', props);
    export async function sids(text: string): Promise<readonly (string | undefined)[]> {
      const denied: DeniedRequest[] = parse(text).flatMap((one) => (one.is === 'denied' ? [one.request] : []));
      const reports: Report[] = await Promise.all(denied.map((one) => investigate(one)));
      return reports.flatMap(({ verdict }) => verdict.rootCauses.map(({ statement }) => statement?.sid));
    }
    // @ts-expect-error a question has a principal
    export const asked = explain({ action: 's3:GetObject', resource: 'arn:aws:s3:::b/k' });
    export const decided: string = evaluate({}).decision;`;
  for (const extension of ['mts', 'cts']) writeFileSync(join(cdk, `main.${extension}`), program);
  const compilerOptions = { module: 'nodenext', target: 'es2023', strict: true, noEmit: true, types: ['node'] };
  const where = { typeRoots: [join(modules, '@types')], preserveSymlinks: false };
  writeFileSync(
    join(cdk, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: { ...compilerOptions, ...where, skipLibCheck: true }, include: ['main.*'] }),
  );
  const { code, stdout } = await run(cdk, join(modules, '.bin', 'tsc'));
  expect([code, stdout]).toEqual([0, '']);
});
