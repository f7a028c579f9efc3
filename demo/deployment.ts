import { bucket, organizationRoleArn } from './story/cast';

/** How the story's account has Culprit deployed. */
export const deploymentContext: Readonly<Record<string, unknown>> = {
  'culprit:trail': 'existing',
  'culprit:buckets': bucket,
  'culprit:organizationRoleArn': organizationRoleArn,
  'culprit:snsEmail': 'oncall@example.com',
};
