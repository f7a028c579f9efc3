import { buildBundles } from '../../demo/synthesize';
import { hashOfSources } from '../../scripts/build/sources';
import { root } from './sources';

interface Run {
  readonly testPathPatterns?: { readonly patterns?: readonly string[] };
}

/** Tests of the stack and of the bundles use the very bytes that would be deployed, so they are built before. */
export default async function bundles({ testPathPatterns }: Run): Promise<void> {
  // While Jest watches, it may be that of an older run.
  delete process.env['CULPRIT_TEMPLATES'];
  const patterns = testPathPatterns?.patterns ?? [];
  if (patterns.length > 0 && !patterns.some((pattern) => /lib|demo|test\/?$/.test(pattern))) return;
  try {
    await buildBundles();
    // What the templates of stacks are made of: see test/lib/templates.ts.
    process.env['CULPRIT_TEMPLATES'] = await hashOfSources(root, ['lib', 'cdk.json', 'test/lib/synthesis.ts']);
  } catch (error) {
    // The tests that need the bundles say by themselves that they are not there; the others need not fail.
    console.error(error);
  }
}
