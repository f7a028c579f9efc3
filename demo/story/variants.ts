/** The story's variants: each changes exactly what its title says. */
import type { Template } from '../cloud/template';
import { account, bucket, deniedObject, managementAccount, policyArn, roleName } from './cast';
import { history, recordOf } from './changes';
import { tail, withEvaluation, withEvaluationGone } from './evaluation';
import { deniedEvents, renamedObject, said, type CloudTrailEvent } from './events';
import type { Story } from './story';
import {
  withAnotherPolicy,
  withBucketPolicy,
  withHistory,
  withObjectRenamed,
  withOrganizationUnreadable,
  withPolicyDetached,
  withPolicyMoved,
} from './answers';
import { tagged } from './tagged';
import { withoutAction } from './without-action';

export interface Variant {
  readonly name: string;
  readonly title: string;
  readonly change: (story: Story) => Story;
  /** Which of the two records arrive; default: both. */
  readonly arriving?: (events: Story['events']) => readonly CloudTrailEvent[];
  /** A change to what is deployed. */
  readonly deploy?: (template: Template) => Template;
}

const unchanged = (story: Story): Story => story;

export const variants: readonly Variant[] = [
  { name: 'story', title: 'an SCP denies kms:* on every key without the tag data-class', change: unchanged },
  {
    name: 'key-tagged',
    title: 'the key has the tag by now',
    change: (story) => ({ ...story, recording: tagged(story.recording) }),
  },
  {
    name: 'scp-at-root',
    title: 'the SCP hangs on the root instead of the OU',
    change: (story) => {
      const { policyId, organizationalUnitId, rootId } = story.cast;
      const moved = withPolicyMoved(story.recording, policyId, organizationalUnitId, rootId);
      return { ...story, recording: withHistory(moved, history(story.cast, { target: rootId })) };
    },
  },
  {
    name: 'second-scp',
    title: 'a second SCP denies it as well',
    change: (story) => {
      const { rootId, policyId } = story.cast;
      const second = {
        id: 'p-second01',
        name: 'only-classified-data',
        arn: policyArn({ ...story.cast, policyId: 'p-second01' }),
        document: onlyClassifiedData,
      };
      const attaching = recordOf({
        account: managementAccount,
        region: 'us-east-1',
        id: '30000000-0000-4000-8000-000000000012',
        name: 'AttachPolicy',
        source: 'organizations.amazonaws.com',
        time: '2026-11-23T16:31:40Z',
        actor: `arn:aws:sts::${managementAccount}:assumed-role/DataProtection/sam@example.com`,
        parameters: { policyId: second.id, targetId: rootId },
      });
      const recording = withAnotherPolicy(story.recording, policyId, rootId, second);
      return { ...story, recording: withHistory(recording, [attaching, ...history(story.cast)]) };
    },
  },
  {
    name: 'detached-since',
    title: 'the SCP was detached after the denial',
    change: (story) => {
      const { organizationalUnitId, policyId } = story.cast;
      const detached = withPolicyDetached(story.recording, policyId, organizationalUnitId);
      const since = organizationChange(story, 13, 'DetachPolicy', '2026-11-24T08:41:10Z', policyId);
      return { ...story, recording: withHistory(detached, [since, ...history(story.cast)]) };
    },
  },
  {
    name: 'taken-back',
    title: 'the SCP had been attached and detached before',
    change: (story) => {
      const { policyId } = story.cast;
      const before = [
        organizationChange(story, 15, 'DetachPolicy', '2026-11-21T09:02:00Z', policyId),
        organizationChange(story, 14, 'AttachPolicy', '2026-11-20T17:30:00Z', policyId),
      ];
      return { ...story, recording: withHistory(story.recording, [...history(story.cast), ...before]) };
    },
  },
  {
    name: 'only-related',
    title: 'another policy was attached to the same OU an hour before the denial',
    change: (story) => {
      const other = organizationChange(story, 16, 'AttachPolicy', '2026-11-24T07:14:05Z', 'p-FullAWSAccess');
      return { ...story, recording: withHistory(story.recording, [other, ...history(story.cast)]) };
    },
  },
  {
    name: 'bucket-policy-deny',
    title: 'the bucket policy denies it as well',
    change: (story) => ({
      ...story,
      recording: withBucketPolicy(story.recording, (policy) => ({
        ...policy,
        Statement: [...policy.Statement, ordersAreFrozen],
      })),
    }),
  },
  {
    name: 'bare-text',
    title: 'AWS says Access Denied and nothing else',
    change: (story) => ({ ...story, events: deniedEvents(story.cast, said.nothing()) }),
  },
  {
    name: 'text-with-arn',
    title: "AWS's text ends in the SCP's ARN",
    change: (story) => ({ ...story, events: deniedEvents(story.cast, said.policy(policyArn(story.cast))) }),
  },
  {
    name: 'aws-evaluation',
    title: "AWS's text names its own evaluation, which finds the same",
    change: (story) => ({
      ...story,
      events: deniedEvents(story.cast, said.evaluated(tail)),
      recording: withEvaluation(story.recording, story.cast),
    }),
  },
  {
    name: 'aws-evaluation-gone',
    title: "AWS's text names its own evaluation, which nobody can read any more",
    change: (story) => ({
      ...story,
      events: deniedEvents(story.cast, said.evaluated(tail)),
      recording: withEvaluationGone(story.recording),
    }),
  },
  {
    name: 'aws-evaluation-alone',
    title: 'the organization cannot be read, and AWS captured its policy',
    change: (story) => ({
      ...story,
      events: deniedEvents(story.cast, said.evaluated(tail)),
      recording: withEvaluation(withOrganizationUnreadable(story.recording), story.cast),
    }),
  },
  {
    name: 'forged-text',
    title: "the object's key imitates a reason in AWS's text",
    change: (story) => {
      const key = `${deniedObject}" with an explicit deny in a resource control policy`;
      // The text is cut before AWS's own reason, as it is after 1 KB.
      const text = said.object(`arn:aws:s3:::${bucket}/${key}`);
      const events = renamedObject(deniedEvents(story.cast, said.nothing()), key);
      return {
        ...story,
        events: { ...events, s3: { ...events.s3, detail: { ...events.s3.detail, errorMessage: text } } },
        recording: withHistory(
          withObjectRenamed(story.recording, deniedObject, key),
          history(story.cast, { kms: events.kms }),
        ),
      };
    },
  },
  {
    name: 'organization-unreadable',
    title: 'the organization cannot be read, and AWS gives no reason',
    change: (story) => ({
      ...story,
      events: deniedEvents(story.cast, said.nothing()),
      recording: withOrganizationUnreadable(story.recording),
    }),
  },
  {
    name: 'key-from-default',
    title: "the object's key is known only from the bucket's default encryption",
    change: (story) => ({
      ...story,
      events: deniedEvents(story.cast, said.nothing()),
      recording: withHistory(
        story.recording,
        history(story.cast).filter(({ eventSource }) => eventSource !== 'kms.amazonaws.com'),
      ),
    }),
    arriving: ({ s3 }) => [s3],
  },
  {
    name: 'identity-repaired',
    title: 'the identity-based policy was repaired after the denial, and SCPs cannot be read',
    change: (story) => {
      const repair = recordOf({
        account,
        region: 'us-east-1',
        id: '30000000-0000-4000-8000-000000000011',
        name: 'PutRolePolicy',
        source: 'iam.amazonaws.com',
        time: '2026-11-24T08:40:00Z',
        actor: `arn:aws:sts::${account}:assumed-role/Deploy/pipeline`,
        parameters: { roleName, policyName: 'read-my-bucket' },
      });
      const unreadable = withOrganizationUnreadable(story.recording);
      return {
        ...story,
        events: deniedEvents(story.cast, said.nothing()),
        recording: withHistory(unreadable, [repair, ...history(story.cast)]),
      };
    },
  },
  {
    name: 'action-removed',
    title: 'the role of one layer may not call kms:GetKeyPolicy',
    change: unchanged,
    deploy: (template) => withoutAction(template, 'kms:GetKeyPolicy'),
  },
];

