import { partitionInArn } from './arn';

/** Which AWS: its partition decides how ARNs and service names are spelled. */
export type Partition = 'aws' | 'aws-cn' | 'aws-us-gov';

const partitions: readonly string[] = ['aws', 'aws-cn', 'aws-us-gov'] satisfies readonly Partition[];

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export function partitionOf(region: string): Partition {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/** The partition in an ARN; `undefined`: not an ARN of one that we know. */
export function partitionIn(arn: string): Partition | undefined {
  const named = partitionInArn(arn) ?? '';
  return partitions.includes(named) ? (named as Partition) : undefined;
}
