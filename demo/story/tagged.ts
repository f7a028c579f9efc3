/** The change that ends the story's denials: somebody tags the key. */
import type { Recording } from '../../src/evidence/recording/recording';
import { account, region, type Cast } from './cast';
import { history, recordOf } from './changes';
import type { CloudTrailEvent } from './events';
import { story } from './story';
import { withAllWrites, withHistory, withKeyTags } from './answers';

export const taggedAt = '2026-11-24T08:47:19Z';

const recordOfTagging = ({ untaggedKeyArn: keyId }: Cast) =>
  recordOf({
    account,
    region,
    id: '30000000-0000-4000-8000-000000000010',
    name: 'TagResource',
    source: 'kms.amazonaws.com',
    time: taggedAt,
    actor: `arn:aws:sts::${account}:assumed-role/KeyAdmin/erin@example.com`,
    parameters: { keyId, tags: [{ tagKey: 'data-class', tagValue: 'internal' }] },
  });

/** As EventBridge delivers it. */
export const taggingOf = (of: Cast): CloudTrailEvent => ({
  version: '0',
  id: '40000000-0000-4000-8000-000000000010',
  'detail-type': 'AWS API Call via CloudTrail',
  source: 'aws.kms',
  account,
  time: taggedAt,
  region,
  resources: [],
  detail: recordOfTagging(of),
});

/** What is read from then on. */
export const tagged = (recording: Recording): Recording =>
  withHistory(withAllWrites(withKeyTags(recording, story.cast.untaggedKeyArn, { 'data-class': 'internal' })), [
    recordOfTagging(story.cast),
    ...history(story.cast),
  ]);
