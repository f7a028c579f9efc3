import { defined } from '../../defined';
import type { AwsCommand } from '../../judging/commands/aws-command';
import type { Remedies, Remedy, Told } from '../../judging/commands/remedy';
import { mfaCode, sameCall } from '../../judging/commands/same-call';

/** With the device's code, in the account that owns the bucket. */
function withCode({ request }: Told): readonly AwsCommand[] {
  const { operation, bucket, resourceAccountId, bucketRegion, region } = request;
  const inAccount = defined({ account: resourceAccountId });
  if (operation !== 'PutBucketVersioning' || bucket === undefined)
    return sameCall(request, { 'x-amz-mfa': mfaCode }).map(({ account: _callers, ...call }) => ({
      ...call,
      ...inAccount,
    }));
  return [
    {
      service: 's3api',
      operation,
      parameters: { Bucket: bucket, VersioningConfiguration: { fillIn: 'Status=…,MFADelete=…' }, MFA: mfaCode },
      ...inAccount,
      ...defined({ region: bucketRegion ?? region }),
    },
  ];
}

const safety =
  'A version that is deleted is gone: without its id a delete only hides the object, and needs no code. Versioning is a setting of the whole bucket.';
const byRoot: Remedy = {
  text: 'Let the root user of the owning account do it, with its MFA device.',
  safety,
  commands: withCode,
};

export const remedies: Remedies = {
  'only-root-may-delete-versions': [byRoot],
  'mfa-code-not-recorded': [{ text: "Send the code of the root user's MFA device along.", safety, commands: withCode }],
};
