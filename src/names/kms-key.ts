/** ARNs of KMS keys. https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id-key-ARN */

export interface KeyName {
  readonly region: string;
  readonly accountId: string;
  readonly id: string;
}

/** `undefined`: not the ARN of a key; an alias has an ARN of its own. */
export function keyNameIn(arn: string | undefined): KeyName | undefined {
  const [, region, accountId, id] = /^arn:[^:]+:kms:([^:]+):(\d{12}):key\/(\S+)$/.exec(arn ?? '') ?? [];
  return region === undefined || accountId === undefined || id === undefined ? undefined : { region, accountId, id };
}

export const isKeyArn = (name: string): boolean => keyNameIn(name) !== undefined;

/** The account in the ARN of a key or an alias. */
export const accountOfKey = (arn: string | undefined): string | undefined =>
  /^arn:[^:]+:kms:[^:]*:(\d{12}):/.exec(arn ?? '')?.[1];
