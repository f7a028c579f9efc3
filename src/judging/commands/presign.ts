/** A link that lets whoever has it read one object for a while, with the rights of whoever signs it. */
import { defined } from '../../defined';
import type { BoundRequest } from '../../request/types';
import type { AwsCommand } from './aws-command';

/** `undefined`: it is no reading of an object. `account`: whose credentials sign; `seconds`: how long it lasts. https://docs.aws.amazon.com/cli/latest/reference/s3/presign.html */
export function presign(
  { operation, bucket, key, bucketRegion, region }: BoundRequest,
  account: string | undefined,
  seconds = 3600,
): readonly AwsCommand[] | undefined {
  if (operation !== 'GetObject' || bucket === undefined || key === undefined) return undefined;
  return [
    {
      service: 's3',
      operation: 'Presign',
      parameters: { ExpiresIn: String(seconds) },
      operand: `s3://${bucket}/${key}`,
      ...defined({ account, region: bucketRegion ?? region }),
    },
  ];
}
