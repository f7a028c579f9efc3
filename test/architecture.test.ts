import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cyclesIn, importGraph } from './setup/cycles';
import { parseSource, root, sourcesIn, type Source } from './setup/sources';

// The rules that CONTRIBUTING.md names. Each returns its violations as sentences, so that a failure says what to move.

/** An import may skip to the right, never point left. `scenario` stands beside `verdict`, on the decision. */
const direction = [
  'doctor',
  'delivery',
  'report',
  'incident',
  'verdict',
  'decision',
  'layers',
  'judging',
  'evidence',
  'request',
  'engine',
  'names',
];
const pure = [
  'report',
  'incident',
  'verdict',
  'decision',
  'scenario',
  'layers',
  'judging',
  'request',
  'engine',
  'names',
];
/** What the language lacks: it knows nothing of the product and stands below every folder. */
const below = ['src/defined', 'src/error-name', 'src/grouped'];
/** One function per call, so that a bundle holds the clients of the calls it makes. */
const sdkFiles = ['src/evidence/aws/calls/', 'src/delivery/aws.ts', 'src/delivery/table/dynamodb.ts'];

const product = ['bin', 'lib', 'lambdas', 'src', 'cli'].flatMap(sourcesIn);
const within = (folder: string) => product.filter(({ path }) => path.startsWith(`${folder}/`));

describe('imports', () => {
  test('in src point one way', () => expect(within('src').flatMap(pointingLeft)).toEqual([]));
  test('never lead from one layer to another', () => expect(within('src/layers').flatMap(betweenLayers)).toEqual([]));
  test('of each top folder stay within what it may use', () => expect(product.flatMap(leavingTheFolder)).toEqual([]));
  test('load the AWS SDK where evidence and delivery have their calls, and nowhere else', () => {
    expect(product.flatMap(loadingTheSdk)).toEqual([]);
  });
  test('lead back to no file, types included', () => {
    const around = ['demo', 'scripts', 'bench', 'test'].flatMap(sourcesIn);
    expect(cyclesIn(importGraph([...product, ...around]))).toEqual([]);
  });
});

test('every room of src is named in docs/architecture.md, or in the README of the room around it', () => {
  const foldersIn = (folder: string) =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((one) => (one.isDirectory() ? [one.name] : []));
  const textOf = (path: string) => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : '');
  const pages = textOf('docs/architecture.md');
  const unnamed = foldersIn('src').flatMap((room) => [
    ...(pages.includes(`\`src/${room}`) ? [] : [`src/${room}`]),
    // Layers are listed by the registry.
    ...(room === 'layers' ? [] : foldersIn(`src/${room}`))
      .filter((inner) => !pages.includes(`\`src/${room}/${inner}\``))
      .filter((inner) => !textOf(`src/${room}/README.md`).includes(`\`${inner}/\``))
      .map((inner) => `src/${room}/${inner}`),
  ]);
  expect(unnamed).toEqual([]);
});

test('engine, request, layers, verdict and report do no I/O and know no clock', () => {
  const files = product.filter(({ path }) => below.includes(path.replace('.ts', '')));
  expect([...pure.flatMap((folder) => within(`src/${folder}`)), ...files].flatMap(impurities)).toEqual([]);
});

test('only the registry and its own folder name a layer', async () => {
  const ids = await layerIds();
  const around = ['scripts', 'demo', 'bench'].flatMap(sourcesIn);
  expect([...product, ...around].flatMap((source) => layerNames(source, ids))).toEqual([]);
});

test('src/layers holds the folders of the registry, the registry and the definition', async () => {
  expect(product.flatMap(looseBesideLayers)).toEqual([]);
  expect([...new Set(within('src/layers').flatMap(({ path }) => layerFolder(path) ?? []))].sort()).toEqual(
    [...(await layerIds())].sort(),
  );
});

test('a folder holds few files', () => expect(crowdedFolders(product)).toEqual([]));

test('the median file of src is short', () => {
  const lengths = within('src').map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }));
  const long = lengths.filter(({ lines }) => lines > 200).map(({ path, lines }) => `${path} (${lines} lines)`);
  if (long.length > 0) console.warn(`over 200 lines, is each one concept?\n  ${long.join('\n  ')}`);
  // A handful of files has no meaningful median.
  if (lengths.length < 20) return;
  const sorted = lengths.map(({ lines }) => lines).sort((a, b) => a - b);
  expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(70);
});

