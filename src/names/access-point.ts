/** The three kinds of access points, known by their ARNs. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html */

export interface AccessPointName {
  readonly kind: 'access-point' | 'multi-region' | 'object-lambda';
  readonly accountId: string;
  readonly name: string;
}

/** `undefined`: not the ARN of an access point. */
export function accessPointName(arn: string | undefined): AccessPointName | undefined {
  const parts = /^arn:[^:]+:(s3|s3-object-lambda|s3express):([^:]*):(\d{12}):accesspoint\/([^/]+)/.exec(arn ?? '');
  if (parts === null) return undefined;
  const [, service = '', region = '', accountId = '', name = ''] = parts;
  const kind = service === 's3-object-lambda' ? 'object-lambda' : region === '' ? 'multi-region' : 'access-point';
  return { kind, accountId, name };
}

export const isMultiRegionAccessPoint = (arn: string | undefined): boolean =>
  accessPointName(arn)?.kind === 'multi-region';
