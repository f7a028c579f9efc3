import { buildBundles } from '../../demo/synthesize';

interface Run {
  readonly testPathPatterns?: { readonly patterns?: readonly string[] };
}

/** Tests of the stack and of the bundles use the very bytes that would be deployed, so they are built before. */
export default async function bundles({ testPathPatterns }: Run): Promise<void> {
  const patterns = testPathPatterns?.patterns ?? [];
  if (patterns.length > 0 && !patterns.some((pattern) => /lib|demo|test\/?$/.test(pattern))) return;
  // The tests that need the bundles say by themselves that they are not there; the others need not fail.
  await buildBundles().catch((error: unknown) => console.error(error));
}