describe('the rules see', () => {
  const seen = (rule: (source: Source) => string[], path: string, text: string) => rule(parseSource(path, text)).length;

  test.each([
    ['an import to the left', pointingLeft, 'src/engine/a.ts', `import { b } from '../layers/b'; b();`],
    ['a type to the left', pointingLeft, 'src/engine/a.ts', `import type { B } from '../layers/b';`],
    ['an inline type to the left', pointingLeft, 'src/engine/a.ts', `type B = import('../layers/b').B;`],
    ['a verdict of scenarios', pointingLeft, 'src/verdict/a.ts', `import { b } from '../scenario/b'; b();`],
    ['a scenario that asks for a verdict', pointingLeft, 'src/scenario/a.ts', `import { b } from '../verdict/b'; b();`],
    [
      'what layers share, that knows a layer',
      pointingLeft,
      'src/judging/a.ts',
      `import { b } from '../layers/b/c'; b();`,
    ],
    ['a file beside the layers', looseBesideLayers, 'src/layers/shared.ts', ''],
    ['a re-export to the left', pointingLeft, 'src/request/a.ts', `export * from '../report/b';`],
    ['an import below all', pointingLeft, 'src/defined.ts', `import { b } from './names/b'; b();`],
    ['an import of a root file', pointingLeft, 'src/report/a.ts', `import { b } from '../investigate'; b();`],
    ['an import between layers', betweenLayers, 'src/layers/a/x.ts', `import { b } from '../b/y'; b();`],
    ['a lambda that uses the cli', leavingTheFolder, 'lambdas/a.ts', `import { b } from '../cli/b'; b();`],
    ['deploy time that runs src', leavingTheFolder, 'lib/a.ts', `import { b } from '../src/layers'; b();`],
    ['a client', loadingTheSdk, 'lambdas/a.ts', `import { S3Client } from '@aws-sdk/client-s3'; new S3Client();`],
    ['a lazy client', loadingTheSdk, 'cli/a.ts', `const s3 = import('@aws-sdk/client-s3'); s3;`],
    ['a file read', impurities, 'src/verdict/a.ts', `import { readFileSync } from 'node:fs'; readFileSync('x');`],
    ['a socket', impurities, 'src/engine/a.ts', `import { connect } from 'node:net'; connect(1);`],
    ['the environment', impurities, 'src/layers/a.ts', `export const a = process.env.A;`],
    ['the clock', impurities, 'src/report/a.ts', `export const a = () => new Date();`],
    ['console', impurities, 'src/engine/a.ts', `console.log(1);`],
  ] as const)('%s', (_, rule, path, text) => expect(seen(rule, path, text)).toBe(1));

  test.each([
    ['an import to the right', pointingLeft, 'src/delivery/a.ts', `import { b } from '../engine/b'; b();`],
    ['what stands below all', pointingLeft, 'src/names/a.ts', `import { defined } from '../defined'; defined({});`],
    ['a shared file of layers', betweenLayers, 'src/layers/a/x.ts', `import { define } from '../define'; define();`],
    ['data for deploy time', leavingTheFolder, 'lib/a.ts', `import cards from '../src/layers/cards.json'; cards;`],
    ['a type for deploy time', leavingTheFolder, 'lib/a.ts', `import type { B } from '../src/layers'; let b: B;`],
    ['a type of the SDK', loadingTheSdk, 'cli/a.ts', `import type { S3Client } from '@aws-sdk/client-s3';`],
    [
      'address arithmetic',
      impurities,
      'src/engine/a.ts',
      `import { BlockList, isIP } from 'node:net'; isIP(BlockList);`,
    ],
    ['a date of the record', impurities, 'src/engine/a.ts', `export const a = (at: string) => new Date(at);`],
    ['a comment', impurities, 'src/engine/a.ts', `// not Date.now()\nexport const a = 1;`],
  ] as const)('nothing wrong in %s', (_, rule, path, text) => expect(seen(rule, path, text)).toBe(0));

  test.each([
    ['two files', ['./b', './a'], [['src/engine/a', 'src/engine/b']]],
    ['three files', ['./b', './c', './a'], [['src/engine/a', 'src/engine/b', 'src/engine/c']]],
    ['no cycle', ['./b', './c', './d'], []],
  ])('a cycle of types: %s', (_, imported, cycles) => {
    const sources = imported.map((module, at) =>
      parseSource(`src/engine/${'abc'[at]}.ts`, `import type { T } from '${module}';`),
    );
    expect(cyclesIn(importGraph(sources))).toEqual(cycles);
  });

  test.each([
    ['a folder of too many files', 15, 'export const a = 1;', 1],
    ['nothing wrong in a full folder', 14, 'export const a = 1;', 0],
    ['nothing wrong in a series of readers', 15, `export const a = defineReader<string>({ id: 'a' });`, 0],
  ])('%s', (_, count, text, violations) => {
    const sources = Array.from({ length: count }, (__, at) => parseSource(`src/a/${at}.ts`, text));
    expect(crowdedFolders(sources)).toHaveLength(violations);
  });

  test('a layer named elsewhere', () => {
    const source = parseSource('src/report/a.ts', `export const a = (id: string) => id === 'bucket-policy';`);
    expect(layerNames(source, ['bucket-policy'])).toHaveLength(1);
  });
});

