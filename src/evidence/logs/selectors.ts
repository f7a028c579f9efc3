/** Does a trail keep requests for the objects of a bucket? https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html */

export interface EventSelectors {
  readonly EventSelectors?: readonly {
    readonly IncludeManagementEvents?: boolean | undefined;
    readonly ReadWriteType?: string | undefined;
    readonly ExcludeManagementEventSources?: readonly string[] | undefined;
    readonly DataResources?:
      readonly { readonly Type?: string | undefined; readonly Values?: readonly string[] | undefined }[] | undefined;
  }[];
  readonly AdvancedEventSelectors?: readonly {
    readonly Name?: string | undefined;
    readonly FieldSelectors?: readonly FieldSelector[] | undefined;
  }[];
}

export interface FieldSelector {
  readonly Field?: string | undefined;
  readonly Equals?: readonly string[] | undefined;
  readonly StartsWith?: readonly string[] | undefined;
  readonly EndsWith?: readonly string[] | undefined;
  readonly NotEquals?: readonly string[] | undefined;
  readonly NotStartsWith?: readonly string[] | undefined;
  readonly NotEndsWith?: readonly string[] | undefined;
}

/** `true` also where it keeps some of them only. */
export function keepsRequestsOn(
  bucket: string,
  { EventSelectors: basic = [], AdvancedEventSelectors: advanced = [] }: EventSelectors,
): boolean {
  const values = basic.flatMap(({ DataResources = [] }) =>
    DataResources.flatMap(({ Type, Values = [] }) => (Type === 'AWS::S3::Object' ? Values : [])),
  );
  return (
    values.some((value) => isOfBucket(value, bucket)) ||
    advanced.some(({ FieldSelectors = [] }) => selects(FieldSelectors, bucket))
  );
}

/** `arn:aws:s3`: every bucket. */
function isOfBucket(value: string, bucket: string): boolean {
  const name = /^arn:[^:]+:s3(?::::(?<name>[^/]*))?/.exec(value)?.groups?.['name'];
  return /^arn:[^:]+:s3(:::)?$/.test(value) || name === bucket;
}

function selects(fields: readonly FieldSelector[], bucket: string): boolean {
  const holds = (name: string, test: (field: FieldSelector) => boolean) =>
    fields.filter(({ Field }) => Field === name).every(test);
  return (
    fields.some(({ Field, Equals = [] }) => Field === 'eventCategory' && Equals.includes('Data')) &&
    fields.some(({ Field, Equals = [] }) => Field === 'resources.type' && Equals.includes('AWS::S3::Object')) &&
    holds('resources.ARN', (field) => mayFit(field, bucket))
  );
}

/** Some object of the bucket: what the pattern says of keys leaves that open. */
function mayFit({ Equals, StartsWith, NotStartsWith = [] }: FieldSelector, bucket: string): boolean {
  const wanted = [...(Equals ?? []), ...(StartsWith ?? [])];
  const isWanted =
    (Equals === undefined && StartsWith === undefined) || wanted.some((value) => isOrMayBeOf(value, bucket));
  return (
    isWanted &&
    !NotStartsWith.some((value) => /^arn:[^:]+:s3:::(?<whole>[^/]*)\/?$/.exec(value)?.groups?.['whole'] === bucket)
  );
}

/** A pattern may end in the middle of the bucket's name. */
function isOrMayBeOf(value: string, bucket: string): boolean {
  const path = /^arn:[^:]+:s3:::(?<path>.*)$/.exec(value)?.groups?.['path'];
  return path === undefined
    ? isOfBucket(value, bucket)
    : `${bucket}/`.startsWith(path) || path.startsWith(`${bucket}/`);
}
