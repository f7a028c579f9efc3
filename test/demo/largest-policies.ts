/** The story with every policy grown to the size that AWS allows. https://docs.aws.amazon.com/general/latest/gr/iam-service.html */
import { editAnswers, editJson } from '../../demo/story/editing';
import type { Story } from '../../demo/story/story';
import type { Recording } from '../../src/evidence/recording/recording';

/** Characters: bucket policy 20 KB, key policy 32 KB, SCP 10,240 characters, inline role policies 10,240. */
export function withLargestPolicies(story: Story): Story {
  const grown = [growBucketPolicy, growKeyPolicies, growOrganizationPolicies, growInlinePolicies].reduce(
    (recording, grow) => grow(recording),
    story.recording,
  );
  return { ...story, recording: grown };
}

function growBucketPolicy(recording: Recording): Recording {
  return editJson(recording, { operation: 'GetBucketPolicy' }, (policy) =>
    padded(policy, 20_480, { Principal: { AWS: 'arn:aws:iam::111122223333:role/nobody' } }),
  );
}

function growKeyPolicies(recording: Recording): Recording {
  return editJson(recording, { operation: 'GetKeyPolicy' }, (answer) => ({
    ...answer,
    Policy: JSON.stringify(
      padded(JSON.parse(String(answer['Policy'])) as Policy, 32_768, {
        Principal: { AWS: 'arn:aws:iam::111122223333:role/nobody' },
      }),
    ),
  }));
}

function growOrganizationPolicies(recording: Recording): Recording {
  return editJson(recording, { operation: 'DescribePolicy' }, (answer) => {
    const { Policy } = answer as unknown as { Policy: { Content: string } };
    return { Policy: { ...Policy, Content: JSON.stringify(padded(JSON.parse(Policy.Content) as Policy, 10_240, {})) } };
  });
}

/** On the wire they are URL-encoded in XML. */
function growInlinePolicies(recording: Recording): Recording {
  return editAnswers(recording, { operation: 'GetRolePolicy' }, (body) =>
    body.replace(/<PolicyDocument>([^<]*)<\/PolicyDocument>/, (_, encoded: string) => {
      const policy = JSON.parse(decodeURIComponent(encoded)) as Policy;
      return `<PolicyDocument>${encodeURIComponent(JSON.stringify(padded(policy, 10_240, {})))}</PolicyDocument>`;
    }),
  );
}

interface Policy {
  readonly Statement?: readonly object[];
}

/** With statements that say nothing about the request, as many as fit. */
function padded<P extends Policy>(policy: P, characters: number, more: object): P {
  const statements: object[] = [...(policy.Statement ?? [])];
  const fits = (next: object) => JSON.stringify({ ...policy, Statement: [...statements, next] }).length <= characters;
  for (;;) {
    const number = String(statements.length).padStart(4, '0');
    const resource = `arn:aws:s3:::padding-${number}-${'x'.repeat(60)}/*`;
    const next = { Sid: `Padding${number}`, Effect: 'Deny', Action: 's3:PutObject', Resource: resource, ...more };
    if (!fits(next)) return { ...policy, Statement: statements };
    statements.push(next);
  }
}
