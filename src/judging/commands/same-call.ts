/** The denied call again, with other headers: what the caller can change. */
import { defined } from '../../defined';
import { accountOf } from '../../names/principal';
import type { BoundRequest } from '../../request/types';
import type { AwsCommand, CommandValue } from './aws-command';
import { headerOptions, s3Calls } from './s3-calls';

/** By header or query parameter; `null`: without it. */
export type Sent = Readonly<Record<string, CommandValue | null>>;

/**
 * Empty: no call of the CLI that is known here. It signs with the credentials at hand, so it also mends what was not
 * signed, or not well. What no record keeps (the body) is for the reader to fill in.
 */
export function sameCall(request: BoundRequest, sent: Sent = {}): readonly AwsCommand[] {
  const call = s3Calls[request.operation];
  const bucket = request.accessPoint ?? request.bucket;
  if (call === undefined || bucket === undefined) return [];
  const headers: Sent = { ...request.parameters, ...sent };
  const options = Object.entries(headers).flatMap(([header, value]) => {
    const option = headerOptions[header];
    return option === undefined || value === null || !call.takes.includes(option) ? [] : optionsOf(option, value);
  });
  const parameters = {
    Bucket: bucket,
    ...(call.on === 'object' ? defined({ Key: request.key, VersionId: versionOf(request, call.takes) }) : {}),
    ...Object.fromEntries((call.needs ?? []).map((name) => [name, { fillIn: fillIns[name] ?? name }])),
    ...(Object.fromEntries(options) as Readonly<Record<string, CommandValue>>),
  };
  return [
    {
      service: 's3api',
      operation: call.operation ?? request.operation,
      parameters,
      ...(call.writesFile === true ? { operand: { fillIn: 'file' } } : {}),
      ...defined({ account: accountOf(request.principal), region: request.bucketRegion ?? request.region }),
    },
  ];
}

/** What does nothing but set an ACL is nothing without it. */
export const sameCallWithoutAcl = (request: BoundRequest): readonly AwsCommand[] | undefined =>
  request.operation.endsWith('Acl')
    ? undefined
    : sameCall(request, Object.fromEntries(aclHeaders.map((header) => [header, null])));

const aclHeaders = Object.keys(headerOptions).filter((header) => /^x-amz-(acl$|grant-)/.test(header));

const versionOf = ({ versionId }: BoundRequest, takes: readonly string[]): string | undefined =>
  takes.includes('VersionId') ? versionId : undefined;

function optionsOf(option: string, value: CommandValue): readonly (readonly [string, CommandValue])[] {
  // Switches have no value.
  if (switches.has(option)) return value === 'true' ? [[option, true]] : [];
  // Records keep no codes and no keys.
  if (option === 'MFA' && value === 'sent') return [[option, mfaCode]];
  if (option === 'SSECustomerAlgorithm')
    return [
      [option, value],
      ['SSECustomerKey', { fillIn: 'key' }],
    ];
  return [[option, value]];
}

const switches = new Set(['BypassGovernanceRetention', 'BucketKeyEnabled']);
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiFactorAuthenticationDelete.html */
export const mfaCode: CommandValue = { fillIn: 'serial number of the device, and its code' };

const fillIns: Readonly<Record<string, string>> = {
  Body: 'file',
  UploadId: 'upload',
  PartNumber: 'number',
  ObjectAttributes: 'attributes',
  Tagging: 'tags',
  Retention: 'Mode=…,RetainUntilDate=…',
  LegalHold: 'Status=…',
  RestoreRequest: 'Days=…',
  Delete: 'Objects=[{Key=…}]',
};