function pointingLeft({ path, imports }: Source): string[] {
  if (below.includes(path.replace(/\.ts$/, ''))) return imports.map((module) => `${path} imports ${module}`);
  const room = path.split('/')[1]!;
  const rank = direction.indexOf(room === 'scenario' ? 'decision' : room);
  if (rank === -1) return []; // a file directly in src may use all of it
  return imports.flatMap((module) => {
    if (!module.startsWith('src/') && module !== 'src') return [];
    if (below.includes(module)) return [];
    const folder = module.split('/')[1] ?? '';
    const target = direction.indexOf(folder);
    if (folder === 'scenario') {
      return room === folder ? [] : [`${path} imports ${module}: nothing in src but its root stands on scenarios`];
    }
    if (target === -1) return [`${path} imports ${module}: files directly in src are above every folder`];
    return target < rank ? [`${path} imports ${module}: ${folder} is above ${room}`] : [];
  });
}

function betweenLayers({ path, imports }: Source): string[] {
  const own = layerFolder(path);
  if (own === undefined) return [];
  return imports
    .filter((module) => (layerFolder(module) ?? own) !== own)
    .map((module) => `${path} imports ${module}: layers know nothing of each other`);
}

/** `src/layers/<folder>/…`; undefined for the files that all layers share. */
function layerFolder(path: string): string | undefined {
  const [, layers, folder, ...rest] = path.split('/');
  if (layers !== 'layers' || folder === undefined) return undefined;
  const isFolder = rest.length > 0 || isDirectory(`src/layers/${folder}`);
  return isFolder ? folder : undefined;
}

/** What layers share lies in src/judging. */
function looseBesideLayers({ path }: Source): string[] {
  const [, name] = /^src\/layers\/([^/]+)\.ts$/.exec(path) ?? [];
  return name === undefined || ['index', 'define'].includes(name)
    ? []
    : [`${path} is no layer: move it to src/judging`];
}

function isDirectory(path: string): boolean {
  return statSync(join(root, path), { throwIfNoEntry: false })?.isDirectory() === true;
}

const mayUse: Readonly<Record<string, readonly string[]>> = {
  src: ['src'],
  lambdas: ['src', 'lambdas'],
  cli: ['src', 'cli'],
  lib: ['lib'],
  bin: ['bin', 'lib'],
};

function leavingTheFolder({ path, imports, valueImports }: Source): string[] {
  const [top] = path.split('/') as [string];
  return imports.flatMap((module) => {
    if (!isFile(module) || mayUse[top]!.includes(module.split('/')[0]!)) return [];
    const isData = module.endsWith('.json') || !valueImports.includes(module);
    // Synthesis must not load the AWS SDK, so the constructs take from src only types and data.
    if (top === 'lib' && module.startsWith('src/') && isData) return [];
    if (module === 'package.json' || module === 'cdk.json') return [];
    return [`${path} imports ${module}: ${top} may use only ${mayUse[top]!.join(' and ')}`];
  });
}

