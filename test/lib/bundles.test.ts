import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { readCards } from '../../lib/cards';
import { root } from '../setup/sources';

const { layers, steps, checks } = readCards();
const { outputs } = JSON.parse(readFileSync(join(root, 'dist', 'metafile.json'), 'utf8')) as Metafile;

/** The files of which something is in the bundle. */
function contents(name: string): readonly string[] {
  const { inputs } = outputs[`${name}/index.js`]!;
  return Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : []));
}

const clientsIn = (name: string): readonly string[] => [
  ...new Set(contents(name).flatMap((path) => /@aws-sdk\/client-([\w-]+)/.exec(path)?.[1] ?? [])),
];

/** The service that answers an action of IAM; S3 Control's actions are S3's own, by other names. */
function clientsOf(action: string): readonly string[] {
  const [service = '', name = ''] = action.split(':');
  if (service === 's3') return /AccessPoint|AccessGrant|AccountPublic/.test(name) ? ['s3-control'] : ['s3'];
  return [service === 's3-object-lambda' ? 's3-control' : service];
}

/** Evidence goes to the run folder, and other accounts are read by roles. */
const plumbing = ['s3', 'sts'];

test.each(layers.map((card) => [card.id, card] as const))(
  'the bundle of %s holds this layer, and only clients that its readers use',
  (id, { permissions, headObjectPermissions }) => {
    const folders = contents(`layer-${id}`).flatMap((path) => /^src\/layers\/([\w-]+)\//.exec(path)?.[1] ?? []);
    expect([...new Set(folders)]).toEqual([id]);
    const used = [...permissions, ...headObjectPermissions].flatMap(({ action }) => clientsOf(action));
    const unused = clientsIn(`layer-${id}`).filter((client) => !used.includes(client) && !plumbing.includes(client));
    expect(unused).toEqual([]);
  },
);

test.each([
  ['intake', ['dynamodb', 's3', 'sfn']],
  ['access-log', ['dynamodb', 's3', 'sfn']],
  ['conclude', ['s3']],
  ['sweep', ['dynamodb', 's3', 'sfn']],
  ['changes', ['dynamodb']],
  ['incident', ['dynamodb']],
  ['report', ['dynamodb', 'eventbridge', 's3', 'secrets-manager', 'sns']],
  ['deliver', ['dynamodb', 'eventbridge', 's3', 'secrets-manager', 'sns']],
] as const)('%s asks AWS nothing about a case, and its bundle has only its own clients', (id, clients) => {
  expect([...clientsIn(id)].sort()).toEqual(clients);
});

test('doctor asks AWS what its checks declare, and its bundle has only those clients and those of channels and table', () => {
  const names: Readonly<Record<string, string>> = { events: 'eventbridge' };
  const declared = [...checks, ...steps.filter(({ id }) => id === 'doctor')].flatMap(({ permissions }) => permissions);
  const used = declared.flatMap(({ action }) => clientsOf(action)).map((client) => names[client] ?? client);
  const further = [...plumbing, 'dynamodb', 'secrets-manager', 'sns', 'eventbridge'];
  expect(clientsIn('doctor').filter((client) => !used.includes(client) && !further.includes(client))).toEqual([]);
});

const readingSteps = steps.filter(({ id, permissions }) => permissions.length > 0 && id !== 'doctor');
test.each(readingSteps.map((card) => [card.id, card] as const))(
  '%s asks AWS what its readers declare, and its bundle has no other clients',
  (id, { permissions, headObjectPermissions }) => {
    const used = [...permissions, ...headObjectPermissions].flatMap(({ action }) => clientsOf(action));
    const further = [...plumbing, 'dynamodb'];
    expect(clientsIn(id).filter((client) => !used.includes(client) && !further.includes(client))).toEqual([]);
  },
);

/** The one judges by all layers, the other asks each whether it has something to read. */
const ofAllLayers = ['conclude', 'resolve'];
test.each(steps.map(({ id }) => id).filter((id) => !ofAllLayers.includes(id)))('%s holds no layer', (id) =>
  expect(contents(id).filter((path) => /^src\/layers\/[\w-]+\//.test(path))).toEqual([]),
);

test('a function looks for credentials in its environment only: no bundle holds another source of them', () => {
  const sources = Object.keys(outputs)
    .filter((path) => path.endsWith('/index.js'))
    .flatMap((path) => contents(path.replace('/index.js', '')))
    .flatMap((path) => /credential-provider-\w+|nested-clients|token-providers|provider-chain/.exec(path)?.[0] ?? []);
  expect([...new Set(sources)]).toEqual(['credential-provider-env']);
});

test.each([
  ['resolve', 'ec2'],
  ['layer-vpc-endpoint-policy', 'ec2'],
  ['layer-bucket-policy', 's3'],
])('%s holds no schemas of %s but those of its calls', (name, client) => {
  const schemas = Object.entries(outputs[`${name}/index.js`]!.inputs).filter(([path]) =>
    path.includes(`client-${client}/dist-es/schemas/`),
  );
  expect(schemas.length).toBeGreaterThan(0);
  expect(Math.max(...schemas.map(([, { bytesInOutput }]) => bytesInOutput))).toBeLessThan(25_000);
});

test('a bundle tells its lines but not its sources', () => {
  const file = join(root, 'dist', 'lambdas', 'report', 'index.js.map');
  const map = JSON.parse(readFileSync(file, 'utf8')) as { sourcesContent?: readonly unknown[]; mappings: string };
  expect(map.mappings.length).toBeGreaterThan(1000);
  expect(map.sourcesContent ?? []).toEqual([]);
});
