/** A deployment in an account in which all is well. */
import type { AccountDescription } from '../account/description';
import type { TrailDescription } from '../account/services/cloudtrail';
import type { Deployment } from '../../src/doctor/deployment';

export const account = '111122223333';
export const bucket = 'amzn-s3-demo-bucket';
export const topicArn = `arn:aws:sns:us-east-1:${account}:Culprit`;
export const rulePattern = { source: ['aws.s3'], account: [account] };
const allReads = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';
const queueUrl = (name: string) => `https://sqs.us-east-1.amazonaws.com/${account}/${name}`;

export const wellTrail: TrailDescription = {
  name: 'all',
  bucket: 'logs',
  selectors: {
    EventSelectors: [
      {
        IncludeManagementEvents: true,
        ReadWriteType: 'All',
        DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }],
      },
    ],
  },
};

export const deployment: Deployment = {
  buckets: [bucket],
  topicArn,
  stack: {
    name: 'Culprit',
    rules: [
      { name: 's3', state: allReads },
      { name: 'plain', state: 'ENABLED' },
    ],
    mappings: [{ function: 'Culprit-intake', id: 'mapping-1', queue: `arn:aws:sqs:us-east-1:${account}:denials` }],
    queues: [queueUrl('denials')],
    deadLetters: [queueUrl('denials-dead'), queueUrl('Undelivered')],
    channels: [],
    evidenceBucket: 'evidence',
    readers: { rights: '0123456789abcdef' },
  },
};

export const well: AccountDescription = {
  trails: [wellTrail],
  buckets: { [bucket]: {} },
  rules: { s3: { state: allReads, pattern: rulePattern }, plain: {} },
  mappings: { 'mapping-1': 'Enabled' },
  queues: { denials: { oldest: 20 }, 'denials-dead': {}, Undelivered: {} },
  topics: { [topicArn]: { 'a@example.com': 'confirmed' } },
  functions: { 'Culprit-doctor': { CULPRIT_DEPLOYMENT: JSON.stringify(deployment) } },
};
