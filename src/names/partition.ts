/** Which AWS: its partition decides how ARNs and service names are spelled. */
export type Partition = 'aws' | 'aws-cn' | 'aws-us-gov';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export function partitionOf(region: string): Partition {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
