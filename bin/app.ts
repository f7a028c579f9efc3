import { App } from 'aws-cdk-lib';
import { propsFromContext } from '../lib/context';
import { CulpritStack } from '../lib/culprit-stack';

const app = new App();
new CulpritStack(app, 'Culprit', {
  ...propsFromContext(app.node),
  description: 'Culprit: explains denied S3 requests',
});
