/** The calls as whoever a policy has not locked out can make them. */
import { defined } from '../../defined';
import type { AwsCommand } from '../../judging/commands/aws-command';
import type { BoundRequest } from '../../request/types';
import type { FixNote } from '../fixes/fix-notes';

export function byWhoIsLeft(
  commands: readonly AwsCommand[],
  notes: readonly FixNote[],
  request: BoundRequest,
): readonly AwsCommand[] {
  const note = notes.find(({ code }) => code.startsWith('locked-out-but-'));
  switch (note?.code) {
    case 'locked-out-but-root':
      return commands.map((call) => ({ ...call, caller: `as the root user of account ${note.facts.account}` }));
    case 'locked-out-but-root-session':
      return [
        rootSession(note.facts.account, request),
        ...commands.map((call) => ({ ...call, caller: 'with the credentials that assume-root printed' })),
      ];
    case 'locked-out-but-support':
      return [];
    default:
      return commands;
  }
}

/**
 * It lasts 15 minutes, and may read, put and delete bucket policies. The global endpoint of STS does not begin it.
 * https://docs.aws.amazon.com/cli/latest/reference/sts/assume-root.html
 */
function rootSession(account: string, { partition, bucketRegion, region }: BoundRequest): AwsCommand {
  return {
    service: 'sts',
    operation: 'AssumeRoot',
    parameters: {
      TargetPrincipal: account,
      TaskPolicyArn: { json: { arn: `arn:${partition}:iam::aws:policy/root-task/S3UnlockBucketPolicy` } },
    },
    ...defined({ region: bucketRegion ?? region }),
    caller: 'in the management account, or as a delegated administrator for IAM',
  };
}