/** A package is never named like one of these; `fromRoot` has resolved the relative paths. */
function isFile(module: string): boolean {
  return (
    /^(src|lambdas|cli|lib|bin|scripts|test|bench|docs|examples|\.\.)(\/|$)/.test(module) || module.endsWith('.json')
  );
}

function loadingTheSdk({ path, valueImports }: Source): string[] {
  if (sdkFiles.some((place) => path.startsWith(place))) return [];
  return valueImports
    .filter((module) => /^@(aws-sdk|smithy)\//.test(module))
    .map((module) => `${path} loads ${module}: only ${sdkFiles.join(' and ')} may`);
}

const mostFiles = 14;

/** More is two ideas. Files that define a reader each are one, however many they are. */
function crowdedFolders(sources: readonly Source[]): string[] {
  const folders = new Map<string, Source[]>();
  for (const source of sources) {
    const folder = dirname(source.path);
    folders.set(folder, [...(folders.get(folder) ?? []), source]);
  }
  return [...folders]
    .filter(([, files]) => files.length > mostFiles && !files.every(({ text }) => text.includes('= defineReader<')))
    .map(([folder, files]) => `${folder} holds ${files.length} files: is it one idea?`);
}

const sideEffects: readonly (readonly [string, RegExp])[] = [
  ['process', /\bprocess\./],
  ['console', /\bconsole\.\w+\(/],
  ['the clock', /\bDate\.now\b|\bnew Date\(\)|\bnew Date(?![\w(])|\bperformance\.now\b/],
  ['chance', /\bMath\.random\b|\brandomUUID\b/],
  ['the network', /(?<![.\w])fetch\(/],
  ['a timer', /\b(?:setTimeout|setInterval|setImmediate)\(/],
];
const ioModules =
  /^(node:)?(fs|http|https|http2|dns|tls|dgram|child_process|cluster|worker_threads|os|process|readline|timers)(\/|$)/;
/** `node:net` also has the address arithmetic that IpAddress conditions need. */
const addressArithmetic = /^\{(?:(?:BlockList|SocketAddress|isIP|isIPv4|isIPv6)(?: as \w+)?,?)+\}$/;

function impurities({ path, code, valueImports }: Source): string[] {
  const modules = valueImports.filter((module) => ioModules.test(module));
  const sockets = [...code.matchAll(/import\s*([^"';]*?)\s*from\s*["'](?:node:)?net["']/g)].filter(
    ([, names]) => !addressArithmetic.test(names!.replace(/\s*([{},])\s*/g, '$1')),
  );
  return [
    ...modules.map((module) => `${path} imports ${module}`),
    ...sockets.map(() => `${path} imports node:net for more than addresses`),
    ...sideEffects.filter(([, pattern]) => pattern.test(code)).map(([what]) => `${path} uses ${what}`),
  ];
}

function layerNames({ path, text }: Source, ids: readonly string[]): string[] {
  if (path === 'src/layers/index.ts') return [];
  return (
    ids
      .filter((id) => !path.startsWith(`src/layers/${id}/`))
      // A reader is called after what it reads, which may be what a layer judges.
      .filter((id) => path !== `src/evidence/readers/${id}.ts`)
      .filter((id) => ["'", '"', '`'].some((quote) => text.includes(quote + id + quote)))
      .map((id) => `${path} names the layer \`${id}\`: loop over the registry, or ask the card`)
  );
}

/** The ids in the registry: the array of cards that src/layers/index.ts exports. Without one, the folders' names. */
async function layerIds(): Promise<readonly string[]> {
  if (existsSync(join(root, 'src/layers/index.ts'))) {
    const path = '../src/layers/index';
    const exported: unknown[] = Object.values((await import(path)) as object);
    const registry = exported.find(isRegistry);
    if (registry === undefined) throw new Error('src/layers/index.ts exports no array of layers');
    return registry.map(({ id }) => id);
  }
  if (!existsSync(join(root, 'src/layers'))) return [];
  return readdirSync(join(root, 'src/layers'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

function isRegistry(value: unknown): value is readonly { readonly id: string }[] {
  return (
    Array.isArray(value) && value.length > 0 && value.every((row) => typeof (row as { id?: unknown })?.id === 'string')
  );
}