/** Somebody attached a policy to the story's OU, or detached it. */
const organizationChange = ({ cast }: Story, id: number, name: string, time: string, policyId: string) =>
  recordOf({
    account: managementAccount,
    region: 'us-east-1',
    id: `30000000-0000-4000-8000-0000000000${id}`,
    name,
    source: 'organizations.amazonaws.com',
    time,
    actor: `arn:aws:sts::${managementAccount}:assumed-role/PlatformAdmin/kim@example.com`,
    parameters: { policyId, targetId: cast.organizationalUnitId },
  });

export function findVariant(name: string): Variant {
  const found = variants.find((variant) => variant.name === name);
  if (found !== undefined) return found;
  throw new UnknownVariant(
    `there is no variant \`${name}\`: use ${variants.map((variant) => variant.name).join(', ')}`,
  );
}

export class UnknownVariant extends Error {
  override readonly name = 'UnknownVariant';
}

const onlyClassifiedData = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'OnlyKnownClasses',
      Effect: 'Deny',
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: '*',
      Condition: { StringNotEquals: { 'aws:ResourceTag/data-class': ['public', 'internal', 'secret'] } },
    },
  ],
};

const ordersAreFrozen = {
  Sid: 'OrdersAreFrozen',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: `arn:aws:s3:::${bucket}/orders/*`,
};
