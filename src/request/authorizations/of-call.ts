/** The authorizations of one S3 call: the table's row, applied to what the record shows. */
import { accessPointIn } from '../../names/access-point';
import { accountInArn } from '../../names/arn';
import { isDirectoryBucketName } from '../../names/bucket';
import { rowOf, type EncryptionNeed, type Row } from './table';
import type { AskedAuthorization, Call } from './call';
import { copySource, type CopySource } from './copy-source';
import { keyNeeded } from './encryption-key';
import { notTold, objectResource, ownedBy, resourceOf } from './resource-of';
import type { Thing } from '../record/resource-names';

export function authorizationsOf(call: Call): readonly AskedAuthorization[] {
  const row = rowOf(call.eventName);
  if (isDirectory(call.thing)) return directoryAuthorizations(call, row);
  if (accessPointIn(call.thing.accessPoint)?.kind === 'object-lambda') return objectLambdaAuthorizations(call, row);
  const source =
    row.copies === undefined ? undefined : copySource(call.parameters['x-amz-copy-source'], call.partition);
  return withoutTwins([
    ...mains(call, row),
    ...(source === undefined || row.copies === undefined ? [] : sourceReads(call, source, row.copies)),
    ...companions(call, row),
    ...(row.encryption ?? []).flatMap((need) => encryption(call, need, source)),
  ]);
}

function mains(call: Call, row: Row): readonly AskedAuthorization[] {
  const actions = call.thing.versionId === undefined ? row.actions : (row.versioned ?? row.actions);
  return actions.map((action, index) => ({
    action,
    ...resourceOf(call, row),
    purpose: index === 0 ? 'main' : 'companion',
    certain: true,
  }));
}

function companions(call: Call, row: Row): readonly AskedAuthorization[] {
  const sent = (row.companions ?? []).filter(
    ({ headers, value, ofServices }) =>
      (ofServices !== false || call.byService !== true) &&
      (headers.length === 0 ||
        headers.some((header) => {
          const is = call.parameters[header];
          return is !== undefined && (value === undefined || is.toLowerCase() === value);
        })),
  );
  const asked = sent.flatMap(({ actions }) =>
    actions.map((action): AskedAuthorization => ({
      action,
      ...(action.startsWith('s3:') ? resourceOf(call, row) : { resource: notTold('not-in-record') }),
      purpose: 'companion',
      certain: true,
    })),
  );
  return call.parameters['fetch-owner'] === 'true' ? [...asked, ownerDisplay(call)] : asked;
}

/** S3's page of permissions asks it for the owners in a list; whether its absence ever denies the call is unverified. */
function ownerDisplay({ thing }: Call): AskedAuthorization {
  return {
    action: 's3:GetObjectAcl',
    resource: notTold('not-in-record', thing.bucket),
    purpose: 'companion',
    certain: false,
    assumptions: [{ code: 'companion-action-unverified', facts: { action: 's3:GetObjectAcl' } }],
  };
}

function sourceReads(call: Call, source: CopySource, copies: 'object' | 'part'): readonly AskedAuthorization[] {
  const place = {
    resource: { is: 'arn', arn: source.arn },
    ...ownedBy(accountInArn(source.arn) ?? ownerOfSource(call, source)),
  } as const;
  const version = source.versionId === undefined ? '' : 'Version';
  const read: AskedAuthorization = {
    action: `s3:GetObject${version}`,
    ...place,
    purpose: 'copy-source',
    certain: true,
  };
  if (copies === 'part' || call.parameters['x-amz-tagging-directive']?.toUpperCase() === 'REPLACE') return [read];
  // Asked only for a source that has tags; the half about the source is reported, not documented.
  const readTags = `s3:GetObject${version}Tagging`;
  return [
    read,
    {
      action: readTags,
      ...place,
      purpose: 'copy-source',
      certain: false,
      assumptions: [{ code: 'companion-action-unverified', facts: { action: readTags } }],
    },
    { action: 's3:PutObjectTagging', ...objectResource(call), purpose: 'companion', certain: false },
  ];
}

function ownerOfSource({ thing, bucketOwners }: Call, { bucket }: CopySource): string | undefined {
  if (bucket === undefined) return undefined;
  return bucket === thing.bucket ? thing.ownerAccountId : bucketOwners?.get(bucket);
}

function encryption(call: Call, need: EncryptionNeed, source: CopySource | undefined): readonly AskedAuthorization[] {
  const needed = keyNeeded(call, need, source);
  if (needed === undefined) return [];
  return need.actions.map((action) => ({ action, ...needed, purpose: 'encryption' }));
}

const isDirectory = ({ directoryBucket, bucket, accessPoint }: Thing): boolean =>
  directoryBucket !== undefined || isDirectoryBucketName(bucket) || accessPointIn(accessPoint)?.service === 's3express';

/** For a directory bucket's data only the session is authorized. https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-security-iam.html */
function directoryAuthorizations(call: Call, row: Row): readonly AskedAuthorization[] {
  const { thing, partition, region } = call;
  const owner = thing.ownerAccountId ?? accountInArn(thing.accessPoint);
  const ofData =
    row.on === 'object' || /^(CreateSession|ListObjects(V2)?|HeadBucket|ListMultipartUploads)$/.test(call.eventName);
  const made =
    owner === undefined || thing.bucket === undefined
      ? undefined
      : `arn:${partition}:s3express:${region}:${owner}:bucket/${thing.bucket}`;
  const arn = thing.accessPoint ?? thing.directoryBucket ?? made;
  const [main = ''] = row.actions;
  return [
    {
      action: ofData ? 's3express:CreateSession' : main.replace(/^s3:/, 's3express:'),
      resource: arn === undefined ? notTold('not-in-record', thing.bucket) : { is: 'arn', arn },
      purpose: 'main',
      certain: true,
      ...ownedBy(owner),
    },
  ];
}

/** The call itself, and the function that transforms the answer, if one is configured for it. */
function objectLambdaAuthorizations(call: Call, row: Row): readonly AskedAuthorization[] {
  const { accessPoint = '' } = call.thing;
  const actions = call.thing.versionId === undefined ? row.actions : (row.versioned ?? row.actions);
  const [main = ''] = actions;
  return [
    {
      action: main.replace(/^s3:/, 's3-object-lambda:'),
      resource: { is: 'arn', arn: accessPoint },
      purpose: 'main',
      certain: true,
      ...ownedBy(accountInArn(accessPoint)),
    },
    { action: 'lambda:InvokeFunction', resource: notTold('not-in-record'), purpose: 'companion', certain: false },
  ];
}

/** A header and a copied tag may ask the same; what is asked for certain stays. */
function withoutTwins(asked: readonly AskedAuthorization[]): readonly AskedAuthorization[] {
  const name = ({ action, resource }: AskedAuthorization) => `${action} ${JSON.stringify(resource)}`;
  const certain = new Set(asked.filter((one) => one.certain).map(name));
  const seen = new Set<string>();
  return asked.filter((one) => {
    const twin = seen.has(name(one)) || (!one.certain && certain.has(name(one)));
    if (!twin) seen.add(name(one));
    return !twin;
  });
}
