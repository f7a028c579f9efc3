/** ARNs taken apart. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */

export interface Arn {
  readonly partition: string;
  readonly service: string;
  /** `''` where the ARN names none, as for IAM and buckets. */
  readonly region: string;
  /** `''` where the ARN names none; otherwise twelve digits, or a word such as `aws`. */
  readonly account: string;
  /** May hold colons and slashes. */
  readonly resource: string;
}

/** `undefined`: not an ARN. */
export function parseArn(text: string | undefined): Arn | undefined {
  const parts = /^arn:([^:]+):([^:]+):([^:]*):([^:]*):(.+)$/s.exec(text ?? '');
  if (parts === null) return undefined;
  const [, partition = '', service = '', region = '', account = '', resource = ''] = parts;
  return { partition, service, region, account, resource };
}

/** The twelve digits of the account in an ARN, if it names one. */
export function accountInArn(arn: string | undefined): string | undefined {
  return /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(arn ?? '')?.[1];
}

/** The Region in an ARN, if it names one. */
export function regionInArn(arn: string | undefined): string | undefined {
  return /^arn:[^:]*:[^:]*:([^:]+):/.exec(arn ?? '')?.[1];
}

/** The partition in an ARN, if it is one: `aws`, `aws-cn` … */
export function partitionInArn(arn: string): string | undefined {
  return arn.startsWith('arn:') ? arn.slice(4, arn.indexOf(':', 4)) : undefined;
}
