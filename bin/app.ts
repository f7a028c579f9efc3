import { App } from 'aws-cdk-lib';
import { propsFromContext } from '../lib/settings/context';
import { CulpritStack } from '../lib/culprit-stack';

try {
  const app = new App();
  new CulpritStack(app, 'Culprit', {
    ...propsFromContext(app.node),
    description: 'Culprit: explains denied S3 requests',
  });
} catch (error) {
  // A wrong setting is told in a sentence, without a stack trace around it.
  console.error(`culprit: ${error instanceof Error ? error.message : String(error)}`);
  if (process.env['CULPRIT_DEBUG'] !== undefined) console.error(error);
  // At once: an app that only ends would write, and validate, the half of a stack.
  process.exit(1);
}
