/** Policy documents as AWS returns them. */
import { getPolicy, getPolicyVersion } from '../../aws/calls/iam';
import { required } from '../../answers';
import { Unread } from '../../aws/failures';
import type { Place } from '../../place';
import type { ReadPolicy } from '../../values';

/** IAM returns documents URL-encoded (RFC 3986): https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicyVersion.html */
export function decoded(document: string): string {
  // A server that does not encode returns JSON; a `%` in it is a character like any other.
  if (document.trimStart().startsWith('{')) return document;
  try {
    return decodeURIComponent(document);
  } catch {
    throw new Unread('malformed-answer', 'a policy document is not URL-encoded');
  }
}

/** AWS keeps no policy that is not JSON, and none without statements: other text is not from AWS. */
export function policyText(text: string): string {
  const policy = parsed(text);
  const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
  if (isObject(policy) && 'Statement' in policy && isObject(policy.Statement)) return text;
  throw new Unread('malformed-answer', 'the policy is JSON without statements');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Unread('malformed-answer', 'the policy is not JSON');
  }
}

/** A managed policy with the document of its default version. */
export async function managedPolicy(place: Place, arn: string): Promise<ReadPolicy> {
  return place.once(`iam policy ${arn}`, async () => {
    const { Policy } = await getPolicy(place, { PolicyArn: arn });
    const version = required(Policy?.DefaultVersionId, 'Policy.DefaultVersionId');
    const { PolicyVersion } = await getPolicyVersion(place, { PolicyArn: arn, VersionId: version });
    const document = decoded(required(PolicyVersion?.Document, 'PolicyVersion.Document'));
    return { name: Policy?.PolicyName ?? nameOf(arn), arn, document };
  });
}

/** The last part of an ARN. */
export const nameOf = (arn: string): string => arn.split(/[:/]/).at(-1) ?? arn;
