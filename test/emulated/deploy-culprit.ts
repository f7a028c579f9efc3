import { join } from 'node:path';
import * as cast from '../../demo/story/cast';
import { buildBundles, synthesize } from '../../demo/synthesize';
import { cdk, copyBuckets, prepareTemplate, type Tenant } from './deployment';

/** Two deployments may begin at once. */
let bundles: Promise<void> | undefined;

/** One server answers S3 to the functions: `read`, so that it also needs the stack's own buckets. */
export async function deployCulprit(
  own: Tenant,
  read: Tenant,
  context: Readonly<Record<string, unknown>>,
  folder: string,
  { parameters = [], shims = [] }: { readonly parameters?: readonly string[]; readonly shims?: readonly string[] } = {},
): Promise<void> {
  const assembly = join(folder, 'cdk.out');
  await (bundles ??= buildBundles());
  await synthesize(assembly, { account: own.account, region: cast.region }, context);
  await prepareTemplate(join(assembly, 'Culprit.template.json'), shims);
  await cdk(['bootstrap', '--app', assembly], own, folder);
  await cdk(['deploy', '--app', assembly, '--require-approval', 'never', ...parameters], own, folder);
  await copyBuckets(own, read);
}
